package io.idealstream.cli.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.DriftVersions;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.Word;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  private static Status accepted(String subject, StatusState state, int from) {
    return new Status(
        StatusKind.CONTROL,
        subject,
        1,
        state,
        "accept by ada from %s on: summer".formatted(Instant.ofEpochSecond(from)));
  }

  private static Optional<String> acceptance(Drift drift, Status... statuses) {
    DriftBook book = new DriftBook(null, null);
    for (Status status : statuses) {
      book.note(status);
    }
    return book.acceptance(drift);
  }

  @Test
  void anAcceptanceIsKnownBeforeItsTimeHasCome() {
    Drift lake = drift("birds", "door/1", "lake", DriftState.STARTED, 10);
    for (String subject :
        List.of(
            "birds",
            "birds/door%2F1",
            "birds/*/share",
            "birds/*/*/place/lake",
            "birds/door%2F1/share/place/lake")) {
      assertEquals(
          Optional.of("by ada from 1970-01-01T00:00:20Z on: summer"),
          acceptance(lake, accepted(subject, StatusState.ACTIVE, 20)),
          subject);
    }
    for (String subject :
        List.of("bird", "birds/*", "birds/door", "birds/*/rate", "birds/*/*/place/sea")) {
      assertEquals(
          Optional.empty(), acceptance(lake, accepted(subject, StatusState.ACTIVE, 20)), subject);
    }
  }

  private static Control accepting(String feed, String signal, String value) {
    return new Control(
        null,
        "birds",
        feed,
        null,
        signal,
        value == null ? null : "place",
        value,
        Act.ACCEPT,
        null,
        null,
        Instant.ofEpochSecond(20),
        null,
        "ada from 9Z on",
        "summer",
        Instant.ofEpochSecond(5));
  }

  private static Status inForce(Control act) {
    return Status.of(Keys.of(act), act, 1, StatusState.ACTIVE, "a sentence");
  }

  @Test
  void anAcceptanceIsReadFromTheActThatTheStatusHolds() {
    Drift lake = drift("birds", "door/1", "lake", DriftState.STARTED, 10);
    for (Control act :
        List.of(
            accepting(null, null, null),
            accepting("door/1", null, null),
            accepting(null, "share", null),
            accepting("door/1", "share", "lake"))) {
      assertEquals(
          Optional.of("by ada from 9Z on from 1970-01-01T00:00:20Z on: summer"),
          acceptance(lake, inForce(act)),
          Keys.of(act));
    }
    for (Control act :
        List.of(
            accepting("*", null, null),
            accepting(null, "rate", null),
            accepting("door/1", null, "sea"))) {
      assertEquals(Optional.empty(), acceptance(lake, inForce(act)), Keys.of(act));
    }
    Control all = accepting(null, null, null);
    Drift later = drift("birds", "door/1", "lake", DriftState.STARTED, 20);
    assertEquals(Optional.empty(), acceptance(later, inForce(all)), "it began after it");
    Drift other = drift("colors", "door/1", "lake", DriftState.STARTED, 10);
    assertEquals(Optional.empty(), acceptance(other, inForce(all)), "of another space");
    Status rejected = Status.of("birds", all, 0, StatusState.REJECTED, "no");
    assertEquals(Optional.empty(), acceptance(lake, rejected));
  }

  @Test
  void aNameThatLooksLikeATimeIsNone() {
    Drift lake = drift("birds", "door/1", "lake", DriftState.STARTED, 10);
    String detail = "accept by eve from 9Z on: from 1970-01-01T00:00:20Z on";
    Status odd = new Status(StatusKind.CONTROL, "birds", 1, StatusState.ACTIVE, detail);
    assertEquals(Optional.empty(), acceptance(lake, odd));
  }

  @Test
  void anAcceptanceOfWhatWasBeforeADriftSaysNothingOfIt() {
    Drift lake = drift("birds", "door/1", "lake", DriftState.STARTED, 10);
    assertEquals(
        Optional.empty(),
        acceptance(
            lake,
            accepted("birds", StatusState.ACTIVE, 10),
            accepted("birds/door%2F1", StatusState.REJECTED, 20),
            status(StatusKind.CONTROL, "birds", StatusState.ACTIVE)));
    assertEquals(
        Optional.empty(),
        acceptance(
            drift("birds", "door/1", "lake", DriftState.RECOVERED, 10),
            accepted("birds", StatusState.ACTIVE, 20)));
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
