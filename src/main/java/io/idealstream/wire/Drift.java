package io.idealstream.wire;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * That a feed has begun to drift, drifts by another cause than was said, or drifts no more.
 *
 * @param factor of the value that names the drift, or two joined by {@code *}; null where the space
 *     has no name for it
 * @param value alike
 * @param signal what moved; {@code unnamed} where the space has no name for it
 * @param since event time at which it is estimated to have begun
 * @param detected event time at which its first alarm came
 * @param change of the signal; null where the space has no name for it
 * @param score the bets' average at the last alarm
 * @param threshold that it reached
 * @param explanation a sentence for people
 * @param examples ids of items that lie farthest along the change
 * @param knownFrom event time of the items from which on policies know of it
 */
public record Drift(
    String space,
    String feed,
    @OrNull String factor,
    @OrNull String value,
    String signal,
    DriftState state,
    Instant since,
    Instant detected,
    @OrNull DriftChange change,
    double score,
    double threshold,
    String explanation,
    List<String> examples,
    DriftVersions versions,
    @OrAbsent Instant knownFrom) {

  /** Signal of what the space has no name for. */
  public static final String UNNAMED = "unnamed";

  /** Signals of how often labels are right, which are watched beside what items show. */
  private static final Set<String> OF_LABELS = Set.of("accuracy", "coverage", "group-accuracy");

  /** A record that nobody has dated for policies. */
  public Drift(
      String space,
      String feed,
      String factor,
      String value,
      String signal,
      DriftState state,
      Instant since,
      Instant detected,
      DriftChange change,
      double score,
      double threshold,
      String explanation,
      List<String> examples,
      DriftVersions versions) {
    this(
        space,
        feed,
        factor,
        value,
        signal,
        state,
        since,
        detected,
        change,
        score,
        threshold,
        explanation,
        examples,
        versions,
        null);
  }

  /** Whether it is about how often labels are right, by feedback. */
  public boolean isOfLabels() {
    return OF_LABELS.contains(signal);
  }

  /** What tells it from other drifts: its space and feed, what is watched there, and when. */
  public String episode() {
    String feedKey = Keys.feed(space, feed);
    return (isOfLabels() ? Keys.quality(feedKey) : feedKey) + " " + detected;
  }

  /** What drifts: the signal, and the value where one names it. */
  public String name() {
    return name(signal, factor, value);
  }

  /**
   * The same of its fields.
   *
   * @param factor null for none
   * @param value null for none
   */
  public static String name(String signal, String factor, String value) {
    String named = factor == null ? Objects.requireNonNullElse(value, "") : factor + "/" + value;
    return (signal + " " + named).strip();
  }

  /** The same in another state. */
  public Drift in(DriftState other) {
    return with(other, explanation, examples, knownFrom);
  }

  /** The same in other words. */
  public Drift explainedBy(String sentence) {
    return with(state, sentence, examples, knownFrom);
  }

  /** The same without an item among its examples. */
  public Drift withoutExample(String id) {
    List<String> others = examples.stream().filter(example -> !example.equals(id)).toList();
    return with(state, explanation, others, knownFrom);
  }

  /** The same, known to policies from a time on. */
  public Drift knownFrom(Instant time) {
    return with(state, explanation, examples, time);
  }

  private Drift with(
      DriftState otherState, String sentence, List<String> someExamples, Instant known) {
    return new Drift(
        space,
        feed,
        factor,
        value,
        signal,
        otherState,
        since,
        detected,
        change,
        score,
        threshold,
        sentence,
        someExamples,
        versions,
        known);
  }

  /** Copies the list. */
  public Drift {
    examples = List.copyOf(examples);
  }
}
