package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.idealstream.wire.Distinct;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Header;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Query;
import io.idealstream.wire.QueryChange;
import io.idealstream.wire.Source;
import io.idealstream.wire.SpaceChange;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.Term;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.space.SpaceDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queries and spaces: topics that hold one state per key. */
class ChangesTest {

  private final QueryReader queries = new QueryReader(ReadingLimits.DEFAULT);
  private final SpaceReader spaces = new SpaceReader();

  @Test
  void aQueryKeepsEverythingItSays() throws Exception {
    String json =
        """
        {"id": "q", "text": "a person on a couch", "threshold": 0.25, "k": 3.0, "window": "1m30s",
         "plus": [{"word": "birds/bird/sea/gull", "source": "captions", "scale": 2}],
         "minus": [{"concept": "my shirt"}, {"text": "shirt"}],
         "feeds": ["cam-1"], "expires": "2027-01-01T00:00:00Z", "lookBack": "500", "explain": true,
         "priority": -2, "distinct": {"within": "1m", "similarity": 0.98}}
        """;

    QueryChange change = queries.read(Messages.keyed("q", json.getBytes(UTF_8)));

    assertEquals(
        new Query(
            "q",
            "a person on a couch",
            List.of(new Term(null, "birds/bird/sea/gull", Source.CAPTIONS, null, 2.0, null)),
            List.of(
                new Term(null, null, null, "my shirt", null, null),
                new Term("shirt", null, null, null, null, null)),
            0.25,
            3,
            Duration.ofSeconds(90),
            List.of("cam-1"),
            Instant.parse("2027-01-01T00:00:00Z"),
            "500",
            true,
            -2,
            new Distinct(Duration.ofMinutes(1), 0.98)),
        change.query());
  }

  @Test
  void aNullValueRemovesByKey() throws Exception {
    assertEquals(new QueryChange("q", null), queries.read(Messages.keyed("q", null)));
    assertEquals(new SpaceChange("s", null), spaces.read(Messages.keyed("s", null)));
  }

  @Test
  void whatCannotBeReadStillNamesWhatItIsAbout() {
    assertEquals("q", subject("q", "no json"));
    assertEquals("p", subject(null, "{\"id\":\"p\"}"));
    assertEquals("q", subject("q", "{\"id\":\"q\"}"));
  }

  private String subject(String key, String value) {
    TopicRecord message = Messages.keyed(key, value.getBytes(UTF_8));
    return assertThrows(Unreadable.class, () -> queries.read(message)).subject();
  }

  @ParameterizedTest
  @EnumSource
  void aWrittenSpaceIsReadBack(Encoding encoding) throws Exception {
    SpaceDefinition space = SpaceFile.read(Path.of("conf", "spaces", "birds.yaml"));

    Outgoing message = Topic.SPACES.message(space, encoding);

    assertEquals("birds", new String(message.key(), UTF_8));
    assertEquals(List.of(Header.of("content-type", encoding.contentType())), message.headers());
    TopicRecord received =
        new TopicRecord("t", 0, 0, 0, message.key(), message.value(), message.headers());
    assertEquals(new SpaceChange("birds", space), spaces.read(received));
  }

  @ParameterizedTest
  @EnumSource
  void anyTopicsMessageCanBeShownAsJson(Encoding encoding) throws Exception {
    Status status = new Status(StatusKind.SPACE, "birds", 1, StatusState.ACTIVE, null);
    TopicRecord message = Messages.of(Topic.STATUS.encode(status, encoding));

    assertEquals(
        "{\"kind\":\"space\",\"id\":\"birds\",\"version\":1,\"state\":\"active\",\"detail\":null}",
        Topic.STATUS.json(message));
    assertThrows(IllegalArgumentException.class, () -> Topic.DEAD_LETTERS.json(message));
  }

  @Test
  void theRemovalOfAWordHasItsKeyAndNoValue() {
    String key = Keys.word("birds", "*", Source.PROMPTS, "bird", "gull");

    assertEquals(
        new Outgoing("birds/*/prompts/bird/gull".getBytes(UTF_8), null, List.of()),
        Outgoing.removal(key));
  }
}
