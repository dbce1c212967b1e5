package io.idealstream.cli.eval;

import io.idealstream.decision.FactorAnswer;
import io.idealstream.wire.dataset.LabelledPicture;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/** Wrong answers of each method in each group: how many, and the surest of them. Mutable. */
public final class WrongAnswers implements Evaluation.Answers {

  private static final int MOST = 8;

  /** A wrong answer to a picture. */
  record Wrong(Path file, String truth, String answer, double probability) {

    static final Comparator<Wrong> SUREST =
        Comparator.comparingDouble(Wrong::probability).reversed().thenComparing(Wrong::file);
  }

  /**
   * Wrong answers in one group.
   *
   * @param surest first
   */
  record InGroup(long count, List<Wrong> surest) {}

  private record Place(String factor, String method, String group) {}

  private static final class Found {
    private final Queue<Wrong> surest = new PriorityQueue<>(Wrong.SUREST.reversed());
    private long count;

    void add(Wrong wrong) {
      count++;
      surest.add(wrong);
      if (surest.size() > MOST) {
        surest.remove();
      }
    }
  }

  private final Map<Place, Found> places = new HashMap<>();

  @Override
  public void take(
      LabelledPicture picture,
      String group,
      String factor,
      List<String> values,
      int truth,
      List<String> methods,
      List<FactorAnswer> answers) {
    for (int m = 0; group != null && m < methods.size(); m++) {
      int answer = answers.get(m).value();
      if (answer != truth) {
        places
            .computeIfAbsent(new Place(factor, methods.get(m), group), first -> new Found())
            .add(
                new Wrong(
                    picture.file(),
                    values.get(truth),
                    values.get(answer),
                    answers.get(m).probabilities()[answer]));
      }
    }
  }

  /** Those of one method in one group; empty where all are right. */
  Optional<InGroup> of(String factor, String method, String group) {
    return Optional.ofNullable(places.get(new Place(factor, method, group)))
        .map(
            found -> new InGroup(found.count, found.surest.stream().sorted(Wrong.SUREST).toList()));
  }
}
