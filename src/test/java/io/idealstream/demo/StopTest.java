package io.idealstream.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StopTest {

  private static final Duration LONG = Duration.ofDays(1);

  private final Stop stop = new Stop();

  @Test
  void aMomentThatHasPassedIsReachedAtOnce() {
    assertTrue(stop.reach(stop.nanos() - 1));
  }

  @Test
  void nobodyWaitsOnceItIsAsked() {
    stop.ask();
    assertFalse(stop.reach(stop.nanos() + LONG.toNanos()));
    stop.pause(LONG);
    assertThrows(Stop.Heard.class, stop::check);
    assertThrows(
        Stop.Heard.class, () -> stop.orResult(new CompletableFuture<>(), LONG, "it did not"));
  }

  @Test
  void aResultThatIsThereIsHandedOver() throws IOException {
    assertEquals("done", stop.orResult(CompletableFuture.completedFuture("done"), LONG, ""));
  }

  @Test
  void aFailureAndATimeOverAreSentences() {
    CompletableFuture<String> failed =
        CompletableFuture.failedFuture(new IllegalStateException("no more disk"));
    assertEquals(
        "the job did not start: no more disk",
        assertThrows(IOException.class, () -> stop.orResult(failed, LONG, "the job did not start"))
            .getMessage());
    assertEquals(
        "the job did not start within 0 s",
        assertThrows(
                IOException.class,
                () ->
                    stop.orResult(
                        new CompletableFuture<>(), Duration.ZERO, "the job did not start"))
            .getMessage());
  }
}
