package io.idealstream.stream.embed;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.LogLines;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class PunctualityTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Punctuality punctuality =
      new Punctuality(SKEW, () -> NOW, new UnregisteredMetricsGroup());

  @Test
  void timesOfThePastAndALittleAheadPass() {
    for (Instant time : List.of(Instant.EPOCH, NOW, NOW.plus(SKEW))) {
      assertDoesNotThrow(() -> check(time, 0));
    }
  }

  @Test
  void whatIsFurtherAheadIsRefusedWhoeverSaysIt() {
    Instant ahead = NOW.plus(SKEW).plusMillis(1);
    Unreadable own = assertThrows(Unreadable.class, () -> check(ahead, 0));
    assertEquals(Reason.TIME_AHEAD, own.reason());
    assertEquals(
        "time: expected at most PT5M after this machine's clock 2026-03-01T12:00:00Z, found"
            + " 2026-03-01T12:05:00.001Z; is the producer's clock wrong?",
        own.getMessage());
    Unreadable kafka = assertThrows(Unreadable.class, () -> check(ahead, ahead.toEpochMilli()));
    assertTrue(kafka.getMessage().startsWith("Kafka timestamp: "), kafka::getMessage);
  }

  @Test
  void oneProducerAmongOthersDoesNotMakeTheReaderDoubtItsClock() throws Exception {
    for (int i = 0; i < 500; i++) {
      if (i % 5 == 0) {
        check(NOW, 0);
      } else {
        assertThrows(Unreadable.class, () -> check(NOW.plusSeconds(3_600), 0));
      }
    }
  }

  @Test
  void whereNearlyAllAreAheadTheReadersClockIsDoubtedAndTheItemsAreTaken() throws Exception {
    try (LogLines log = LogLines.of("io.idealstream.stream")) {
      for (int i = 0; i < 19; i++) {
        assertThrows(Unreadable.class, () -> check(NOW.plusSeconds(3_600), 0));
      }
      for (int i = 0; i < 200; i++) {
        check(i % 20 == 0 ? NOW : NOW.plusSeconds(3_600), 0);
      }
      assertEquals(1, log.now().size(), log.now()::toString);
      assertTrue(log.now().get(0).contains("is this machine's clock slow?"), log.now()::toString);
    }
  }

  private void check(Instant time, long kafka) throws Unreadable {
    punctuality.check(time, new TopicRecord("images", 0, 0, kafka, null, null, List.of()));
  }
}
