package io.idealstream.stream.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.math.Factor;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Label;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.Source;
import io.idealstream.wire.space.Naming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgeTest {

  @Test
  void aFactorOfKindManyIsNotJudgedByOneValue() {
    FactorSpace space =
        FactorSpace.of(
            Factor.uniform("bird", "duck", "owl"), Factor.uniform("place", "lake", "wood"));
    RawAnswer none = new RawAnswer(null, null, List.of("lake"), Map.of("lake", 0.7, "wood", 0.3));
    FactorLabel many =
        new FactorLabel(
            null,
            null,
            Map.of("lake", 0.7),
            none,
            true,
            0,
            null,
            List.of("lake"),
            null,
            null,
            null,
            null);
    FactorLabel one =
        new FactorLabel(
            "owl", 0.9, Map.of("owl", 0.9, "duck", 0.1), new RawAnswer("owl", 0.6), true, 0, null);
    Label label =
        new Label(
            "i",
            "cam",
            Instant.EPOCH,
            "birds",
            1,
            "sha256:m",
            1,
            Source.PROMPTS,
            Map.of("bird", one, "place", many));
    KeptAnswers kept = KeptAnswers.of(KeptAnswers.of(label).toBytes());
    Naming truth = Naming.of(space, Map.of("bird", List.of("owl"), "place", List.of("lake")));
    assertEquals(Set.of("bird"), Judge.judged(space, kept, truth).keySet());
  }
}
