package io.idealstream.cli.eval;

import io.idealstream.decision.eval.Difference;
import io.idealstream.decision.eval.Estimate;
import io.idealstream.math.Interval;
import io.idealstream.math.Score;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Numbers as people read them; a dash for what cannot be told. */
final class Numbers {

  private static final String NONE = "-";

  private Numbers() {}

  /** A share in percent, with its interval. */
  static String percent(Estimate share) {
    return Double.isNaN(share.value()) ? NONE : percent(share.value()) + in(share.interval());
  }

  /** A difference in points, with its interval. */
  static String points(Difference difference) {
    return Double.isNaN(difference.value())
        ? NONE
        : points(difference.value()) + in(difference.interval());
  }

  private static String points(double difference) {
    return (difference > 0 ? "+" : "") + percent(difference);
  }

  private static String in(Interval interval) {
    return Double.isNaN(interval.low())
        ? ""
        : " [%s, %s]".formatted(percent(interval.low()), percent(interval.high()));
  }

  static String percent(double share) {
    return Double.isNaN(share) ? NONE : fixed(100 * share, 1);
  }

  static String fixed(double number, int digits) {
    return Double.isNaN(number) ? NONE : String.format(Locale.ROOT, "%." + digits + "f", number);
  }

  static String of(OptionalDouble number, int digits) {
    return number.isPresent() ? fixed(number.getAsDouble(), digits) : NONE;
  }

  static String of(Optional<Score> score) {
    return score.map(one -> fixed(one.mean(), 3) + " ± " + fixed(one.sd(), 3)).orElse(NONE);
  }

  /** Published numbers beside each other, as they were printed. */
  static String published(List<Double> numbers) {
    return numbers == null
        ? NONE
        : String.join(" / ", numbers.stream().map(number -> fixed(number, 1)).toList());
  }

  /** A published mean and deviation. */
  static String spread(List<Double> numbers, int digits) {
    return numbers == null
        ? NONE
        : fixed(numbers.get(0), digits) + " ± " + fixed(numbers.get(1), digits);
  }
}
