package io.idealstream.stream.feedback;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.decision.quality.AnswerSums;
import io.idealstream.decision.quality.JudgedAnswer;
import io.idealstream.decision.quality.JudgedAnswer.Verdict;
import io.idealstream.math.Decayed;
import io.idealstream.math.ForwardDecay;
import org.junit.jupiter.api.Test;

class TallyStateTest {

  private static final ForwardDecay DECAY = ForwardDecay.none();

  private static AnswerSums sums() {
    AnswerSums sums = AnswerSums.none();
    sums.add(new JudgedAnswer(true, Verdict.RIGHT, 0, new double[] {0.75, 0.25}, 0), 2);
    sums.add(new JudgedAnswer(true, Verdict.WRONG, 0, new double[] {0.75, 0.25}, 1), 1);
    return sums;
  }

  @Test
  void whatIsWrittenIsRead() {
    byte[] state = TallyState.toBytes(new Decayed<>(DECAY, sums(), 17));
    Decayed<AnswerSums> read = TallyState.of(DECAY, state);
    assertArrayEquals(sums().toArray(), read.sums().toArray());
    assertEquals(17, read.landmark());
  }
}
