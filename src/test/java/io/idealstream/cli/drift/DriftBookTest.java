package io.idealstream.cli.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.DriftVersions;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.Word;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftBookTest {

  private static Drift drift(String space, String feed, String value, DriftState state, int at) {
    return new Drift(
        space,
        feed,
        value == null ? null : "place",
        value,
        value == null ? Drift.UNNAMED : "share",
        state,
        Instant.EPOCH,
        Instant.ofEpochSecond(at),
        null,
        2,
        1,
        "it changed",
        List.of(),
        new DriftVersions(1, 1, "sha256:one"));
  }

  private static Drift ofLabels(int at) {
    Drift drift = drift("birds", "door/1", "lake", DriftState.STARTED, at);
    return new Drift(
        drift.space(),
        drift.feed(),
        "bird",
        "duck/lake",
        "group-accuracy",
        drift.state(),
        drift.since(),
        drift.detected(),
        null,
        2,
        1,
        "it changed",
        List.of(),
        drift.versions());
  }

  /** Both may be found in one interval. */
  @Test
  void aDriftOfLabelsIsAnotherThanThatOfItemsAndSoIsItsWatch() {
    DriftBook book = new DriftBook("birds", "door/1");
    fill(book);
    book.note(ofLabels(10));
    book.note(status(StatusKind.DRIFT, "birds/door%2F1/quality", StatusState.WAITING));
    assertEquals(
        List.of("lake", "duck/lake"),
        book.episodes().stream().map(records -> DriftBook.last(records).value()).toList());
    assertEquals(2, book.watches().size());
  }

  private static void fill(DriftBook book) {
    book.note(drift("birds", "door/1", null, DriftState.STARTED, 10));
    book.note(drift("birds", "*", "water", DriftState.STARTED, 5));
    book.note(drift("birds", "door/1", "lake", DriftState.ONGOING, 10));
    book.note(drift("birds", "*", "water", DriftState.RECOVERED, 5));
    book.note(drift("colors", "*", "red", DriftState.STARTED, 7));
    book.note(status(StatusKind.DRIFT, "birds/door%2F1", StatusState.WAITING));
    book.note(status(StatusKind.DRIFT, "birds/door%2F1", StatusState.ACTIVE));
    book.note(status(StatusKind.SPACE, "birds", StatusState.ACTIVE));
  }

  private static Status status(StatusKind kind, String id, StatusState state) {
    return new Status(kind, id, 1, state, "detail");
  }

  @Test
  void theRecordsOfAnEpisodeStandTogetherInTheOrderOfTheirFirstAlarms() {
    DriftBook book = new DriftBook(null, null);
    fill(book);
    List<List<Drift>> episodes = book.episodes();
    assertEquals(
        List.of("*", "*", "door/1"),
        episodes.stream().map(records -> records.get(0).feed()).toList());
    assertFalse(DriftBook.isOpen(episodes.get(0)));
    assertTrue(DriftBook.isOpen(episodes.get(2)));
    assertEquals("lake", DriftBook.last(episodes.get(2)).value(), "as it was named last");
    assertEquals("unnamed", episodes.get(2).get(0).name());
    assertEquals("share place/lake", DriftBook.last(episodes.get(2)).name());
    assertEquals(1, book.watches().size());
    assertEquals(StatusState.ACTIVE, book.watches().get(0).state());
  }

  @Test
  void aSpaceOrAFeedCanBeAskedFor() {
    DriftBook colors = new DriftBook("colors", null);
    fill(colors);
    assertEquals(1, colors.episodes().size());
    assertEquals(List.of(), colors.watches());
    DriftBook door = new DriftBook(null, "door/1");
    fill(door);
    assertEquals(1, door.episodes().size());
    assertEquals(1, door.watches().size());
    assertEquals("all feeds", Word.calledFeed("*"));
  }
}
