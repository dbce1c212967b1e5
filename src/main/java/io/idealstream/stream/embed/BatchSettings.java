package io.idealstream.stream.embed;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a batch is full.
 *
 * @param size most records of a batch
 * @param age longest that the first record waits for company, in processing time
 */
public record BatchSettings(int size, Duration age) implements Serializable {
  public BatchSettings {
    if (size < 1) {
      throw new IllegalArgumentException("batch.size: expected at least 1, found " + size);
    }
    if (age.isNegative()) {
      throw new IllegalArgumentException("batch.age: expected at least 0, found " + age);
    }
  }
}
