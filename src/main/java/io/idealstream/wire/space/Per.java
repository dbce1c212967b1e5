package io.idealstream.wire.space;

import io.idealstream.wire.Coded;

/** What shares one estimate. */
public enum Per implements Coded {
  SPACE,
  FEED
}
