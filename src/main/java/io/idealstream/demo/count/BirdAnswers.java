package io.idealstream.demo.count;

import io.idealstream.demo.feed.Sample;
import io.idealstream.demo.feed.Truth;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Label;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How often the question of space {@code birds} was answered rightly, raw and debiased, in groups
 * of bird and place. Each picture counts once, with its last answer; one that the gate did not
 * admit counts for the gate alone.
 */
public final class BirdAnswers {

  private static final String SPACE = "birds";
  private static final String BIRD = "bird";
  private static final String PLACE = "place";
  private static final String OUTSIDE = "outside";
  private static final Set<String> BOTH = Set.of(BIRD, PLACE);

  private record Answer(String group, boolean rawRight, boolean debiasedRight) {}

  private final Truth truth;
  private final Map<String, Answer> answers = new LinkedHashMap<>();

  /** Pictures to whether the gate admitted them: with a bird, and without. */
  private final Map<String, Boolean> birds = new HashMap<>();

  private final Map<String, Boolean> others = new HashMap<>();

  public BirdAnswers(Truth truth) {
    this.truth = truth;
  }

  /** Notes a label; one of another space, or of a picture that nobody sent, is passed over. */
  public void note(Label label) {
    FactorLabel answer = label.factors().get(BIRD);
    if (!label.space().equals(SPACE) || answer == null) {
      return;
    }
    String key = Keys.item(label.feed(), label.id());
    truth.of(key).ifPresent(sample -> note(key, sample, answer));
  }

  private void note(String key, Sample sample, FactorLabel answer) {
    boolean admitted = !OUTSIDE.equals(answer.abstained());
    answers.remove(key);
    if (!sample.values().keySet().containsAll(BOTH)) {
      others.put(key, admitted);
      return;
    }
    birds.put(key, admitted);
    if (admitted) {
      String bird = sample.values().get(BIRD);
      String group = bird + "/" + sample.values().get(PLACE);
      answers.put(
          key, new Answer(group, bird.equals(answer.raw().label()), bird.equals(answer.label())));
    }
  }

  public GroupAccuracy raw() {
    return accuracy(Answer::rawRight);
  }

  public GroupAccuracy debiased() {
    return accuracy(Answer::debiasedRight);
  }

  public GateCount gate() {
    return new GateCount(
        birds.size(),
        birds.values().stream().filter(admitted -> !admitted).count(),
        others.size(),
        others.values().stream().filter(admitted -> admitted).count());
  }

  private GroupAccuracy accuracy(Predicate<Answer> right) {
    GroupScores scores = new GroupScores();
    for (Answer answer : answers.values()) {
      if (right.test(answer)) {
        scores.addRight(answer.group);
      } else {
        scores.addWrong(answer.group);
      }
    }
    return scores.accuracy();
  }
}
