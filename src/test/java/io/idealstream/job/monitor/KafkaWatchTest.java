package io.idealstream.job.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.fixtures.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KafkaWatchTest {
  private static final String REFUSED = "localhost:9092: Connection refused";

  private final HandClock clock = new HandClock();
  private final KafkaWatch watch = new KafkaWatch("localhost:9092");

  @Test
  void aSilenceIsToldMoreAndMoreSeldomAndItsEndOnce() {
    watch.answered(clock.nanos());
    clock.advanceMillis(2000);
    watch.silent(clock.nanos(), REFUSED);
    assertEquals(
        List.of(
            "15 Kafka at localhost:9092 has not answered for 15 s. " + REFUSED,
            "60 Kafka at localhost:9092 has not answered for 1 min.",
            "180 Kafka at localhost:9092 has not answered for 3 min."),
        eachSecond(200));
    watch.answered(clock.nanos());
    assertEquals(
        List.of("1 Kafka answers again, after 3 min 20 s."), eachSecond(1000), "and no more");
  }

  @Test
  void aLongSilenceIsToldEveryHalfHour() {
    watch.silent(clock.nanos(), REFUSED);
    List<String> news = eachSecond(2 * 3600);
    assertEquals(
        List.of(
            "15 s",
            "1 min",
            "3 min",
            "5 min",
            "10 min",
            "20 min",
            "30 min",
            "1 h",
            "1 h 30 min",
            "2 h"),
        news.stream()
            .map(line -> line.substring(line.indexOf(" for ") + 5))
            .map(line -> line.substring(0, line.indexOf('.')))
            .toList());
  }

  @Test
  void aShortSilenceIsNotTold() {
    watch.silent(clock.nanos(), REFUSED);
    assertEquals(List.of(), eachSecond(14));
    watch.answered(clock.nanos());
    assertEquals(List.of(), eachSecond(100));
  }

  @Test
  void theNextSilenceIsToldFromItsOwnBeginning() {
    watch.silent(clock.nanos(), REFUSED);
    eachSecond(70);
    watch.answered(clock.nanos());
    eachSecond(1);
    watch.silent(clock.nanos(), "unknown host");
    assertEquals(
        List.of("15 Kafka at localhost:9092 has not answered for 15 s. unknown host"),
        eachSecond(20));
  }

  @Test
  void whoLooksSeldomHearsTheLastOnly() {
    watch.silent(clock.nanos(), REFUSED);
    clock.advanceMillis(400_000);
    assertEquals(
        Optional.of("Kafka at localhost:9092 has not answered for 5 min. " + REFUSED),
        watch.news(clock.nanos()));
    assertEquals(Optional.empty(), watch.news(clock.nanos()));
  }

  @Test
  void howLongItHasBeenSilentIsKnownFromWhenItWasFirstAsked() {
    assertEquals(Optional.empty(), watch.silence(clock.nanos()));
    long asked = clock.nanos();
    clock.advanceMillis(5000);
    watch.silent(asked, REFUSED);
    clock.advanceMillis(3000);
    watch.silent(clock.nanos(), REFUSED);
    assertEquals(Optional.of(Duration.ofSeconds(8)), watch.silence(clock.nanos()));
    watch.answered(clock.nanos());
    assertEquals(Optional.empty(), watch.silence(clock.nanos()));
  }

  /** What is told while a time passes, with the second at which. */
  private List<String> eachSecond(int seconds) {
    List<String> told = new ArrayList<>();
    for (int second = 1; second <= seconds; second++) {
      clock.advanceMillis(1000);
      String at = second + " ";
      watch.news(clock.nanos()).ifPresent(line -> told.add(at + line));
    }
    return told;
  }
}
