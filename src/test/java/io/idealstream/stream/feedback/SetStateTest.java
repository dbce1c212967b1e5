package io.idealstream.stream.feedback;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.decision.quality.JudgedAnswer;
import io.idealstream.decision.quality.JudgedAnswer.Verdict;
import io.idealstream.decision.quality.SetSums;
import io.idealstream.math.Decayed;
import io.idealstream.math.ForwardDecay;
import io.idealstream.state.FlatWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetStateTest {

  private static final ForwardDecay DECAY = ForwardDecay.none();

  @Test
  void whatIsWrittenIsReadAndOnlyScoresThatOccurTakeRoom() {
    SetSums sums = SetSums.none();
    double[] p = {0.75, 0.25};
    sums.add(new JudgedAnswer(true, Verdict.RIGHT, 0, p, 0, List.of(0, 1)), 2);
    sums.add(new JudgedAnswer(true, Verdict.WRONG, 0, p, 1, List.of(0)), 1);
    byte[] state = SetState.toBytes(new Decayed<>(DECAY, sums, 17));
    assertTrue(state.length < 150, state.length + " bytes");
    Decayed<SetSums> read = SetState.of(DECAY, state);
    assertArrayEquals(sums.toArray(), read.sums().toArray());
    assertEquals(17, read.landmark());
  }

  @Test
  void sumsOfAnotherBuildAreRefused() {
    byte[] newer = new FlatWriter(2).number(17).toBytes();
    assertThrows(IllegalStateException.class, () -> SetState.of(DECAY, newer));
    byte[] shorter =
        new FlatWriter(1)
            .number(17)
            .number(3)
            .integers(new int[] {0})
            .reals(new double[] {1})
            .toBytes();
    assertThrows(IllegalArgumentException.class, () -> SetState.of(DECAY, shorter));
  }
}
