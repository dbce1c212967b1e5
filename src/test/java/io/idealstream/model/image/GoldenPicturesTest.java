package io.idealstream.model.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.model.image.GoldenPictures.Case;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against Pillow, end to end: decoding, orientation, transparency, scaling, crop. */
class GoldenPicturesTest {

  @ParameterizedTest
  @MethodSource("io.idealstream.model.image.GoldenPictures#cases")
  void aPictureBecomesWhatPillowMakesOfIt(Case each) throws ImageRejected {
    ImagePreprocessor preprocessor = new ImagePreprocessor(each.settings(), ImageLimits.defaults());

    float[] values = preprocessor.preprocess(each.encoded());

    byte[] expectedValues = each.expected();
    assertEquals(expectedValues.length, values.length);
    int pixels = values.length / 3;
    int worst = 0;
    long sum = 0;
    for (int i = 0; i < values.length; i++) {
      int expected = expectedValues[i % pixels * 3 + i / pixels] & 0xff;
      int difference = Math.abs(Math.round(values[i]) - expected);
      worst = Math.max(worst, difference);
      sum += difference;
    }
    double mean = (double) sum / values.length;
    assertTrue(worst <= each.tolerance(), "worst difference " + worst + ", mean " + mean);
    assertTrue(mean <= 0.5, "mean difference " + mean);
  }
}
