package io.idealstream.estimate;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.time.Instant;

/** An intervention as state holds it. */
public final class InterventionState {

  private static final int LAYOUT = 1;

  private static final long NO_VERSION = -1;

  private InterventionState() {}

  /** Null for null. */
  public static byte[] toBytes(Intervention done) {
    return done == null
        ? null
        : new FlatWriter(LAYOUT)
            .time(done.frozenSince())
            .time(done.restored())
            .number(done.restoredVersion() == null ? NO_VERSION : done.restoredVersion())
            .toBytes();
  }

  /** Null for null. */
  public static Intervention of(byte[] state) {
    if (state == null) {
      return null;
    }
    FlatReader in = new FlatReader("intervention", LAYOUT, state);
    Instant frozenSince = in.time();
    Instant restored = in.time();
    long version = in.number();
    return new Intervention(frozenSince, restored, version == NO_VERSION ? null : version);
  }
}
