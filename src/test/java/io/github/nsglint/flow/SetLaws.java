package io.github.nsglint.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/** The laws of set algebra, stated with {@code equals}, which means the same elements. */
record SetLaws<S>(
    S empty,
    S all,
    BinaryOperator<S> union,
    BinaryOperator<S> intersect,
    BinaryOperator<S> minus,
    BiPredicate<S, S> containsAll,
    BiPredicate<S, S> intersects,
    Predicate<S> isEmpty) {

  void check(S a, S b, S c) {
    same(or(a, b), or(b, a));
    same(and(a, b), and(b, a));
    same(or(a, or(b, c)), or(or(a, b), c));
    same(and(a, and(b, c)), and(and(a, b), c));
    same(and(a, or(b, c)), or(and(a, b), and(a, c)));
    same(or(a, and(b, c)), and(or(a, b), or(a, c)));
    same(or(less(a, b), and(a, b)), a);
    same(less(a, or(b, c)), less(less(a, b), c));
    same(less(a, less(b, c)), or(less(a, b), and(a, c)));
    same(or(a, a), a);
    same(and(a, a), a);
    same(or(a, empty), a);
    same(and(a, all), a);
    same(less(a, a), empty);
    same(less(a, empty), a);
    same(not(not(a)), a);
    same(not(or(a, b)), and(not(a), not(b)));
    same(not(and(a, b)), or(not(a), not(b)));
    relations(a, b);
    relations(a, or(a, b));
    relations(a, less(b, a));
    relations(or(a, c), and(a, b));
  }

  private void relations(S a, S b) {
    assertEquals(or(a, b).equals(a), containsAll.test(a, b), () -> a + " contains all of " + b);
    assertEquals(!isEmpty.test(and(a, b)), intersects.test(a, b), () -> a + " meets " + b);
    assertEquals(a.equals(empty), isEmpty.test(a), () -> a + " is empty");
    assertTrue(containsAll.test(all, a), () -> "all contains " + a);
    assertTrue(containsAll.test(a, empty), () -> a + " contains nothing");
  }

  private static <S> void same(S expected, S actual) {
    assertEquals(expected, actual);
    assertEquals(expected.hashCode(), actual.hashCode());
  }

  private S or(S a, S b) {
    return union.apply(a, b);
  }

  private S and(S a, S b) {
    return intersect.apply(a, b);
  }

  private S less(S a, S b) {
    return minus.apply(a, b);
  }

  private S not(S a) {
    return minus.apply(all, a);
  }
}
