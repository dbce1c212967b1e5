package io.idealstream.stream.match;

import io.idealstream.stream.inforce.EarlyAnswers;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.stream.log.Warnings;
import io.idealstream.wire.Hit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What matching leaves out, counted and said. */
final class MatchCounters {
  private final EarlyAnswers early;
  private final Counter tooLate;
  private final Counter repeated;
  private final Warnings warnings;

  MatchCounters(WaitingSettings waiting, MetricGroup metrics) {
    early = new EarlyAnswers(MatchQueries.class, waiting, "queries", metrics);
    tooLate = metrics.counter("itemsTooLate");
    repeated = metrics.counter("hitsRepeated");
    warnings = Warnings.of(MatchQueries.class, metrics);
  }

  /** Items that were answered though queries for them may come yet. */
  void early(int items) {
    early.add(items);
  }

  /** A hit of a window that is closed already. */
  void late(Hit hit) {
    tooLate.inc();
    warnings.log(
        "late",
        () ->
            "Late: %s/%s of %s came after its window of query %s was closed and is no hit of it"
                .formatted(hit.feed(), hit.id(), hit.time(), hit.query()));
  }

  /** A hit that shows what its query has shown lately. */
  void repeated() {
    repeated.inc();
  }

  void failed(String query, String detail) {
    warnings.log("failed", () -> "Query %s is disabled: %s".formatted(query, detail));
  }
}
