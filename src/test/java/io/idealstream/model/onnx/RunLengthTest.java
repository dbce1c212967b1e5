package io.idealstream.model.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunLengthTest {

  @ParameterizedTest
  @CsvSource({"64, 4096", "224, 3566", "336, 1585", "4096, 10"})
  void aRunOfPicturesOfThisSideHoldsAtMostThisMany(int side, int most) {
    long bytes = 4L * 3 * side * side;
    assertEquals(most, Math.min(4096, RunLength.of(bytes)));
    assertTrue(most * bytes <= Integer.MAX_VALUE, "the buffer can be counted");
    assertTrue(most == 4096 || (most + 1) * bytes > Integer.MAX_VALUE, "one more cannot");
  }

  @Test
  void anItemThatFitsNoBufferRunsAlone() {
    assertEquals(1, RunLength.of(Integer.MAX_VALUE + 1L));
  }
}
