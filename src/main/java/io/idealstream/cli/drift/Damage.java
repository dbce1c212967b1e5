package io.idealstream.cli.drift;

import io.idealstream.model.image.Alpha;
import io.idealstream.model.image.ImageLimits;
import io.idealstream.model.image.ImagePreprocessor;
import io.idealstream.model.image.ImageRejected;
import io.idealstream.model.image.Preprocessing;
import io.idealstream.model.image.Resampling;
import io.idealstream.model.image.Scaling;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** What a camera may suffer, done to encoded pictures. */
public enum Damage implements UnaryOperator<byte[]> {
  /** Out of focus: the mean of 5 x 5 pixels. */
  BLUR {
    @Override
    float changed(float[] plane, int row, int column, SplittableRandom random) {
      float sum = 0;
      for (int y = row - 2; y <= row + 2; y++) {
        for (int x = column - 2; x <= column + 2; x++) {
          sum += plane[clamp(y) * SIDE + clamp(x)];
        }
      }
      return sum / 25;
    }
  },
  /** A noisy sensor: deviation a tenth of white. */
  NOISE {
    @Override
    float changed(float[] plane, int row, int column, SplittableRandom random) {
      return plane[row * SIDE + column] + (float) (0.1 * random.nextGaussian());
    }
  },
  /** Dusk: six tenths of the light. */
  BRIGHTNESS {
    @Override
    float changed(float[] plane, int row, int column, SplittableRandom random) {
      return 0.6f * plane[row * SIDE + column];
    }
  };

  private static final int SIDE = 96;
  private static final int HEADER = 54;

  private static final ImagePreprocessor PIXELS =
      new ImagePreprocessor(
          new Preprocessing(
              new Scaling.Exact(SIDE, SIDE),
              Resampling.BICUBIC,
              SIDE,
              SIDE,
              1 / 255.0,
              List.of(0.0, 0.0, 0.0),
              List.of(1.0, 1.0, 1.0),
              Alpha.WHITE),
          ImageLimits.defaults());

  abstract float changed(float[] plane, int row, int column, SplittableRandom random);

  /** The damaged picture, as BMP of 96 x 96 pixels. */
  @Override
  public byte[] apply(byte[] encoded) {
    float[] planes;
    try {
      planes = PIXELS.preprocess(encoded);
    } catch (ImageRejected rejected) {
      throw new IllegalArgumentException("no picture: " + rejected.getMessage(), rejected);
    }
    SplittableRandom random = new SplittableRandom(encoded.length);
    int size = 3 * SIDE * SIDE;
    ByteBuffer bmp = ByteBuffer.allocate(HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put((byte) 'B').put((byte) 'M').putInt(HEADER + size).putInt(0).putInt(HEADER);
    bmp.putInt(40).putInt(SIDE).putInt(SIDE).putShort((short) 1).putShort((short) 24);
    bmp.putInt(0).putInt(size).putInt(0).putInt(0).putInt(0).putInt(0);
    float[][] channels = new float[3][SIDE * SIDE];
    for (int c = 0; c < 3; c++) {
      System.arraycopy(planes, c * SIDE * SIDE, channels[c], 0, SIDE * SIDE);
    }
    // rows from the bottom, blue before green before red
    for (int row = SIDE - 1; row >= 0; row--) {
      for (int column = 0; column < SIDE; column++) {
        for (int c = 2; c >= 0; c--) {
          float value = changed(channels[c], row, column, random);
          bmp.put((byte) Math.round(255 * Math.max(0, Math.min(1, value))));
        }
      }
    }
    return bmp.array();
  }

  private static int clamp(int place) {
    return Math.max(0, Math.min(SIDE - 1, place));
  }
}
