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
    DriftVersions versions) {

  /** Signal of what the space has no name for. */
  public static final String UNNAMED = "unnamed";

  /** Signals of how often labels are right, which are watched beside what items show. */
  private static final Set<String> OF_LABELS = Set.of("accuracy", "coverage", "group-accuracy");

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
    String named = factor == null ? Objects.requireNonNullElse(value, "") : factor + "/" + value;
    return (signal + " " + named).strip();
  }

  /** The same in another state. */
  public Drift in(DriftState other) {
    return with(other, explanation);
  }

  /** The same in other words. */
  public Drift explainedBy(String sentence) {
    return with(state, sentence);
  }

  /** The same without an item among its examples. */
  public Drift withoutExample(String id) {
    List<String> others = examples.stream().filter(example -> !example.equals(id)).toList();
    return with(state, explanation, others);
  }

  private Drift with(DriftState otherState, String sentence) {
    return with(otherState, sentence, examples);
  }

  private Drift with(DriftState otherState, String sentence, List<String> someExamples) {
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
        versions);
  }

  /** Copies the list. */
  public Drift {
    examples = List.copyOf(examples);
  }
}
