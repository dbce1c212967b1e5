package io.idealstream.job.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActiveDefinitionsTest {
  private final ActiveDefinitions active = new ActiveDefinitions();

  @Test
  void theLastStatusOfWhatExistsIsShownAndWhatIsNotAcknowledgedWaits() {
    say(StatusKind.SPACE, "birds", 2, StatusState.ACTIVE, null);
    say(StatusKind.SPACE, "birds", 3, StatusState.ACTIVE, "model sha256:m");
    say(StatusKind.SPACE, "cars", 0, StatusState.REJECTED, "no values");
    say(StatusKind.SPACE, "removed", 1, StatusState.ACTIVE, null);
    say(StatusKind.QUERY, "ducks", 1, StatusState.ACTIVE, null);
    say(StatusKind.QUERY, "geese", 1, StatusState.ACTIVE, null);
    say(StatusKind.QUERY, "swans", 1, StatusState.DISABLED, "waits for a word");
    say(StatusKind.QUERY, "geese~trial", 1, StatusState.ACTIVE, null);
    say(
        StatusKind.POLICY,
        "ducks",
        4,
        StatusState.ACTIVE,
        "for items from 2026-03-01T12:00:00Z on");
    say(StatusKind.POLICY, "geese", 5, StatusState.EXPIRED, null);
    assertEquals(
        "{spaces=[birds 3 (model sha256:m), cars rejected: no values],"
            + " queries={active=3, disabled=1, onTrial=1, waiting=1},"
            + " queriesNotInForce=[swans disabled: waits for a word],"
            + " policies={active=1, expired=1, waiting=1}, policiesNotInForce=[geese expired]}",
        active
            .tree(
                List.of("birds", "cars"),
                List.of("ducks", "geese", "geese~trial", "swans", "new"),
                List.of("ducks", "geese", "new"))
            .toString());
  }

  @Test
  void ofManyQueriesThatAreNotInForceTenAreNamed() {
    List<String> ids = new ArrayList<>();
    for (int i = 100; i < 112; i++) {
      ids.add("q-" + i);
      say(StatusKind.QUERY, "q-" + i, 1, StatusState.DISABLED, "waits for a word");
    }
    List<?> named = (List<?>) active.tree(List.of(), ids, List.of()).get("queriesNotInForce");
    assertEquals(11, named.size());
    assertEquals("q-109 disabled: waits for a word", named.get(9));
    assertEquals("and 2 more", named.get(10));
  }

  private void say(StatusKind kind, String id, long version, StatusState state, String detail) {
    Outgoing message =
        Topic.STATUS.message(new Status(kind, id, version, state, detail), Encoding.JSON);
    active.take(
        new TopicRecord(
            "idealstream.status", 0, 0, 0, message.key(), message.value(), message.headers()));
  }
}
