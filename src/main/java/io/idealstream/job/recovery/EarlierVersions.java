package io.idealstream.job.recovery;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.stream.VersionFloors;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The highest versions that topics {@code status} and {@code words} tell of: a life that begins
 * anew begins above them, so that versions of a name never go back.
 */
final class EarlierVersions {
  private final Map<StatusKind, Long> highest = new EnumMap<>(StatusKind.class);

  static VersionFloors read(KafkaConnection kafka, String statuses, EarlierWords words) {
    EarlierVersions versions = new EarlierVersions();
    try (Tail tail =
        Tail.of(kafka, List.of(statuses), Start.beginning(), Isolation.READ_COMMITTED)) {
      tail.toEnd(kafka.patience(), versions::take);
    }
    return versions.floors(words);
  }

  void take(TopicRecord message) {
    Topic.STATUS
        .find(message)
        .ifPresent(status -> highest.merge(status.kind(), status.version(), Math::max));
  }

  VersionFloors floors(EarlierWords words) {
    return new VersionFloors(
        Math.max(highest.getOrDefault(StatusKind.SPACE, 0L), words.newestSpaceVersion()),
        highest.getOrDefault(StatusKind.QUERY, 0L),
        highest.getOrDefault(StatusKind.CONCEPT, 0L),
        highest.getOrDefault(StatusKind.POLICY, 0L),
        highest.getOrDefault(StatusKind.CONTROL, 0L),
        words.newestVersion());
  }
}
