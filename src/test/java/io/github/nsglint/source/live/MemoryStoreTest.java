package io.github.nsglint.source.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MemoryStoreTest {
  private final MemoryStore store = new MemoryStore();

  private void write(String path) {
    store.write(path, path.getBytes(StandardCharsets.UTF_8));
  }

  private CompletableFuture<List<String>> taken(CountDownLatch some) {
    return CompletableFuture.supplyAsync(
        () -> {
          List<String> paths = new ArrayList<>();
          Iterator<Map.Entry<String, byte[]>> files = store.inOrder();
          while (files.hasNext()) {
            paths.add(files.next().getKey());
            some.countDown();
          }
          return paths;
        });
  }

  @Test
  void filesAreTakenInOrderAsSoonAsNoneCanComeBefore() throws Exception {
    CountDownLatch two = new CountDownLatch(2);
    CountDownLatch three = new CountDownLatch(3);
    CompletableFuture<List<String>> paths =
        taken(
            new CountDownLatch(0) {
              @Override
              public void countDown() {
                two.countDown();
                three.countDown();
              }
            });
    write("b/2");
    write("n");
    write("a/1");
    write("a/0");
    assertFalse(two.await(50, TimeUnit.MILLISECONDS), "a/ can get more files");
    store.settle("b/");
    two.await();
    assertFalse(three.await(50, TimeUnit.MILLISECONDS), "b/ can get more files");
    store.settle("b");
    write("b/1");
    store.settle("n");
    three.await();
    store.write("n", new byte[1]);
    write("z/9");
    store.finish();
    assertEquals(List.of("a/0", "a/1", "b/1", "b/2", "n", "z/9"), paths.get());
    assertEquals(false, store.inOrder().hasNext());
  }

  @Test
  void closingEndsTheWait() throws Exception {
    write("a");
    CompletableFuture<List<String>> paths = taken(new CountDownLatch(1));
    CompletableFuture<Boolean> found =
        CompletableFuture.supplyAsync(() -> store.firstAtEnd("tags").isPresent());
    store.close();
    assertEquals(List.of(), paths.get());
    assertEquals(false, found.get());
  }

  @Test
  void whatIsLookedForIsThereAtTheEnd() throws Exception {
    CompletableFuture<String> found =
        CompletableFuture.supplyAsync(
            () -> store.firstAtEnd("tags").map(Map.Entry::getKey).orElse("none"));
    write("a/other");
    write("c/tags");
    write("b/tags");
    store.finish();
    assertEquals("b/tags", found.get());
  }
}
