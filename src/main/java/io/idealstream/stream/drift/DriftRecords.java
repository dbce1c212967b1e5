package io.idealstream.stream.drift;

import io.idealstream.drift.Change;
import io.idealstream.drift.Direction;
import io.idealstream.drift.Explanation;
import io.idealstream.drift.Finding;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftChange;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.DriftVersions;
import io.idealstream.wire.Word;
import java.util.Optional;

/**
 * Findings of a feed as records of topic {@code drift}.
 *
 * @param versions what the feed is held against
 */
record DriftRecords(DriftSettings settings, String space, String feed, DriftVersions versions) {

  Drift of(Finding finding) {
    Optional<Direction> cause = finding.episode().cause().direction();
    Optional<Direction> named = cause.filter(Direction::named);
    return new Drift(
        space,
        feed,
        named.map(Direction::factor).orElse(null),
        cause.map(Direction::value).orElse(null),
        cause.map(Direction::signal).orElse(Drift.UNNAMED),
        state(finding),
        settings.begin(finding.since()),
        settings.begin(finding.detected() + 1),
        finding.change().map(DriftRecords::change).orElse(null),
        finding.score(),
        finding.threshold(),
        new Explanation(Word.calledFeed(feed), settings::begin).of(finding),
        finding.examples(),
        versions);
  }

  private static DriftState state(Finding finding) {
    return switch (finding.state()) {
      case STARTED -> DriftState.STARTED;
      case ONGOING -> DriftState.ONGOING;
      case RECOVERED -> DriftState.RECOVERED;
    };
  }

  private static DriftChange change(Change change) {
    var unit = change.direction().unit();
    return new DriftChange(
        unit.shown(change.from()),
        unit.shown(change.to()),
        unit.text(),
        unit.shown(change.standardError()));
  }
}
