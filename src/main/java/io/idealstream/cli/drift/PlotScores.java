package io.idealstream.cli.drift;

import io.idealstream.decision.Best;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.Word;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The scores of the feed that is drawn, the newest where there are too many. Mutable.
 *
 * <p>Which feed that is may be known at the end alone: all feeds are watched together once there
 * are two. Until the second comes the scores of the first are held, and of no other.
 */
public final class PlotScores {

  /** Scores that are drawn at most. */
  public static final int MOST = 10_000;

  private final String space;
  private final String feed;
  private final Instant from;
  private final Instant to;
  private final SortedSet<String> feeds = new TreeSet<>();
  private Newest first = new Newest();
  private final Newest asked = new Newest();

  /**
   * Of a space, between two times.
   *
   * @param feed null for all together, or the only one
   */
  public PlotScores(String space, String feed, Instant from, Instant to) {
    this.space = space;
    this.feed = feed;
    this.from = from;
    this.to = to;
  }

  private static final class Newest {
    private final Best<DriftScore> scores =
        new Best<>(MOST, Comparator.comparing(DriftScore::from).reversed());
    private long came;

    void add(DriftScore score) {
      scores.offer(score);
      came++;
    }

    int held() {
      return (int) Math.min(came, MOST);
    }
  }

  /** Takes the next record of topic {@code drift-scores}. */
  public void note(DriftScore score) {
    if (!score.space().equals(space) || score.accuracy() != null) {
      return;
    }
    if (feeds.add(score.feed()) && feeds.size() == 2) {
      first = new Newest();
    }
    if (score.from().isBefore(from) || !score.to().isBefore(to)) {
      return;
    }
    if (score.feed().equals(feed == null ? Word.EVERY_FEED : feed)) {
      asked.add(score);
    } else if (feed == null && feeds.size() == 1) {
      first.add(score);
    }
  }

  /** The feeds of the space. */
  public SortedSet<String> feeds() {
    return feeds;
  }

  /** The feed that is drawn. */
  public String drawn() {
    if (feed != null) {
      return feed;
    }
    return feeds.size() == 1 ? feeds.first() : Word.EVERY_FEED;
  }

  /** What is drawn, in order of time. */
  public List<DriftScore> scores() {
    List<DriftScore> scores = newest().scores.ranked();
    Collections.reverse(scores);
    return scores;
  }

  /** Older scores of the feed, of the same times, that are not drawn. */
  public long leftOut() {
    return newest().came - newest().held();
  }

  private Newest newest() {
    return first.came == 0 ? asked : first;
  }

  /** Scores that are in memory. */
  int held() {
    return first.held() + asked.held();
  }
}
