package io.idealstream.wire.space;

import io.idealstream.wire.Coded;

/** Whether exactly one value of a factor holds, or each by itself. */
public enum Kind implements Coded {
  ONE,
  MANY
}
