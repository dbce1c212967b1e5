package io.idealstream.cli.eval;

import io.idealstream.decision.Method;
import io.idealstream.decision.Scoring;
import io.idealstream.decision.Softmax;
import io.idealstream.decision.SpaceVectors;
import io.idealstream.decision.eval.Bootstrap;
import io.idealstream.decision.eval.CompositionTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All label factors of a space, asked of pictures by several methods at once. Mutable. */
final class CompositionQuestion {

  private final List<List<Scoring>> scorings = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final CompositionTable table;

  /**
   * @param asked indices of the factors
   * @param methods those that lack prompts of a factor are left out
   */
  CompositionQuestion(
      PromptedSpace prompted, SpaceVectors vectors, List<Integer> asked, List<Method> methods) {
    List<String> names = new ArrayList<>();
    for (Method method : methods) {
      List<Scoring> factors =
          asked.stream()
              .map(factor -> method.scoring(vectors, factor))
              .flatMap(Optional::stream)
              .toList();
      if (factors.size() == asked.size()) {
        scorings.add(factors);
        names.add(method.name());
      } else {
        missing.add(method.name());
      }
    }
    table =
        new CompositionTable(
            names, asked.stream().map(f -> prompted.space().factor(f).name()).toList());
  }

  /**
   * Answers a picture.
   *
   * @param truth index of the value of every factor that is asked for
   */
  void answer(float[] vector, int[] truth) {
    boolean[][] right = new boolean[scorings.size()][truth.length];
    for (int m = 0; m < right.length; m++) {
      for (int f = 0; f < truth.length; f++) {
        double[] scores = scorings.get(m).get(f).scores(vector);
        right[m][f] = Softmax.largest(scores) == truth[f];
      }
    }
    table.add(right);
  }

  /** Whether some method answers. */
  boolean isAnswered() {
    return !scorings.isEmpty();
  }

  Optional<Tables.Composition> composition(Bootstrap bootstrap) {
    if (table.items() == 0) {
      return Optional.empty();
    }
    List<CompositionTable.Row> rows = table.rows(bootstrap);
    CompositionTable.Row best =
        rows.stream().max(Comparator.comparingDouble(row -> row.all().value())).orElseThrow();
    return Optional.of(
        new Tables.Composition(
            table.items(),
            table.factors(),
            rows,
            List.copyOf(missing),
            best,
            table.leads(best.method(), bootstrap)));
  }
}
