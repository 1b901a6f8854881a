package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.SecurityRule;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A place that a flow passes, where a group may stand.
 *
 * @param place in words: {@code subnet snet-web (vnet-hub)}
 */
record Level(Direction direction, String place, Standing standing) {
  Level {
    requireNonNull(direction);
    requireNonNull(place);
    requireNonNull(standing);
  }

  /** What stands there. */
  sealed interface Standing {
    <R> R fold(Supplier<R> open, Function<Guard, R> guard, Function<Remark, R> unknown);
  }

  /** No group: everything passes. */
  record Open() implements Standing {
    @Override
    public <R> R fold(Supplier<R> open, Function<Guard, R> guard, Function<Remark, R> unknown) {
      return open.get();
    }
  }

  /**
   * @param name of the group, or of what else stands there
   * @param span of the group
   * @param rules in the level's direction, Azure's own among them
   * @param absence why the group may not be there after all
   */
  record Guard(
      String name, Span span, EffectiveRules rules, AddressBook book, Optional<Remark> absence)
      implements Standing {
    @Override
    public <R> R fold(Supplier<R> open, Function<Guard, R> guard, Function<Remark, R> unknown) {
      return guard.apply(this);
    }

    /** Where a rule that decides here is written: security admin rules come before the group's. */
    String holderOf(SecurityRule rule) {
      boolean admin = rules.admin().stream().anyMatch(one -> one.flows().rule().equals(rule));
      return admin ? Guards.ADMIN_RULES : name;
    }

    Flow example(FlowProduct flows) {
      return new FlowCheck(rules, book).witness(flows);
    }

    /** Why nobody can tell what becomes of the flow; never empty. */
    List<Remark> reasons(Flow flow) {
      List<Remark> reasons = FlowDoubts.of(rules, book, flow);
      return reasons.isEmpty()
          ? List.of(new Remark("the rules of " + name + " name addresses that are not known", span))
          : reasons;
    }
  }

  /** A group that was not read, or that nobody can tell. */
  record Unknown(Remark why) implements Standing {
    @Override
    public <R> R fold(Supplier<R> open, Function<Guard, R> guard, Function<Remark, R> unknown) {
      return unknown.apply(why);
    }
  }
}
