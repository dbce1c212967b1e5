package io.idealstream.stream.match;

import io.idealstream.decision.Candidate;
import io.idealstream.decision.Match;
import io.idealstream.decision.StandingQueries;
import java.util.ArrayList;
import java.util.List;

/** Those items of a batch that one model has embedded. */
final class OfModel {
  final String model;
  final List<DueItem> items = new ArrayList<>();

  /** Of each item in its batch, ascending. */
  final List<Integer> places = new ArrayList<>();

  private StandingQueries.Preselection preselection;

  OfModel(String model) {
    this.model = model;
  }

  /**
   * Holds the items against the queries of their model.
   *
   * @param counts by place, to which is added how many queries each item may match
   */
  OfModel preselected(StandingQueries queries, int[] counts) {
    preselection = queries.preselect(items.stream().map(OfModel::candidate).toList());
    int[] own = preselection.counts();
    for (int i = 0; i < own.length; i++) {
      counts[places.get(i)] += own[i];
    }
    return this;
  }

  private static Candidate candidate(DueItem due) {
    return new Candidate(due.item().feed(), due.item().time(), due.item().vector());
  }

  /** The matches of the items at some places of the batch. */
  List<Match> matches(int from, int to) {
    return preselection.matches(first(from), first(to));
  }

  /** The first item at a place or behind it. */
  private int first(int place) {
    int item = 0;
    while (item < places.size() && places.get(item) < place) {
      item++;
    }
    return item;
  }
}
