package io.idealstream.model.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Damaged pictures cost no more than themselves: a rejection with a reason or a picture, nothing
 * else, and memory within the limits.
 *
 * <p>2,000 damaged files in the normal run, 100,000 with {@code mvn -Pslow}, any number with {@code
 * -Dfuzz.mutations=N}; {@code -Dfuzz.seed=N} for others. The test prints how many were rejected for
 * which reason.
 */
class DamagedPicturesTest {
  private static final int MUTATIONS = Integer.getInteger("fuzz.mutations", 2_000);
  private static final long SEED = Long.getLong("fuzz.seed", 20_230_901L);

  private static final ImageLimits LIMITS = new ImageLimits(1 << 18, 1 << 18, 1 << 14);

  /** What ImageLimits promises per pixel and byte, and what readers take whatever the picture. */
  private static final long MEMORY = 12L * LIMITS.maxPixels() + 2L * LIMITS.maxBytes() + (4 << 20);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final ImagePreprocessor preprocessor =
      new ImagePreprocessor(
          Preprocessing.parse(
              "{\"size\": 32, \"crop_size\": 32}".getBytes(StandardCharsets.UTF_8),
              "settings",
              Alpha.WHITE),
          LIMITS);

  @Test
  void aDamagedPictureIsRejectedWithAReasonOrBecomesAPicture() {
    List<byte[]> originals =
        GoldenPictures.names().map(GoldenPictures::bytes).filter(f -> f.length < 50_000).toList();
    Mutator mutator = new Mutator(originals, SEED);
    Map<ImageRejected.Reason, Integer> rejections = new EnumMap<>(ImageRejected.Reason.class);
    int accepted = 0;
    long most = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] file = mutator.next();
      long before = threads.getCurrentThreadAllocatedBytes();
      try {
        checkPicture(preprocessor.preprocess(file));
        accepted++;
      } catch (ImageRejected e) {
        assertFalse(e.getMessage().isBlank());
        rejections.merge(e.reason(), 1, Integer::sum);
      } catch (Throwable e) {
        throw new AssertionError("mutation " + i + ": " + HexFormat.of().formatHex(file), e);
      }
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      most = Math.max(most, allocated);
      assertTrue(
          allocated <= MEMORY,
          () -> "allocated " + allocated + ": " + HexFormat.of().formatHex(file));
    }
    System.out.println(accepted + " accepted, " + rejections + ", at most " + most + " bytes");
    assertTrue(accepted > 0 && rejections.size() >= 4, "the mutations must reach both outcomes");
  }

  private void checkPicture(float[] values) {
    assertEquals(3 * 32 * 32, values.length);
    for (float value : values) {
      assertTrue(Float.isFinite(value));
    }
  }
}
