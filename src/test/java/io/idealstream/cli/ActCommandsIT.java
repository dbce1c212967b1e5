package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.client.Publisher;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Frozen;
import io.idealstream.wire.PastVersion;
import io.idealstream.wire.Restored;
import io.idealstream.wire.Source;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.codec.ControlReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ActCommandsIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  @BeforeEach
  void createTopics() {
    kafka.createTopics(1);
  }

  private void head(
      long version, Instant asOf, Restored restores, Frozen frozen, PastVersion... history) {
    WordsHead head =
        new WordsHead(
            "birds",
            1,
            version,
            "m",
            asOf,
            Map.of(),
            null,
            null,
            restores,
            frozen,
            history.length == 0 ? null : List.of(history));
    String name = kafka.name(Topic.WORDS);
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(name))) {
      publisher.send(name, Topic.WORDS.message(head, Encoding.JSON));
    }
  }

  private void heads() {
    head(1, null, null, null);
    head(7, NOON.plusSeconds(60), null, null);
    Restored back = new Restored(null, NOON.minusSeconds(3600));
    Frozen frozen = new Frozen(NOON, List.of("feedback", "images"), null);
    PastVersion older = new PastVersion(5, NOON, null);
    head(
        8,
        NOON.plusSeconds(90),
        back,
        frozen,
        older,
        new PastVersion(8, NOON.plusSeconds(90), back.time()));
  }

  private List<Control> acts() throws Unreadable {
    List<Control> acts = new ArrayList<>();
    try (Tail tail =
        Tail.of(
            kafka.connection(),
            List.of(kafka.name(Topic.CONTROLS)),
            Start.beginning(),
            Isolation.READ_COMMITTED)) {
      for (TopicRecord record : tail.toEnd(Duration.ofMinutes(2))) {
        acts.add(new ControlReader(ReadingLimits.DEFAULT).read(record));
      }
    }
    return acts;
  }

  @Test
  void actsNameWhoDoesThemAndWhy() throws Exception {
    assertEquals(
        0,
        run(
                "drift",
                "mute",
                "--space",
                "birds",
                "--feed",
                "cam/3",
                "--signal",
                "shares",
                "--factor",
                "place",
                "--value",
                "water",
                "--until",
                "8h",
                "--by",
                "anna",
                "--reason",
                "the flood")
            .code());
    assertEquals(0, run("drift", "accept", "--space", "birds").code());
    assertEquals(
        0,
        run(
                "drift",
                "freeze",
                "--space",
                "birds",
                "--source",
                "feedback",
                "--since",
                "2026-03-01T11:00:00Z")
            .code());
    assertEquals(0, run("drift", "unfreeze", "--space", "birds").code());
    List<Control> acts = acts();
    assertEquals(
        List.of(Act.MUTE, Act.ACCEPT, Act.FREEZE, Act.UNFREEZE),
        acts.stream().map(Control::act).toList());
    Control mute = acts.get(0);
    assertEquals("anna", mute.by());
    assertEquals("the flood", mute.reason());
    assertEquals("cam/3", mute.feed());
    assertEquals("water", mute.value());
    assertTrue(mute.effective().isAfter(mute.time()));
    assertEquals(8, Duration.between(mute.time(), mute.until()).toHours());
    assertEquals(System.getProperty("user.name"), acts.get(1).by());
    assertEquals(Source.FEEDBACK, acts.get(2).source());
    assertEquals(NOON.minusSeconds(3600), acts.get(2).toTime());
  }

  @Test
  void aWrongActIsRefusedBeforeItIsSent() throws Exception {
    CommandRun run = run("drift", "mute", "--space", "birds", "--factor", "place");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("expected factor and value, or neither"), run.err());
    assertEquals(2, run("drift", "mute", "--space", "birds", "--until", "soon").code());
    assertEquals(2, run("drift", "mute").code());
    assertEquals(List.of(), acts());
  }

  /** An act on what is not there would be in force, and change nothing. */
  @Test
  void anActOnASpaceThatNobodyKnowsIsNotSentAndAnUnknownFeedIsTold() throws Exception {
    say(StatusKind.SPACE, "birds", StatusState.ACTIVE);
    say(StatusKind.SPACE, "bird", StatusState.ACTIVE);
    say(StatusKind.SPACE, "bird", StatusState.DISABLED);
    say(StatusKind.DRIFT, "birds/*", StatusState.WAITING);
    say(StatusKind.DRIFT, "birds/cam-3", StatusState.WAITING);
    CommandRun run = run("drift", "freeze", "--space", "Birds");
    assertEquals(1, run.code());
    assertEquals(
        "idealstream: no act is sent: space Birds is none of the 1 that topic %s knows; did you mean"
                .formatted(kafka.name(Topic.STATUS))
            + " birds?\n",
        run.err());
    assertEquals(1, run("drift", "accept", "--space", "bird").code(), "it was removed");
    assertEquals(List.of(), acts());

    CommandRun feed = run("drift", "mute", "--space", "birds", "--feed", "cam 3");
    assertEquals(0, feed.code());
    assertTrue(feed.err().contains("feed cam 3 is none of the 1 that"), feed.err());
    assertTrue(feed.err().endsWith("did you mean cam-3?\n"), feed.err());
    assertEquals("", run("drift", "mute", "--space", "birds", "--feed", "cam-3").err());
    assertEquals("", run("drift", "mute", "--space", "birds").err());
    assertEquals(3, acts().size());
  }

  @Test
  void whoAsksForDriftOfWhatNobodyKnowsIsTold() {
    say(StatusKind.SPACE, "birds", StatusState.ACTIVE);
    say(StatusKind.DRIFT, "birds/cam-3", StatusState.WAITING);
    CommandRun list = run("drift", "list", "--space", "brids");
    assertEquals(0, list.code());
    assertTrue(list.err().endsWith("; did you mean birds?\n"), list.err());
    assertTrue(run("drift", "list", "--feed", "cam3").err().endsWith("did you mean cam-3?\n"));
    assertEquals("", run("drift", "list", "--space", "birds").err());
    for (String command : List.of("explain", "plot")) {
      CommandRun run = run("drift", command, "--space", "brids");
      assertEquals(1, run.code());
      assertTrue(run.err().endsWith("; did you mean birds?\n"), run.err());
    }
  }

  @Test
  void aPlotWithoutAFeedIsOfTheOnlyOneOrOfAllTogether(@TempDir Path folder) {
    String file = folder.resolve("drift.png").toString();
    score("cam-3");
    assertEquals(0, run("drift", "plot", "--space", "birds", "--out", file).code());
    assertTrue(Files.exists(folder.resolve("drift.png")));

    score("cam-4");
    assertEquals(
        "idealstream: nothing of space birds, all feeds, between these times; feeds of the space:"
            + " cam-3, cam-4\n",
        run("drift", "plot", "--space", "birds", "--out", file).err());
    score(Word.EVERY_FEED);
    assertEquals("", run("drift", "plot", "--space", "birds", "--out", file).err());
  }

  private void score(String feed) {
    DriftScore score =
        new DriftScore(
            "birds",
            feed,
            NOON,
            NOON.plusSeconds(60),
            40,
            0,
            0,
            Map.of("place", Map.of("land", 0.5, "water", 0.5)),
            null,
            0.1,
            Map.of(),
            1);
    String name = kafka.name(Topic.DRIFT_SCORES);
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(name))) {
      publisher.send(name, Topic.DRIFT_SCORES.message(score, Encoding.JSON));
    }
  }

  private void say(StatusKind kind, String id, StatusState state) {
    String name = kafka.name(Topic.STATUS);
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(name))) {
      publisher.send(
          name, Topic.STATUS.message(new Status(kind, id, 1, state, null), Encoding.JSON));
    }
  }

  @Test
  void versionsOfWordsAreListedWithWhatTheJobHolds() {
    heads();
    assertEquals(
        List.of(
            "version 1  of prompts alone; not held any more as one to go back to",
            "version 5  as of 2026-03-01T12:00:00Z",
            "version 7  as of 2026-03-01T12:01:00Z; not held any more as one to go back to",
            "version 8  as of 2026-03-01T12:01:30Z, rolled back to 2026-03-01T11:00:00Z, feedback and"
                + " images frozen since 2026-03-01T12:00:00Z"),
        run("words", "history", "--space", "birds").out().lines().toList());
    assertEquals(
        "{\"version\":5,\"asOf\":\"2026-03-01T12:00:00Z\",\"held\":true,\"restores\":null,"
            + "\"sources\":null,\"frozen\":null}",
        run("words", "history", "--space", "birds", "--json").out().lines().toList().get(1));
    CommandRun other = run("words", "history", "--space", "cars");
    assertEquals(1, other.code());
    assertTrue(other.err().contains("has no words of space cars"), other.err());
    CommandRun near = run("words", "history", "--space", "brids");
    assertTrue(near.err().endsWith("space brids; did you mean birds?\n"), near.err());
  }

  @Test
  void aRollBackGoesToAVersionOrATime() throws Exception {
    heads();
    assertEquals(0, run("words", "rollback", "--space", "birds", "--to", "5").code());
    assertEquals(
        0,
        run(
                "words",
                "rollback",
                "--space",
                "birds",
                "--to",
                "2026-03-01T11:30:00Z",
                "--source",
                "images")
            .code());
    Control toVersion = acts().get(0);
    assertEquals(5, toVersion.toVersion());
    assertEquals(NOON, toVersion.toTime());
    Control toTime = acts().get(1);
    assertNull(toTime.toVersion());
    assertEquals(NOON.minusSeconds(1800), toTime.toTime());
    assertEquals(Source.IMAGES, toTime.source());

    CommandRun unknown = run("words", "rollback", "--space", "birds", "--to", "6");
    assertEquals(1, unknown.code());
    assertTrue(
        unknown
            .err()
            .contains(
                "version 6 of its words is not known any more, or never was; known"
                    + " are 5 (2026-03-01T12:00:00Z), 7 (2026-03-01T12:01:00Z)"),
        unknown.err());
    assertEquals(1, run("words", "rollback", "--space", "birds", "--to", "1").code());
    CommandRun feed = run("words", "rollback", "--space", "birds", "--to", "5", "--feed", "cam");
    assertTrue(feed.err().contains("over all feeds together"), feed.err());
    assertEquals(2, acts().size());
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of("--kafka", kafka.connection().bootstrapServers(), "--prefix", kafka.prefix()));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
