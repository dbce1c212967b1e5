package io.idealstream.web.board;

import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftScore;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Drifts by their latest state, and how near each feed is to one. */
final class Drifts {

  static final int MOST_EPISODES = 200;
  static final int MOST_FEEDS = 100;
  static final int MOST_SCORES = 360;

  private record Episode(
      String space, String feed, String signal, String factor, String value, Instant since) {

    static Episode of(Drift drift) {
      return new Episode(
          drift.space(),
          drift.feed(),
          drift.signal(),
          drift.factor(),
          drift.value(),
          drift.since());
    }
  }

  /**
   * @param labels whether it is about how often labels are right
   */
  private record Feed(String space, String feed, boolean labels) {}

  private record Point(Instant at, Double score) {}

  private static final class Scores {
    private final Deque<Point> points = new ArrayDeque<>();
    private DriftScore last;
  }

  private final Map<Episode, Drift> episodes = new LinkedHashMap<>();
  private final Map<Feed, Scores> scores = new LinkedHashMap<>();
  private final Set<Episode> changed = new LinkedHashSet<>();
  private final Set<Feed> changedScores = new LinkedHashSet<>();
  private long leftOut;

  void note(Drift drift) {
    Episode episode = Episode.of(drift);
    episodes.remove(episode); // the newest stands last
    episodes.put(episode, drift);
    changed.add(episode);
    if (episodes.size() > MOST_EPISODES) {
      Episode oldest = episodes.keySet().iterator().next();
      episodes.remove(oldest);
      changed.remove(oldest);
    }
  }

  void note(DriftScore score) {
    Feed feed = new Feed(score.space(), score.feed(), score.accuracy() != null);
    if (!scores.containsKey(feed) && scores.size() >= MOST_FEEDS) {
      leftOut++;
      return;
    }
    Scores of = scores.computeIfAbsent(feed, unseen -> new Scores());
    of.last = score;
    of.points.add(new Point(score.to(), score.score()));
    if (of.points.size() > MOST_SCORES) {
      of.points.remove();
    }
    changedScores.add(feed);
  }

  /** Scores of further feeds that there was no room for. */
  long leftOut() {
    return leftOut;
  }

  Map<String, Object> view() {
    List<Drift> newest = new ArrayList<>(episodes.values());
    Collections.reverse(newest);
    return Fields.of(
        "episodes", newest, "scores", scores.keySet().stream().map(this::view).toList());
  }

  /** Episodes that changed since the last call. */
  List<Drift> takeChanged() {
    List<Drift> drifts = changed.stream().map(episodes::get).toList();
    changed.clear();
    return drifts;
  }

  /** The scores that changed since the last call, some at a time. */
  List<Map<String, Object>> takeChangedScores(int most) {
    List<Feed> feeds = changedScores.stream().limit(most).toList();
    feeds.forEach(changedScores::remove);
    return feeds.stream().map(this::view).toList();
  }

  private Map<String, Object> view(Feed feed) {
    Scores of = scores.get(feed);
    return Fields.of(
        "space", feed.space(),
        "feed", feed.feed(),
        "of", feed.labels() ? "labels" : "items",
        "at", of.points.stream().map(point -> point.at().getEpochSecond()).toList(),
        "score", new ArrayList<>(of.points.stream().map(Point::score).toList()),
        "signals", of.last.signals());
  }
}
