package io.idealstream.job.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Since when Kafka has not answered, and what to say of it: more and more seldom, and once when it
 * answers again. May be used by several threads.
 */
final class KafkaWatch {

  /** After how long a silence is told; from the last on as often again. */
  private static final List<Duration> TOLD =
      List.of(
          Duration.ofSeconds(15),
          Duration.ofMinutes(1),
          Duration.ofMinutes(3),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(20),
          Duration.ofMinutes(30));

  private final String servers;

  private Long silentSince;
  private String why;
  private Duration told = Duration.ZERO;
  private Optional<Duration> over = Optional.empty();

  KafkaWatch(String servers) {
    this.servers = servers;
  }

  /** Kafka has answered. */
  synchronized void answered(long nanos) {
    if (silentSince != null && !told.isZero()) {
      over = Optional.of(Duration.ofNanos(nanos - silentSince));
    }
    silentSince = null;
    told = Duration.ZERO;
  }

  /**
   * Kafka has not answered.
   *
   * @param asked when it was asked
   * @param reason what a plain connection says
   */
  synchronized void silent(long asked, String reason) {
    if (silentSince == null) {
      silentSince = asked;
    }
    why = reason;
  }

  /** How long Kafka has been silent; empty while it answers. */
  synchronized Optional<Duration> silence(long nanos) {
    return silentSince == null
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(nanos - silentSince));
  }

  /** What is to be told now that has not been told before. */
  synchronized Optional<String> news(long nanos) {
    if (over.isPresent()) {
      String sentence = "Kafka answers again, after %s.".formatted(Elapsed.of(over.get()));
      over = Optional.empty();
      return Optional.of(sentence);
    }
    Duration due = due(silence(nanos).orElse(Duration.ZERO));
    if (due.compareTo(told) <= 0) {
      return Optional.empty();
    }
    String sentence = "Kafka at %s has not answered for %s.".formatted(servers, Elapsed.of(due));
    Optional<String> news = Optional.of(told.isZero() ? sentence + " " + why : sentence);
    told = due;
    return news;
  }

  /** The last of the times to tell of a silence that it has reached; zero for none. */
  private static Duration due(Duration silence) {
    Duration last = TOLD.get(TOLD.size() - 1);
    if (silence.compareTo(last) > 0) {
      return last.multipliedBy(silence.dividedBy(last));
    }
    return TOLD.stream()
        .filter(time -> time.compareTo(silence) <= 0)
        .reduce(Duration.ZERO, (one, later) -> later);
  }
}
