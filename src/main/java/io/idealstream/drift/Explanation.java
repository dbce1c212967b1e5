package io.idealstream.drift;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;

/** Says in a few sentences what was found. */
public final class Explanation {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int MOST_CONSEQUENCES = 3;
  private static final double MILLION = 1e6;

  private final String feed;
  private final LongFunction<Instant> begin;

  /**
   * @param feed as people know it
   * @param begin of an interval
   */
  public Explanation(String feed, LongFunction<Instant> begin) {
    this.feed = feed;
    this.begin = begin;
  }

  /** What was found, with its cause, and what came with it. */
  public String of(Finding finding) {
    return finding.state() == Finding.State.RECOVERED ? over(finding) : open(finding);
  }

  private String open(Finding finding) {
    Cause cause = finding.episode().cause();
    String since = "Since " + time(finding.since()) + " ";
    String what =
        cause.direction().isEmpty()
            ? "the items of %s look different, and no value of the space says how".formatted(feed)
            : finding.change().map(this::said).orElse(name(cause.direction().get()) + " has moved");
    String share =
        cause.explained() > 0
            ? String.format(Locale.ROOT, "; that is %.0f %% of the shift", 100 * cause.explained())
            : "";
    return since + what + share + "." + consequences(cause);
  }

  private String over(Finding finding) {
    String name =
        finding.episode().cause().direction().map(direction -> " of " + name(direction)).orElse("");
    String now =
        finding
            .change()
            .map(change -> ": now %s, in the reference %s".formatted(to(change), from(change)))
            .orElse("");
    return "The drift%s in %s since %s is over%s."
        .formatted(name, feed, time(finding.since()), now);
  }

  private String time(long interval) {
    return TIME.format(begin.apply(interval));
  }

  private String said(Change change) {
    Direction direction = change.direction();
    String was = ", it was " + from(change);
    return switch (direction.signal()) {
      case "share" ->
          "%s is in %s of the items of %s".formatted(name(direction), to(change), feed) + was;
      case "raw-share" ->
          "%s is in %s of the items of %s by plain prompts"
                  .formatted(name(direction), to(change), feed)
              + was;
      case "accuracy" ->
          "labels of `%s` in %s are right in %s of what feedback judges"
                  .formatted(direction.factor(), feed, to(change))
              + was;
      case "group-accuracy" ->
          "labels of `%s` in group `%s` of %s are right in %s of what feedback judges"
                  .formatted(direction.factor(), direction.value(), feed, to(change))
              + was;
      case "coverage" ->
          "sets of `%s` in %s hold the truth in %s of what feedback judges"
                  .formatted(direction.factor(), feed, to(change))
              + was;
      case "input" -> ofInput(change);
      default -> "the %s of %s is %s".formatted(name(direction), feed, to(change)) + was;
    };
  }

  private String ofInput(Change change) {
    return switch (change.direction().value()) {
      case "dead-letters" ->
          "%s of the records of %s become dead letters, it was %s"
              .formatted(to(change), feed, from(change));
      case "rate" ->
          String.format(
              Locale.ROOT,
              "%s has %s%.1f items an interval, it had %.1f",
              feed,
              bound(change),
              Math.pow(2, change.to()),
              Math.pow(2, change.from()));
      default ->
          String.format(
              Locale.ROOT,
              "pictures of %s have %s%.3f million pixels, they had %.3f",
              feed,
              bound(change),
              Math.pow(2, change.to()) / MILLION,
              Math.pow(2, change.from()) / MILLION);
    };
  }

  /** {@code place/water}; of others than shares the signal comes before it. */
  private static String name(Direction direction) {
    String named =
        "`" + (direction.named() ? direction.factor() + "/" : "") + direction.value() + "`";
    return direction.signal().endsWith("share") ? named : direction.signal() + " " + named;
  }

  private static String to(Change change) {
    return bound(change) + number(change, change.to());
  }

  private static String bound(Change change) {
    String bound = change.to() > change.from() ? "at least " : "at most ";
    return change.beyond() ? bound : "";
  }

  private static String from(Change change) {
    return number(change, change.from());
  }

  private static String number(Change change, double mean) {
    Unit unit = change.direction().unit();
    return switch (unit) {
      case SHARE, OCCURRENCE, FRACTION, ACCURACY ->
          String.format(Locale.ROOT, "%.1f %%", 100 * mean);
      default -> String.format(Locale.ROOT, "%.2f %s", unit.shown(mean), unit.text());
    };
  }

  /** Each by its name once: a value may have moved by ideal words and by plain prompts. */
  private static String consequences(Cause cause) {
    Optional<String> itself = cause.direction().map(Explanation::name);
    List<String> others =
        cause.consequences().stream()
            .map(Explanation::name)
            .distinct()
            .filter(name -> !itself.equals(Optional.of(name)))
            .toList();
    if (others.isEmpty()) {
      return "";
    }
    int more = others.size() - MOST_CONSEQUENCES;
    return " With it moved "
        + String.join(", ", others.subList(0, Math.min(MOST_CONSEQUENCES, others.size())))
        + (more > 0 ? " and " + more + " more." : ".");
  }
}
