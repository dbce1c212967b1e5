package io.idealstream.cli.drift;

import io.idealstream.drift.Alarm;
import io.idealstream.drift.Detector;
import io.idealstream.drift.Episode;
import io.idealstream.drift.Episodes;
import io.idealstream.drift.RecentTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Changes that come and go: which episodes they make. */
final class LastingTrials {

  private static final int STAYS = 200;
  private static final int WAITS = 400;
  private static final int BACK = ChangeTrials.WARM + STAYS;

  private final World world;
  private final double[] weights;

  LastingTrials(World world, double[] weights) {
    this.world = world;
    this.weights = weights;
  }

  /** An episode as it was last seen, and the interval at which it was over. */
  private record Seen(Episode episode, long over) {}

  /** Runs of one change. */
  Lasting run(
      World.Change change, List<Preparation> references, int runs, SplittableRandom random) {
    int found = 0;
    double episodes = 0;
    double alarms = 0;
    double right = 0;
    double consequences = 0;
    List<Long> over = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      List<Seen> seen = episodes(change, references.get(run % references.size()), random.split());
      if (!seen.isEmpty()) {
        Episode first = seen.get(0).episode;
        found++;
        episodes += seen.size();
        alarms += first.alarms();
        right += change.right().test(first.cause()) ? 1 : 0;
        consequences += first.cause().consequences().size();
        long last = seen.get(seen.size() - 1).over;
        if (last >= BACK) {
          over.add(last - BACK + 1);
        }
      }
    }
    over.sort(null);
    return new Lasting(
        change.name(),
        runs,
        found,
        episodes / found,
        alarms / found,
        right / found,
        consequences / found,
        over.isEmpty() ? Double.NaN : over.get(over.size() / 2));
  }

  /** Those with an alarm after the change has come that begin before it has gone. */
  private List<Seen> episodes(World.Change change, Preparation prepared, SplittableRandom stream) {
    Source coming =
        Source.change(prepared.source, Source.independent(change.after()), ChangeTrials.WARM);
    Source source = Source.change(coming, prepared.source, BACK);
    Detector detector = new Detector(weights, prepared.items.bets());
    double threshold = prepared.thresholds.get("items" + Bench.ASKED[1]).value();
    RecentTotals recent = new RecentTotals(world.moments().size());
    Episodes episodes = new Episodes();
    List<Seen> seen = new ArrayList<>();
    for (int t = 0; t < BACK + WAITS; t++) {
      Drawn drawn = source.draw(t, stream);
      recent.add(t, world.pool().totals(drawn.items(), world.moments().size()));
      Optional<Alarm> alarm =
          detector.take(0, Votes.shared(world, drawn), prepared.items, threshold);
      if (alarm.isPresent()) {
        episodes.alarm(alarm.get(), each -> world.naming().cause(each, recent, prepared.shift));
      } else {
        long now = t;
        episodes.quiet(t).ifPresent(episode -> seen.add(new Seen(episode, now)));
      }
    }
    episodes.open().ifPresent(episode -> seen.add(new Seen(episode, -1)));
    return seen.stream()
        .filter(one -> one.episode.last() >= ChangeTrials.WARM && one.episode.detected() < BACK)
        .toList();
  }
}
