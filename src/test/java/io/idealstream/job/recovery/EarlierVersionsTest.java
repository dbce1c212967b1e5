package io.idealstream.job.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.stream.VersionFloors;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlierVersionsTest {
  private final EarlierVersions versions = new EarlierVersions();

  @Test
  void theHighestVersionOfAnyNameOfAKindIsTheFloorOfThatKind() {
    say(StatusKind.SPACE, "birds", 7);
    say(StatusKind.SPACE, "cars", 3);
    say(StatusKind.QUERY, "ducks", 12);
    say(StatusKind.QUERY, "ducks", 11);
    versions.take(
        new TopicRecord(
            "status", 0, 0, 0, null, "not a status".getBytes(StandardCharsets.UTF_8), List.of()));
    assertEquals(new VersionFloors(7, 12, 0, 0, 0, 0), versions.floors(new EarlierWords()));
  }

  @Test
  void newTopicsHaveNone() {
    assertEquals(VersionFloors.NONE, versions.floors(new EarlierWords()));
  }

  private void say(StatusKind kind, String id, long version) {
    Outgoing message =
        Topic.STATUS.message(
            new Status(kind, id, version, StatusState.ACTIVE, null), Encoding.JSON);
    versions.take(
        new TopicRecord("status", 0, 0, 0, message.key(), message.value(), message.headers()));
  }
}
