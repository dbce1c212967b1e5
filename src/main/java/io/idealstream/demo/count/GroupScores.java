package io.idealstream.demo.count;

import io.idealstream.wire.GroupAccuracy;
import java.util.Map;
import java.util.TreeMap;

/** Right and wrong answers, by group. */
final class GroupScores {

  private static final class Score {
    private long right;
    private long all;

    private double share() {
      return (double) right / all;
    }
  }

  private final Map<String, Score> groups = new TreeMap<>();

  void addRight(String group) {
    Score score = groups.computeIfAbsent(group, name -> new Score());
    score.right++;
    score.all++;
  }

  void addWrong(String group) {
    groups.computeIfAbsent(group, name -> new Score()).all++;
  }

  /**
   * average = right answers / answers, over all groups; worst = min over groups of the same; gap =
   * average - worst. All null without an answer.
   */
  GroupAccuracy accuracy() {
    if (groups.isEmpty()) {
      return new GroupAccuracy(null, null, null, null);
    }
    long right = groups.values().stream().mapToLong(score -> score.right).sum();
    long all = groups.values().stream().mapToLong(score -> score.all).sum();
    double average = (double) right / all;
    var worst =
        groups.entrySet().stream().min(Map.Entry.comparingByValue(GroupScores::byShare)).get();
    double share = worst.getValue().share();
    return new GroupAccuracy(share, average, average - share, worst.getKey());
  }

  private static int byShare(Score one, Score other) {
    return Double.compare(one.share(), other.share());
  }
}
