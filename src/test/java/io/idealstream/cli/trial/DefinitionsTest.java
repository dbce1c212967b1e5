package io.idealstream.cli.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Header;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Query;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.QueryReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DefinitionsTest {

  private final Definitions<Query> definitions =
      new Definitions<>(
          StatusKind.QUERY,
          message -> new QueryReader(ReadingLimits.DEFAULT).read(message).query());

  @Test
  void aDefinitionIsInForceSinceItsNewestVersionWasFirstAcknowledged() {
    define("q", "{\"id\":\"q\",\"text\":\"a duck\",\"threshold\":0.3}", 10);
    say(StatusKind.QUERY, 1, StatusState.ACTIVE, 20);
    say(StatusKind.QUERY, 2, StatusState.WAITING, 25);
    assertEquals(0, only().version());
    say(StatusKind.QUERY, 2, StatusState.ACTIVE, 30);
    say(StatusKind.QUERY, 2, StatusState.ACTIVE, 40);
    say(StatusKind.SPACE, 3, StatusState.ACTIVE, 50);
    assertEquals(2, only().version());
    assertEquals(Instant.ofEpochMilli(30), only().activeSince());
    assertEquals(Instant.ofEpochMilli(10), only().published());
    assertEquals("before", only().basis());
    assertEquals("version 2 active", only().state());
  }

  @Test
  void whatCannotBeReadIsThereAndWhatWasRemovedIsNot() {
    define("q", "no query", 10);
    define("gone", "{\"id\":\"gone\",\"text\":\"a duck\",\"threshold\":0.3}", 10);
    define("gone", null, 11);
    assertEquals(Set.of("q"), definitions.all().keySet());
    assertNull(only().definition());
    assertEquals("nothing was said of it yet", only().state());
  }

  private Defined<Query> only() {
    return definitions.all().get("q");
  }

  private void define(String id, String json, long time) {
    definitions.definition(
        new TopicRecord(
            "queries",
            0,
            0,
            time,
            id.getBytes(UTF_8),
            json == null ? null : json.getBytes(UTF_8),
            List.of(Header.of(TrialTopics.BASIS, "before"))));
  }

  private void say(StatusKind kind, long version, StatusState state, long time) {
    Outgoing message =
        Topic.STATUS.message(new Status(kind, "q", version, state, null), Encoding.JSON);
    definitions.status(
        new TopicRecord("status", 0, 0, time, message.key(), message.value(), message.headers()));
  }
}
