package io.idealstream.cli.drift;

import io.idealstream.drift.IntervalJudgements;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftScore;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often the labels of a feed are right since a drift of it began, by topic drift-scores. */
public final class LabelsSince {

  private static final double ALARM = 1;

  private final String space;
  private final String feed;
  private final Instant since;

  /** By factor: right labels, and all. */
  private final Map<String, double[]> counts = new TreeMap<>();

  private boolean watching;
  private double nearest;

  /** Since a drift began. */
  public LabelsSince(Drift drift) {
    space = drift.space();
    feed = drift.feed();
    since = drift.since();
  }

  /** Takes a record of topic {@code drift-scores}; of other feeds and of items it says nothing. */
  public void note(DriftScore score) {
    if (!score.space().equals(space)
        || !score.feed().equals(feed)
        || score.accuracy() == null
        || score.from().isBefore(since)) {
      return;
    }
    score
        .accuracy()
        .forEach(
            (factor, groups) -> {
              double[] count = counts.computeIfAbsent(factor, fresh -> new double[2]);
              count[0] += groups.get(IntervalJudgements.AVERAGE) * score.items();
              count[1] += score.items();
            });
    if (score.score() != null) {
      watching = true;
      nearest = Math.max(nearest, score.score());
    }
  }

  /** A sentence. */
  public String sentence() {
    if (counts.isEmpty()) {
      return "Not known: feedback has judged no label of the feed since then.";
    }
    String right =
        counts.entrySet().stream()
            .map(
                each ->
                    String.format(
                        Locale.ROOT,
                        "of `%s` %.1f %%",
                        each.getKey(),
                        100 * each.getValue()[0] / each.getValue()[1]))
            .collect(Collectors.joining(", "));
    String share = "Right since then by feedback: " + right + ".";
    if (!watching) {
      return share + " What is normal is not known yet.";
    }
    return nearest < ALARM
        ? String.format(
            Locale.ROOT,
            "Accuracy is unchanged, on average and in each group: %.2f of an alarm at most. %s",
            nearest,
            share)
        : "Accuracy has changed too: see drift list. " + share;
  }
}
