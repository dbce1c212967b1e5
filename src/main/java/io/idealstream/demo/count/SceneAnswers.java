package io.idealstream.demo.count;

import io.idealstream.demo.feed.Truth;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Label;
import java.util.HashMap;
import java.util.Map;

/** How often space {@code scenes} named the place that a picture shows. */
public final class SceneAnswers {

  private static final String SPACE = "scenes";
  private static final String FACTOR = "background";

  private record Answer(int named, boolean right) {}

  private final Truth truth;
  private final Map<String, Answer> answers = new HashMap<>();

  public SceneAnswers(Truth truth) {
    this.truth = truth;
  }

  /** Notes a label; one of another space, or of a picture that nobody sent, is passed over. */
  public void note(Label label) {
    FactorLabel answer = label.factors().get(FACTOR);
    if (!label.space().equals(SPACE) || answer == null || answer.labels() == null) {
      return;
    }
    String key = Keys.item(label.feed(), label.id());
    truth
        .of(key)
        .map(sample -> sample.values().get(FACTOR))
        .ifPresent(
            shown ->
                answers.put(
                    key, new Answer(answer.labels().size(), answer.labels().contains(shown))));
  }

  public SceneCount count() {
    return new SceneCount(
        answers.size(),
        answers.values().stream().mapToLong(Answer::named).sum(),
        answers.values().stream().filter(Answer::right).count());
  }
}
