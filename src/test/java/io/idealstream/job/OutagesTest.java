package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutagesTest {

  @Test
  void theBoundIsToldAtTheStart() {
    assertEquals(
        Optional.of(
            "An outage of Kafka of up to 14m40s loses nothing (output.transaction-timeout less two"
                + " checkpoint intervals)."),
        new Outages(Optional.of(Duration.ofSeconds(880))).bound());
    assertEquals(Optional.empty(), new Outages(Optional.empty()).bound());
  }

  @Test
  void anOutageWithinItIsNoLoss() {
    Outages outages = new Outages(Optional.of(Duration.ofSeconds(880)));
    for (int seconds = 0; seconds <= 880; seconds += 10) {
      assertEquals(Optional.empty(), outages.of(Optional.of(Duration.ofSeconds(seconds))));
    }
    assertEquals(Optional.empty(), outages.of(Optional.empty()));
  }

  @Test
  void oneBeyondItIsToldOnceWhenItIsOver() {
    Outages outages = new Outages(Optional.of(Duration.ofSeconds(880)));
    assertEquals(Optional.empty(), outages.of(Optional.of(Duration.ofSeconds(881))));
    String told = outages.of(Optional.empty()).orElseThrow();
    assertTrue(told.startsWith("Kafka was away for 14m41s, longer than 14m40s: "), told);
    assertEquals(Optional.empty(), outages.of(Optional.empty()));
    outages.of(Optional.of(Duration.ofSeconds(20)));
    assertEquals(Optional.empty(), outages.of(Optional.empty()), "the next is its own");
  }
}
