package io.idealstream.stream.drift;

import io.idealstream.stream.drift.FeedState.Telling;
import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.Source;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells of drifts that are not muted, and freezes words where that is asked for. */
final class DriftTeller {

  private static final String ASSOCIATION = "association";

  private final DriftActs acts;
  private final boolean freezes;
  private final Consumer<Drift> drifts;
  private final Consumer<Control> controls;
  private final Runnable muted;

  /**
   * @param muted is called for each that is not told
   */
  DriftTeller(
      DriftActs acts,
      boolean freezes,
      Consumer<Drift> drifts,
      Consumer<Control> controls,
      Runnable muted) {
    this.acts = acts;
    this.freezes = freezes;
    this.drifts = drifts;
    this.controls = controls;
    this.muted = muted;
  }

  /**
   * Tells what an interval brought.
   *
   * @param found empty where nothing has changed; what was muted may be told now
   * @param at event time at which the interval ended
   */
  FeedState tell(FeedState feed, Optional<Drift> found, WatchedSpace space, Instant at) {
    if (found.isPresent() && found.get().state() == DriftState.RECOVERED) {
      if (feed.told() == Telling.NOT) {
        muted.run();
      } else {
        drifts.accept(found.get());
        freeze(Act.UNFREEZE, found.get(), space, at);
      }
      return feed.calm();
    }
    Drift now = found.orElse(feed.open());
    if (now == null || (found.isEmpty() && feed.told() == Telling.WHOLLY)) {
      return feed;
    }
    if (acts.mute(now, at).isPresent()) {
      if (found.isPresent()) {
        muted.run();
      }
      return feed.drifting(now, feed.told() == Telling.NOT ? Telling.NOT : Telling.BEFORE);
    }
    boolean first = feed.told() == Telling.NOT;
    drifts.accept(first ? now.in(DriftState.STARTED) : now);
    if (first) {
      freeze(Act.FREEZE, now, space, at);
    }
    return feed.drifting(now, Telling.WHOLLY);
  }

  /** Says that an open drift is over, since somebody takes what is new for normal. */
  void accepted(FeedState feed, Control act, WatchedSpace space) {
    String reason = act.reason() == null ? "" : ": " + act.reason();
    String why = "Accepted as normal by %s%s.".formatted(act.by(), reason);
    end(feed, why, Act.ACCEPT, space, act.effective());
  }

  /** Says that an open drift is over, since its space is another one now. */
  void replaced(FeedState feed, WatchedSpace space, Instant at) {
    String why =
        "What is normal is gathered anew, by version %d of the space.".formatted(space.version());
    end(feed, why, Act.UNFREEZE, space, at);
  }

  /** Says that an open drift is watched no more. */
  void unwatched(FeedState feed, String why) {
    end(feed, "It is watched no more: %s.".formatted(why));
  }

  private void end(FeedState feed, String why, Act act, WatchedSpace space, Instant at) {
    if (end(feed, why)) {
      freeze(act, feed.open(), space, at);
    }
  }

  /** Gives whether the drift had been told of. */
  private boolean end(FeedState feed, String why) {
    if (feed.open() == null) {
      return false;
    }
    if (feed.told() == Telling.NOT) {
      muted.run();
      return false;
    }
    drifts.accept(
        feed.open()
            .in(DriftState.RECOVERED)
            .explainedBy(why + " It began: " + feed.open().explanation()));
    return true;
  }

  /**
   * An act on words by the drift of a feed; its id lets it end what that feed's drift began,
   * whatever the drift was called then.
   */
  private void freeze(Act act, Drift drift, WatchedSpace space, Instant at) {
    if (!freezes) {
      return;
    }
    boolean ofLabels = drift.isOfLabels();
    // what feedback says concerns no other source
    boolean ofFeedback = ofLabels || drift.signal().equals(ASSOCIATION);
    controls.accept(
        new Control(
            (ofLabels ? "drift of labels of " : "drift of ") + drift.feed(),
            drift.space(),
            space.estimatedPerFeed(drift.feed()) ? drift.feed() : null,
            act == Act.FREEZE && ofFeedback ? Source.FEEDBACK : null,
            null,
            null,
            null,
            act,
            null,
            act == Act.FREEZE ? drift.since() : null,
            at,
            null,
            "drift",
            drift.explanation(),
            at));
  }
}
