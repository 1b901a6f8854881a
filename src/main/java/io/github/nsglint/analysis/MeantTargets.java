package io.github.nsglint.analysis;

import io.github.nsglint.analysis.PropertyCheck.Result;
import io.github.nsglint.analysis.PropertyCheck.Truth;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.policy.Condition;
import io.github.nsglint.policy.NamePattern;
import io.github.nsglint.policy.Target;
import io.github.nsglint.policy.TargetFilter;
import java.util.ArrayList;
import java.util.List;

/** Tells which elements of its kind a rule means: for sure, surely not, or nobody can tell. */
final class MeantTargets {
  private static final Result ALL = new Result(Truth.TRUE, List.of());

  private final Network network;
  private final PropertyCheck properties;
  private final PropertyCheck sure;

  MeantTargets(Network network, PropertyCheck properties) {
    this.network = network;
    this.properties = properties;
    this.sure = properties.withSureReferences();
  }

  /**
   * Whether an element passes; for UNKNOWN, with what is missing. A subnet that only a reference
   * which is not known may lead to does not: {@link LooseReferrers} asks about the reference.
   */
  Result of(TargetFilter filter, Element element) {
    boolean bySure = element instanceof Subnet && !LooseReferrers.conditions(filter).isEmpty();
    return of(filter, element, bySure ? sure : properties);
  }

  /** Whether a subnet of unknown name is none of those that a rule leaves out by name. */
  static Result isNotLeftOut(Target target, Subnet subnet) {
    if (subnet.name().indexOf('⟨') >= 0 && target instanceof Target.Subnets subnets) {
      for (NamePattern except : subnets.except()) {
        if (except.isOfMany() || mayBeCalled(except.text(), subnet)) {
          return unnamed("name", subnet.span());
        }
      }
    }
    return ALL;
  }

  private static boolean mayBeCalled(String name, Subnet subnet) {
    return subnet.id().parent().stream()
        .anyMatch(network -> subnet.id().mayMatch(network.child("subnets", name)));
  }

  private static Result unnamed(String what, Span place) {
    return new Result(Truth.UNKNOWN, List.of(new Remark("the " + what + " is not known", place)));
  }

  /** The same, where such a reference leaves it open. */
  Result ofPerhaps(TargetFilter filter, Element element) {
    return of(filter, element, properties);
  }

  private Result of(TargetFilter filter, Element element, PropertyCheck check) {
    if (filter.isNone()) {
      return ALL;
    }
    List<Result> results = new ArrayList<>();
    filter.name().ifPresent(name -> results.add(named(name, element)));
    for (NamePattern name : filter.except()) {
      results.add(PropertyCheck.negated(named(name, element)));
    }
    filter
        .resourceGroup()
        .ifPresent(
            group ->
                results.add(
                    text(group, element.id().resourceGroup(), "resource group", element.span())));
    for (TargetFilter.Tag tag : filter.tags()) {
      results.add(tagged(tag, element));
    }
    filter.where().ifPresent(where -> results.add(check.evaluate(where, element)));
    return all(results);
  }

  /** What is false decides; else what is not known. */
  static Result all(List<Result> results) {
    List<Remark> unknown = new ArrayList<>();
    for (Result result : results) {
      if (result.truth() == Truth.FALSE) {
        return result;
      }
      if (result.truth() == Truth.UNKNOWN) {
        unknown.addAll(result.remarks());
      }
    }
    return unknown.isEmpty() ? ALL : new Result(Truth.UNKNOWN, unknown);
  }

  private static Result named(NamePattern pattern, Element element) {
    return text(pattern, element.name(), "name", element.span());
  }

  private static Result text(NamePattern pattern, String text, String what, Span place) {
    boolean known = !text.isEmpty() && text.indexOf('⟨') < 0;
    if (!known && !pattern.isAll()) {
      return unnamed(what, place);
    }
    return Result.of(
        pattern.isAll() || pattern.matches(text), new Remark(what + " is '" + text + "'", place));
  }

  /** Of a resource that nobody showed, only the name is known. */
  private Result tested(Condition test, Element element) {
    return PropertyCheck.isShown(element)
        ? properties.evaluate(test, element)
        : new Result(
            Truth.UNKNOWN,
            List.of(new Remark(element.shownName() + " was not read", element.span())));
  }

  private Result tagged(TargetFilter.Tag tag, Element element) {
    Condition test =
        new Condition.Test(
            List.of("tags", tag.key()),
            tag.value().isAll()
                ? new Condition.Operator.Exists(true)
                : new Condition.Operator.Matches(tag.value().regex()),
            Condition.Absent.FALSE);
    if (!(element instanceof Subnet subnet)) {
      return tested(test, element);
    }
    List<Element> parents =
        subnet.id().parent().map(id -> network.find(id, subnet.span())).orElse(List.of());
    return parents.size() == 1
        ? tested(test, parents.get(0))
        : new Result(
            Truth.UNKNOWN,
            List.of(new Remark("the tags of its virtual network are not known", subnet.span())));
  }
}
