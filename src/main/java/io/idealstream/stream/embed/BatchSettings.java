package io.idealstream.stream.embed;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a batch is full.
 *
 * @param size most records of a batch
 * @param age longest that the first record waits for company, in processing time
 * @param bytes a batch whose records hold as many is full; the last of them may hold more
 */
public record BatchSettings(int size, Duration age, long bytes) implements Serializable {
  public BatchSettings {
    if (size < 1) {
      throw new IllegalArgumentException("batch.size: expected at least 1, found " + size);
    }
    if (age.isNegative()) {
      throw new IllegalArgumentException("batch.age: expected at least 0, found " + age);
    }
    if (bytes < 1) {
      throw new IllegalArgumentException("batch.bytes: expected at least 1, found " + bytes);
    }
  }
}
