package io.idealstream.stream.space;

import io.idealstream.wire.Source;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts votes per space and outcome ({@code counted}, {@code inferred} or the reason why not):
 * {@code space.<name>.outcome.<outcome>.observations}. Flink never forgets a metric, so that spaces
 * beyond a bound are counted together under {@code *}, which is no space's name.
 */
final class VoteCounters {

  static final int MOST_SPACES = 100;

  private static final String OTHERS = "*";
  private static final String COUNTED = "counted";
  private static final String INFERRED = "inferred";

  private final MetricGroup metrics;
  private final Map<String, Map<String, Counter>> bySpace = new HashMap<>();

  VoteCounters(MetricGroup metrics) {
    this.metrics = metrics;
  }

  void count(String space, Vote vote) {
    vote.observation()
        .ifPresent(
            cast -> counter(space, cast.source() == Source.INFERRED ? INFERRED : COUNTED).inc());
    vote.reasons().forEach(reason -> counter(space, reason).inc());
  }

  private Counter counter(String space, String outcome) {
    boolean room = bySpace.containsKey(space) || bySpace.size() < MOST_SPACES;
    String name = room ? space : OTHERS;
    return bySpace
        .computeIfAbsent(name, unseen -> new HashMap<>())
        .computeIfAbsent(
            outcome,
            unseen ->
                metrics
                    .addGroup("space", name)
                    .addGroup("outcome", outcome)
                    .counter("observations"));
  }
}
