package io.idealstream.bench;

import io.idealstream.wire.Coded;

/** Which way a ratio gets better. */
public enum Better implements Coded {
  /** As of pictures a second. */
  HIGHER,
  /** As of microseconds. */
  LOWER
}
