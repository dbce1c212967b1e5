package io.idealstream.cli.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.cli.eval.WrongAnswers.InGroup;
import io.idealstream.cli.eval.WrongAnswers.Wrong;
import io.idealstream.decision.FactorAnswer;
import io.idealstream.decision.Reply;
import io.idealstream.wire.dataset.LabelledPicture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WrongAnswersTest {

  private static final List<String> VALUES = List.of("landbird", "waterbird");

  private final WrongAnswers wrong = new WrongAnswers();

  @Test
  void theSurestWrongAnswersOfAGroupAreKeptAndAllAreCounted() {
    for (int i = 0; i < 20; i++) {
      take("landbird/water", i, 0.6 + (i * 7 % 20) / 100.0, 1);
      take("landbird/land", i, 0.9, 0);
      take(null, i, 0.9, 1);
    }
    InGroup found = wrong.of("bird", "plain", "landbird/water").orElseThrow();
    assertEquals(20, found.count());
    assertEquals(
        List.of(0.79, 0.78, 0.77, 0.76, 0.75, 0.74, 0.73, 0.72),
        found.surest().stream().map(Wrong::probability).toList());
    assertEquals(
        new Wrong(Path.of("17.jpg"), "landbird", "waterbird", 0.79), found.surest().get(0));
    assertEquals(Optional.empty(), wrong.of("bird", "plain", "landbird/land"));
    assertTrue(wrong.of("bird", "ideal-words", "landbird/water").isEmpty());
  }

  private void take(String group, int picture, double probability, int answer) {
    double[] probabilities = {1 - probability, probability};
    Reply given = new Reply(List.of(answer), probabilities);
    wrong.take(
        new LabelledPicture(Path.of(picture + ".jpg"), Map.of(), null, null),
        group,
        "bird",
        VALUES,
        0,
        List.of("plain"),
        List.of(new FactorAnswer(given, given, false, null, null)));
  }
}
