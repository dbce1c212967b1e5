package io.idealstream.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.demo.feed.Spaces;
import io.idealstream.demo.feed.StandingQuery;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class InForceTest {

  private final InForce inForce = InForce.of(Spaces.bundled(), StandingQuery.ALL, List.of());

  @Test
  void itIsReachedWithTheLastSpaceAndQuery() {
    say(StatusKind.SPACE, "birds", StatusState.ACTIVE);
    say(StatusKind.QUERY, "penguin", StatusState.ACTIVE);
    say(StatusKind.QUERY, "forest-bird", StatusState.ACTIVE);
    say(StatusKind.QUERY, "somebody's", StatusState.ACTIVE);
    assertFalse(inForce.all().isDone(), "colors is still awaited");
    say(StatusKind.SPACE, "colors", StatusState.ACTIVE);
    assertFalse(inForce.all().isDone(), "scenes is still awaited");
    say(StatusKind.SPACE, "scenes", StatusState.ACTIVE);
    assertTrue(inForce.all().isDone());
  }

  @Test
  void aRejectedSpaceEndsTheWaitWithItsReason() {
    say(StatusKind.SPACE, "somebody's", StatusState.REJECTED);
    assertFalse(inForce.all().isDone(), "that of somebody else is not waited for");
    say(StatusKind.SPACE, "birds", StatusState.REJECTED);
    Throwable reason = assertThrows(ExecutionException.class, () -> inForce.all().get()).getCause();
    assertEquals("space/birds is rejected: a sentence", reason.getMessage());
  }

  private void say(StatusKind kind, String id, StatusState state) {
    inForce.note(new Status(kind, id, 1, state, "a sentence"));
  }
}
