package io.idealstream.wire.space;

import io.idealstream.wire.Coded;

/** Whether a factor is answered, or only kept from swaying the answers. */
public enum Role implements Coded {
  LABEL,
  SPURIOUS
}
