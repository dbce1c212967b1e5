package io.idealstream.job.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.client.NoAnswerException;
import io.idealstream.client.Offsets;
import io.idealstream.client.Partition;
import io.idealstream.fixtures.HandClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KafkaProbeTest {
  private static final Partition IMAGES = new Partition("images", 0);

  private final HandClock clock = new HandClock();
  private final KafkaWatch watch = new KafkaWatch("localhost:9092");

  @Test
  void aSilenceBeginsWhenKafkaWasAskedAndTheLagIsThatOfBefore() {
    KafkaProbe.Question[] question = {() -> found(100)};
    try (KafkaProbe probe = probe(() -> question[0].look())) {
      probe.ask();
      assertEquals(Map.of("images", 10L), probe.lag());
      question[0] =
          () -> {
            clock.advanceMillis(5000);
            throw new NoAnswerException("localhost:9092: Connection refused", null);
          };
      probe.ask();
      assertEquals(Optional.of(Duration.ofSeconds(5)), watch.silence(clock.nanos()));
      assertEquals(Map.of("images", 10L), probe.lag());
      question[0] = () -> found(95);
      probe.ask();
      assertEquals(Optional.empty(), watch.silence(clock.nanos()));
      assertEquals(Map.of("images", 5L), probe.lag());
    }
  }

  @Test
  void anAnswerThatCannotBeUsedIsNoSilenceAndNoLag() {
    KafkaProbe.Question[] question = {() -> found(100)};
    try (KafkaProbe probe = probe(() -> question[0].look())) {
      probe.ask();
      question[0] =
          () -> {
            throw new IllegalStateException("a fake");
          };
      probe.ask();
      assertEquals(Optional.empty(), watch.silence(clock.nanos()));
      assertEquals(Map.of(), probe.lag());
    }
  }

  private KafkaProbe probe(KafkaProbe.Question question) {
    return new KafkaProbe(
        question, () -> Map.of(IMAGES, 90L), Lag.fromBeginning(), watch, clock::nanos);
  }

  private static Offsets.Found found(long end) {
    return new Offsets.Found(Map.of(), Map.of(IMAGES, end), Map.of());
  }
}
