package io.idealstream.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Which items are sampled: a matter of their name alone, so that a replay samples the same. */
final class Sampling {

  private static final double STEPS = 1L << 53;

  private Sampling() {}

  /**
   * Whether an item is sampled, as if by chance and apart for each policy:
   *
   * <pre>
   *   first 53 bits of SHA-256(policy, 0, feed/id) / 2^53 &lt; probability
   * </pre>
   */
  static boolean takes(String policy, Item item, double probability) {
    return share(policy, item) < probability;
  }

  private static double share(String policy, Item item) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(policy.getBytes(UTF_8));
      digest.update((byte) 0);
      byte[] hash = digest.digest(item.key().getBytes(UTF_8));
      return (ByteBuffer.wrap(hash).getLong() >>> 11) / STEPS;
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
