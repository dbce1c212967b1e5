package io.idealstream.web;

import io.idealstream.decision.QueryVector;
import io.idealstream.web.board.Candidate;
import io.idealstream.web.board.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cosines of items with a vector.
 *
 * @param best first
 * @param without items that have no vector of that model
 */
record Scores(List<Score> best, long without) {

  private static final int MOST_SHOWN = 24;
  private static final double STEP = 0.02;

  record Score(Candidate item, double cosine) {}

  /**
   * Scores items.
   *
   * @param vector [dimension] of length 1
   * @param model that it is of
   * @param vectorless items that have no vector at all
   */
  static Scores of(float[] vector, String model, List<Candidate> items, long vectorless) {
    List<Score> scores = new ArrayList<>();
    for (Candidate item : items) {
      if (item.vector().length == vector.length
          && (item.model() == null || item.model().equals(model))) {
        Optional<float[]> unit = QueryVector.of(List.of(item.vector()), new double[] {1});
        unit.ifPresent(direction -> scores.add(new Score(item, dot(direction, vector))));
      }
    }
    scores.sort(Comparator.comparingDouble(Score::cosine).reversed());
    return new Scores(scores, vectorless + items.size() - scores.size());
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int j = 0; j < one.length; j++) {
      sum += (double) one[j] * other[j];
    }
    return sum;
  }

  /** The best that reach a cosine. */
  List<Map<String, Object>> hits(double threshold) {
    return best.stream()
        .filter(score -> score.cosine >= threshold)
        .limit(MOST_SHOWN)
        .map(
            score ->
                Fields.of(
                    "feed", score.item.feed(),
                    "id", score.item.id(),
                    "score", score.cosine,
                    "picture", score.item.picture()))
        .toList();
  }

  /** How many items lie in each step of cosine; null without items. */
  Map<String, Object> histogram() {
    if (best.isEmpty()) {
      return null;
    }
    long first = step(best.get(best.size() - 1).cosine);
    long[] counts = new long[(int) (step(best.get(0).cosine) - first) + 1];
    best.forEach(score -> counts[(int) (step(score.cosine) - first)]++);
    List<Long> listed = new ArrayList<>();
    for (long count : counts) {
      listed.add(count);
    }
    return Fields.of("from", first * STEP, "step", STEP, "counts", listed);
  }

  private static long step(double cosine) {
    return (long) Math.floor(cosine / STEP);
  }
}
