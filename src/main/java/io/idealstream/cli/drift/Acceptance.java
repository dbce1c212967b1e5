package io.idealstream.cli.drift;

import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import io.idealstream.wire.Drift;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * That the job will take what is new for normal, as topic {@code status} says it.
 *
 * @param subject what is accepted, see {@link io.idealstream.wire.Keys#of(Control)}
 * @param from event time from which on it is in force
 * @param told by whom, from when on and why
 * @param scope the drifts that it is about, whenever they began
 */
record Acceptance(String subject, Instant from, String told, Predicate<Drift> scope) {

  /** Empty where a status says something else. */
  static Optional<Acceptance> of(Status status) {
    if (status.kind() != StatusKind.CONTROL || status.state() != StatusState.ACTIVE) {
      return Optional.empty();
    }
    return status.control() == null
        ? AcceptanceInWords.of(status)
        : Optional.of(status.control())
            .filter(act -> act.act() == Act.ACCEPT && act.source() == null)
            .filter(act -> act.effective() != null)
            .map(act -> of(status.id(), act));
  }

  private static Acceptance of(String subject, Control act) {
    String why = act.reason() == null ? "" : ": " + act.reason();
    String told = "by %s from %s on%s".formatted(act.by(), act.effective(), why);
    return new Acceptance(subject, act.effective(), told, drift -> concerns(act, drift));
  }

  private static boolean concerns(Control act, Drift drift) {
    return act.space().equals(drift.space())
        && act.concerns(drift.feed(), drift.signal(), drift.factor(), drift.value());
  }

  /** Whether it ends a drift that is open, now or once its time has come. */
  boolean ends(Drift drift) {
    return from.isAfter(drift.detected()) && scope.test(drift);
  }
}
