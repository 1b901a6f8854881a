package io.github.nsglint.flow;

import com.microsoft.z3.BitVecExpr;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.Model;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import io.github.nsglint.flow.PlainProduct.Range;
import io.github.nsglint.flow.PlainProduct.Rule;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * First match as one formula over bit vectors, decided by the Z3 solver: the flow is allowed if the
 * first rule matches and allows it, or does not match and the rest allows it.
 *
 * @see <a
 *     href="https://www.microsoft.com/research/publication/checking-cloud-contracts-in-microsoft-azure/">the
 *     formula, by the authors of SecGuru</a>
 */
public final class Z3FirstMatch implements AutoCloseable {
  private static final int PART_BITS = 16;

  private final Context context;
  private final Solver solver;
  private final Family family;
  private final BitVecExpr protocol;
  private final BitVecExpr sourcePart;
  private final BitVecExpr source;
  private final BitVecExpr sourcePort;
  private final BitVecExpr destinationPart;
  private final BitVecExpr destination;
  private final BitVecExpr destinationPort;
  private final BoolExpr allowed;

  public Z3FirstMatch(List<Rule> rules, Family family) {
    this.context = new Context();
    this.solver = context.mkSolver("QF_BV");
    this.family = family;
    int bits = family == Family.IPV4 ? 32 : 128;
    this.protocol = context.mkBVConst("protocol", 8);
    this.sourcePart = context.mkBVConst("source part", PART_BITS);
    this.source = context.mkBVConst("source", bits);
    this.sourcePort = context.mkBVConst("source port", 16);
    this.destinationPart = context.mkBVConst("destination part", PART_BITS);
    this.destination = context.mkBVConst("destination", bits);
    this.destinationPort = context.mkBVConst("destination port", 16);
    BoolExpr rest = context.mkFalse();
    for (int i = rules.size() - 1; i >= 0; i--) {
      BoolExpr matches = matches(rules.get(i).flows());
      rest =
          rules.get(i).allows()
              ? context.mkOr(matches, rest)
              : context.mkAnd(context.mkNot(matches), rest);
    }
    this.allowed = rest;
  }

  private BoolExpr matches(PlainProduct product) {
    return context.mkAnd(
        in(protocol, product.protocols()),
        in(sourcePart, source, product.sources()),
        in(sourcePort, product.sourcePorts()),
        in(destinationPart, destination, product.destinations()),
        in(destinationPort, product.destinationPorts()));
  }

  private BoolExpr in(BitVecExpr number, List<Range> ranges) {
    return context.mkOr(
        ranges.stream().map(range -> between(number, range)).toArray(BoolExpr[]::new));
  }

  private BoolExpr in(BitVecExpr part, BitVecExpr number, List<Range> ranges) {
    return context.mkOr(
        ranges.stream()
            .map(
                range ->
                    context.mkAnd(
                        context.mkEq(part, context.mkBV(range.part(), PART_BITS)),
                        between(number, range)))
            .toArray(BoolExpr[]::new));
  }

  private BoolExpr between(BitVecExpr number, Range range) {
    return context.mkAnd(
        context.mkBVUGE(number, constant(range.first(), number)),
        context.mkBVULE(number, constant(range.last(), number)));
  }

  private BitVecExpr constant(BigInteger value, BitVecExpr like) {
    return context.mkBV(value.toString(), like.getSortSize());
  }

  /** A flow of the region with this decision, if there is one. */
  public Optional<Flow> find(PlainProduct region, boolean decision) {
    solver.push();
    try {
      solver.add(new BoolExpr[] {matches(region), decision ? allowed : context.mkNot(allowed)});
      Status status = solver.check();
      if (status == Status.UNKNOWN) {
        throw new IllegalStateException("Z3 does not know: " + solver.getReasonUnknown());
      }
      return status == Status.SATISFIABLE ? Optional.of(flow(solver.getModel())) : Optional.empty();
    } finally {
      solver.pop();
    }
  }

  private Flow flow(Model model) {
    return new Flow(
        value(model, protocol).intValue(),
        PlainProduct.address(value(model, sourcePart).intValue(), family, value(model, source)),
        value(model, sourcePort).intValue(),
        PlainProduct.address(
            value(model, destinationPart).intValue(), family, value(model, destination)),
        value(model, destinationPort).intValue());
  }

  private static BigInteger value(Model model, BitVecExpr number) {
    Expr<?> value = model.eval(number, true);
    return new BigInteger(value.toString());
  }

  @Override
  public void close() {
    context.close();
  }
}
