package io.github.nsglint.source.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
  /** Work that ends without a word leaves a subscription out as if it were not there. */
  @Test
  void aDefectOfAnyKindIsTold() {
    for (Throwable defect :
        List.of(
            new IllegalStateException("1"),
            new NoClassDefFoundError("2"),
            new AssertionError("3"))) {
      WorkQueue queue = new WorkQueue(2, 2);
      queue.add("a", () -> {});
      queue.add(
          "b",
          () -> {
            if (defect instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) defect;
          });

      AssertionError thrown = assertThrows(AssertionError.class, queue::run);

      assertEquals(defect, thrown.getCause());
    }
  }
}
