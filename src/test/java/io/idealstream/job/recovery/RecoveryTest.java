package io.idealstream.job.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Misconfigured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a run begins, by what lies in its folder and stands in its topics. */
class RecoveryTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Life.Identity IDENTITY =
      new Life.Identity("moderation", "cluster-1", "idealstream.");

  @TempDir Path folder;

  private Snapshots snapshots;
  private TakenSnapshots taken;
  private EarlierWords words = new EarlierWords();

  @BeforeEach
  void open() {
    snapshots = new Snapshots(Locations.uri(folder.toString()));
    taken = new TakenSnapshots(folder);
  }

  @Test
  void aFirstRunBeginsAnew() {
    Recovery recovery = decision().resume();
    assertEquals(Optional.empty(), recovery.from());
    assertEquals(IDENTITY, recovery.life().identity());
    assertFalse(recovery.life().completed());
    assertEquals(Map.of("$internal.pipeline.job-id", recovery.life().job()), recovery.settings());
  }

  @Test
  void aFirstRunWhoseWordsAreThereAlreadyIsAskedWhichItIs() {
    words = words("moderation", 6);
    String sentence = assertThrows(Misconfigured.class, () -> decision().resume()).getMessage();
    assertTrue(sentence.contains("words version 6 of space birds"), sentence);
    assertTrue(sentence.contains("--fresh") && sentence.contains("state.folder"), sentence);
  }

  @Test
  void aRunGoesOnFromTheCheckpointOfTheHighestNumberWhateverTheClockSays() throws Exception {
    Life life = life(true);
    taken.checkpoint(life.job(), 9, NOON.plusSeconds(3600));
    Path newest = taken.checkpoint(life.job(), 41, NOON);
    words = words("moderation", 6);
    Recovery recovery = decision().resume();
    assertEquals("chk-41", recovery.from().orElseThrow().name());
    assertEquals("file:" + newest, recovery.settings().get("execution.state-recovery.path"));
    assertEquals("CLAIM", recovery.settings().get("execution.state-recovery.claim-mode"));
    assertEquals(life.job(), recovery.settings().get("$internal.pipeline.job-id"));
    assertFalse(recovery.forgets());
    assertTrue(recovery.told().get(0).startsWith("Continues from chk-41 of "), recovery::toString);
    assertTrue(recovery.told().get(0).endsWith(", words version 6."), recovery::toString);
  }

  @Test
  void aSavepointThatIsNewerIsTakenAndNotClaimed() throws Exception {
    Life life = life(true);
    taken.checkpoint(life.job(), 41, NOON);
    taken.savepoint(life.job(), "stops/savepoint-a", 42, NOON);
    Recovery recovery = decision().resume();
    assertEquals("savepoint-a", recovery.from().orElseThrow().name());
    assertEquals("NO_CLAIM", recovery.settings().get("execution.state-recovery.claim-mode"));
  }

  @Test
  void whatWasNeverCompletedIsPassedOver() throws Exception {
    Life life = life(true);
    taken.checkpoint(life.job(), 41, NOON);
    Files.createDirectories(folder.resolve(life.job()).resolve("chk-42"));
    Path half = folder.resolve("savepoints").resolve(life.job()).resolve("stops/savepoint-b");
    Files.createDirectories(half);
    assertEquals("chk-41", decision().resume().from().orElseThrow().name());
    assertFalse(Files.exists(half), "a savepoint that was never completed is removed");
  }

  @Test
  void aCheckpointWithAMissingFileIsAnErrorWithChoices() throws Exception {
    Life life = life(true);
    taken.checkpoint(life.job(), 40, NOON);
    Files.delete(TakenSnapshots.state(taken.checkpoint(life.job(), 41, NOON)));
    String sentence = assertThrows(Misconfigured.class, () -> decision().resume()).getMessage();
    assertTrue(sentence.contains("chk-41") && sentence.contains("state is missing"), sentence);
    assertTrue(sentence.contains("--from file:" + folder.resolve(life.job())), sentence);
    assertTrue(sentence.contains("chk-40") && sentence.contains("come twice"), sentence);
    assertTrue(sentence.contains("--fresh"), sentence);
  }

  @Test
  void soIsOneThatWasCutShortAndOneThatIsDamaged() throws Exception {
    Life life = life(true);
    Path cut = taken.checkpoint(life.job(), 41, NOON);
    Files.write(TakenSnapshots.state(cut), new byte[7]);
    String sentence = assertThrows(Misconfigured.class, () -> decision().resume()).getMessage();
    assertTrue(sentence.contains("has 7 bytes, it was written with 100"), sentence);
    Path damaged = taken.checkpoint(life.job(), 42, NOON);
    Files.writeString(damaged.resolve("_metadata"), "not metadata");
    sentence = assertThrows(Misconfigured.class, () -> decision().resume()).getMessage();
    assertTrue(sentence.contains("chk-42"), sentence);
  }

  @Test
  void aDamagedSavepointThatIsTheNewestByItsTimeIsAnErrorAndAnOldOneIsNot() throws Exception {
    Life life = life(true);
    taken.checkpoint(life.job(), 41, NOON);
    Path old = taken.savepoint(life.job(), "savepoint-old", 12, NOON.minusSeconds(60));
    Files.writeString(old.resolve("_metadata"), "damaged");
    Files.setLastModifiedTime(
        old.resolve("_metadata"), java.nio.file.attribute.FileTime.from(NOON.minusSeconds(60)));
    assertEquals("chk-41", decision().resume().from().orElseThrow().name());
    Path last = taken.savepoint(life.job(), "stops/savepoint-last", 42, NOON);
    Files.writeString(last.resolve("_metadata"), "damaged");
    String sentence = assertThrows(Misconfigured.class, () -> decision().resume()).getMessage();
    assertTrue(sentence.contains("savepoint-last"), sentence);
  }

  @Test
  void aLifeThatHadCheckpointsAndHasNoneAnyMoreIsAnError() {
    Life life = life(true);
    String sentence = assertThrows(Misconfigured.class, () -> decision().resume()).getMessage();
    assertTrue(sentence.contains("are gone") && sentence.contains("--fresh"), sentence);
    assertEquals(life, snapshots.life().orElseThrow());
  }

  @Test
  void oneThatNeverHadAnyBeginsAgain() {
    Life life = life(false);
    words = words("moderation", 1);
    Recovery recovery = decision().resume();
    assertEquals(Optional.empty(), recovery.from());
    assertTrue(recovery.forgets());
    assertNotEquals(life.job(), recovery.life().job());
  }

  @Test
  void aFreshStartSaysWhatItForgetsAndKeepsTheLastLifesFiles() throws Exception {
    Life life = life(true);
    Path kept = taken.checkpoint(life.job(), 41, NOON);
    words = words("moderation", 6);
    Recovery recovery = decision().fresh();
    assertTrue(recovery.forgets());
    assertEquals(Optional.empty(), recovery.from());
    String told = recovery.told().get(0);
    assertTrue(told.contains("chk-41 of ") && told.contains("words version 6"), told);
    assertTrue(Files.exists(kept), "until the next fresh start");
    snapshots.write(recovery.life());
    decision().fresh();
    assertFalse(Files.exists(kept), "the life before the last is gone");
  }

  @Test
  void anOlderCheckpointSaysThatOutputsComeTwiceAndLeavesBothAsTheyAre() throws Exception {
    Life life = life(true);
    Path older = taken.checkpoint(life.job(), 40, NOON);
    Path newer = taken.checkpoint(life.job(), 41, NOON);
    Recovery recovery = decision().from(older.toString());
    assertEquals("chk-40", recovery.from().orElseThrow().name());
    assertEquals("NO_CLAIM", recovery.settings().get("execution.state-recovery.claim-mode"));
    assertNotEquals(life.job(), recovery.life().job());
    assertEquals(2, recovery.told().size());
    assertTrue(recovery.told().get(1).contains("chk-41"), recovery::toString);
    assertTrue(recovery.told().get(1).contains("a second time"), recovery::toString);
    assertTrue(Files.exists(older) && Files.exists(newer));
    // and should it end before its first checkpoint, it is the same once more
    snapshots.write(recovery.life());
    assertEquals("chk-40", decision().resume().from().orElseThrow().name());
  }

  @Test
  void aPathThatIsNoneIsNamed() {
    String path = folder.resolve("chk-7").toString();
    String sentence = assertThrows(Misconfigured.class, () -> decision().from(path)).getMessage();
    assertTrue(sentence.startsWith(path) && sentence.contains("cannot be read"), sentence);
  }

  @Test
  void whatTheOperatingSystemSaysToASmallFileIsTold() {
    assertEquals(Optional.empty(), snapshots.trouble());
    String trouble = new Snapshots("file:///proc/self").trouble().orElseThrow();
    assertTrue(trouble.startsWith("file:/proc/self: "), trouble);
  }

  @Test
  void anotherJobsFolderIsRefused() {
    life(true);
    Life.Identity other = new Life.Identity("tagging", "cluster-1", "idealstream.");
    Recovery.Decision decision =
        new Recovery.Decision(snapshots, other, words, Clock.fixed(NOON, ZoneOffset.UTC));
    String sentence = assertThrows(Misconfigured.class, decision::resume).getMessage();
    assertTrue(sentence.contains("job moderation") && sentence.contains("job tagging"), sentence);
  }

  @Test
  void savepointsOfStopsButTheLastTwoGoAndThoseAskedForStay() throws Exception {
    Life life = life(true);
    Path asked = taken.savepoint(life.job(), "savepoint-asked", 1, NOON);
    for (int id = 2; id <= 5; id++) {
      taken.savepoint(life.job(), "stops/savepoint-" + id, id, NOON);
    }
    snapshots.prune(life.job());
    assertEquals(
        "[savepoint-5, savepoint-4, savepoint-asked]",
        snapshots.of(life.job()).stream().map(Snapshot::name).toList().toString());
    assertTrue(Files.exists(asked));
  }

  @Test
  void transactionsOfAnotherJobWhoseNameBeginsAlikeAreNotTheJobs() {
    var own = Recoveries.transactionsOf("idealstream");
    assertTrue(own.matcher("idealstream-labels-0-12").matches());
    assertTrue(own.matcher("idealstream-dead-letters-1-3").matches());
    assertFalse(own.matcher("idealstream-2-labels-0-12").matches());
    assertFalse(own.matcher("idealstream-labels-12").matches());
    assertFalse(own.matcher("idealstreams-labels-0-12").matches());
  }

  private Recovery.Decision decision() {
    return new Recovery.Decision(snapshots, IDENTITY, words, Clock.fixed(NOON, ZoneOffset.UTC));
  }

  private Life life(boolean completed) {
    Life life = new Life(IDENTITY, "a".repeat(32), NOON, completed, null, null);
    snapshots.write(life);
    assertEquals(life, snapshots.life().orElseThrow());
    return life;
  }

  private static EarlierWords words(String owner, long version) {
    EarlierWords words = new EarlierWords();
    WordsHead head = new WordsHead("birds", 1, version, "sha256:m", NOON, Map.of(), null, owner);
    Outgoing message = Topic.WORDS.message(head, Encoding.JSON);
    words.take(
        new TopicRecord(
            "idealstream.words",
            0,
            0,
            0,
            "birds".getBytes(UTF_8),
            message.value(),
            message.headers()));
    return words;
  }
}
