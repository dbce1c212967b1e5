package io.idealstream.wire.decision;

import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import io.idealstream.wire.OrAbsent;
import java.util.List;

/**
 * What policies went by, so that a decision stands by itself.
 *
 * @param labels of all spaces, by name, but those on trial
 * @param hits of all queries, by query, version and falling score, but those on trial
 * @param hitsLeftOut hits that there was no room for; those that policies with a verdict name come
 *     first
 * @param drifts of the item's feed, by space; null for none
 * @param quality of the labels' spaces, and of those that policies ask for, by space and factor;
 *     null for none
 */
public record Evidence(
    List<Label> labels,
    List<Hit> hits,
    int hitsLeftOut,
    @OrAbsent List<FeedDrift> drifts,
    @OrAbsent List<LabelQuality> quality) {

  /** Labels and hits alone. */
  public Evidence(List<Label> labels, List<Hit> hits, int hitsLeftOut) {
    this(labels, hits, hitsLeftOut, null, null);
  }
}
