package io.idealstream.stream.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.state.FlatWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FeedStateTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void whatIsGatheredComesBack() {
    FeedState state =
        new FeedState(3, 41, 2, "m", 1, NOON, null, FeedState.Telling.NOT, 5, 0).gathering(120);
    assertEquals(state, FeedState.of(state.toBytes()));
    assertEquals(120, FeedState.of(state.toBytes()).gathered());
  }

  @Test
  void stateThatDidNotCountIsReadAsBefore() {
    byte[] older =
        new FlatWriter(1)
            .number(3)
            .number(41)
            .number(2)
            .text("m")
            .number(1)
            .time(NOON)
            .bytes(null)
            .text("NOT")
            .number(5)
            .toBytes();
    assertEquals(
        new FeedState(3, 41, 2, "m", 1, NOON, null, FeedState.Telling.NOT, 5, 0),
        FeedState.of(older));
  }
}
