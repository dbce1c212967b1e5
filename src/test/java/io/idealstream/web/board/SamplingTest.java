package io.idealstream.web.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SamplingTest {

  @Test
  void aHotFeedLeavesRoomForOthersAndWhatIsLeftOutIsCounted() {
    Sampling sampling = new Sampling(2, 3);
    assertTrue(sampling.takes("hot", 1));
    assertTrue(sampling.takes("hot", 1));
    assertFalse(sampling.takes("hot", 1));
    assertTrue(sampling.takes("quiet", 1));
    assertFalse(sampling.takes("other", 1));
    assertEquals(2, sampling.leftOut());
    assertTrue(sampling.takes("hot", 2));
  }
}
