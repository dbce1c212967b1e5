package io.idealstream.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.Reason;
import io.idealstream.wire.Unreadable;
import org.junit.jupiter.api.Test;

class AttemptTest {

  @Test
  void aValueGoesThroughEveryStep() {
    Attempt<Integer> attempt = Attempt.of(() -> "three").then(String::length);

    assertFalse(attempt.failed());
    assertEquals(5, attempt.value());
  }

  @Test
  void theFirstReasonStays() {
    Unreadable why = new Unreadable(Reason.BAD_FEED, "a sentence", "i");
    Attempt<Integer> attempt =
        Attempt.<String>of(
                () -> {
                  throw why;
                })
            .then(
                text -> {
                  throw new AssertionError("no value to take a step on");
                });

    assertTrue(attempt.failed());
    assertSame(why, attempt.why());
  }

  @Test
  void aFaultOfOurOwnIsTheRecordsAndSaysWhere() {
    Attempt<String> attempt = Attempt.of(() -> "abc").then(text -> text.substring(7));

    assertEquals(Reason.FAILED, attempt.why().reason());
    assertTrue(
        attempt
            .why()
            .getMessage()
            .matches("unforeseen failure: java.lang.StringIndexOutOfBounds.* at java.*"),
        attempt.why().getMessage());
  }

  @Test
  void aRecordNestedBeyondTheStackIsAtFaultItself() {
    assertEquals(Reason.FAILED, Attempt.of(() -> depth(0)).why().reason());
  }

  @Test
  void aFailureOfTheMachinePassesThrough() {
    for (Error error :
        new Error[] {
          new OutOfMemoryError("a fake"),
          new NoClassDefFoundError("a/Fake"),
          new UnsatisfiedLinkError("a fake")
        }) {
      assertSame(
          error,
          assertThrows(
              error.getClass(),
              () ->
                  Attempt.of(
                      () -> {
                        throw error;
                      })));
    }
  }

  @SuppressWarnings("InfiniteRecursion") // that is the point
  private static int depth(int level) {
    return depth(level + 1) + 1;
  }
}
