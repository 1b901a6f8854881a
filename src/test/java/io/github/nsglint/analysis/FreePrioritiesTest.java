package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.model.Direction;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which priorities are free: near the others, at multiples of ten where there is room. */
class FreePrioritiesTest {
  private static final OptionalInt NONE = OptionalInt.empty();

  private static FreePriorities used(int... priorities) {
    return inbound(
        IntStream.of(priorities)
            .mapToObj(priority -> priority + " Deny * * * *")
            .collect(Collectors.joining("\n")));
  }

  private static FreePriorities inbound(String rows) {
    return new FreePriorities(RuleRows.of(rows), Direction.INBOUND);
  }

  private static void assertFree(
      int expected, FreePriorities free, Function<FreePriorities, OptionalInt> asked) {
    assertEquals(OptionalInt.of(expected), asked.apply(free));
  }

  @Test
  void beforeAnother() {
    assertFree(100, used(), free -> free.before(4097));
    assertFree(100, used(), free -> free.before(101));
    assertEquals(NONE, used().before(100));
    assertFree(110, used(100), free -> free.before(4097));
    assertFree(210, used(100, 200), free -> free.before(4097));
    assertFree(110, used(100, 200), free -> free.before(200));
    assertFree(110, used(109, 111), free -> free.before(111));
    assertFree(105, used(104, 110), free -> free.before(110));
    assertEquals(NONE, used(100, 101).before(101));
    assertFree(101, used(100, 102, 103), free -> free.before(103));
    assertFree(100, used(101), free -> free.before(102));
  }

  @Test
  void beforeTheEnd() {
    assertFree(4091, used(4090), free -> free.before(4097));
    assertFree(4096, used(4095), free -> free.before(4097));
    assertFree(4095, used(4096), free -> free.before(4097));
    assertFree(4094, used(4095, 4096), free -> free.before(4097));
  }

  @Test
  void whatAzureDoesNotTakeIsNotFree() {
    assertFree(100, used(50), free -> free.before(4097));
    assertEquals(NONE, used(50, 100).before(100));
    assertFree(4091, used(4090, 5000), free -> free.before(5000));
    assertFree(4095, used(4096, 5000), free -> free.before(5000));
    assertFree(4095, used(4096, 4097, 5000), free -> free.before(5000));
  }

  @Test
  void beforeAllOthers() {
    assertFree(100, used(), FreePriorities::first);
    assertFree(100, used(50, 101), FreePriorities::first);
    assertEquals(NONE, used(100).first());
  }

  @Test
  void afterAnother() {
    assertFree(110, used(100), free -> free.after(100));
    assertFree(110, used(100, 111), free -> free.after(100));
    assertFree(101, used(100, 110), free -> free.after(100));
    assertFree(102, used(100, 101), free -> free.after(100));
    assertFree(103, used(100, 101, 102, 104), free -> free.after(100));
    assertFree(100, used(50), free -> free.after(50));
    assertFree(4091, used(4090), free -> free.after(4090));
    assertFree(4096, used(4095), free -> free.after(4095));
    assertEquals(NONE, used(4096).after(4096));
    assertEquals(NONE, used(4095, 4096).after(4095));
  }

  @Test
  void eachDirectionHasItsOwn() {
    assertFree(100, inbound("100 Deny * * * * outbound"), free -> free.before(4097));
    assertFree(110, inbound("100 Deny * * * * either-way"), free -> free.before(4097));
    assertFree(100, inbound("? Deny * * * *"), free -> free.before(4097));
  }

  @Test
  void whatIsTakenIsFreeNoMore() {
    FreePriorities free = used();
    free.take(100);
    assertFree(110, free, priorities -> priorities.before(4097));
  }
}
