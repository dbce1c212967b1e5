package io.idealstream.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.client.Partition;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Header;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final String IMAGES = "images";
  private static final Partition PARTITION = new Partition(IMAGES, 0);
  private static final long ACTIVE = 1000;

  private final Map<String, Trace> traces = new LinkedHashMap<>();
  private final SpacesInForce spaces = new SpacesInForce(false);
  private final Map<String, Range> ranges =
      Map.of(IMAGES, new Range(Map.of(PARTITION, 10L), Map.of(PARTITION, 100L), 0));
  private final DeadPositions dead = new DeadPositions(ranges);
  private final Positions ofOtherModels = new Positions(ranges);
  private Judge judge;

  @BeforeEach
  void defineASpace() throws Exception {
    byte[] file =
        Files.readString(Path.of("conf/spaces/birds.yaml"))
            .replace("feeds: [\"*\"]", "feeds: [cam]")
            .getBytes(UTF_8);
    spaces.definition(
        record(Topic.SPACES.message(SpaceFile.read("birds.yaml", file), Encoding.JSON), 0));
  }

  @Test
  void anItemThatASpaceIsToLabelAndDoesNotIsMissing() {
    say(StatusState.ACTIVE);
    sent("cam/a", 10, ACTIVE + 1).label("birds", 1);
    sent("cam/b", 11, ACTIVE + 1);
    sent("cam/before", 12, ACTIVE - 1).hit("q version 1", 1);
    sent("other/c", 13, ACTIVE + 1);
    judge();
    assertEquals(Map.of("birds", 1L), judge.labelled());
    assertEquals(
        List.of("missing 2 of birds, feed cam, partition 0: b (offset 11), before (offset 12)"),
        judge.missing().sentences("missing"));
    assertEquals(1, judge.unlabelled());
    assertEquals(1, judge.hits());
  }

  /** As of a space that was in force before the oldest status of it that is left. */
  @Test
  void whatComesBehindALabelledItemOfItsPartitionIsDue() {
    sent("cam/early", 10, 1);
    sent("cam/first", 11, 1).label("birds", 1);
    sent("cam/then", 12, 1);
    judge();
    assertEquals(
        List.of("missing 1 of birds, feed cam, partition 0: then (offset 12)"),
        judge.missing().sentences("missing"));
    assertEquals(1, judge.unlabelled());
  }

  @Test
  void labelsAndHitsOnTrialAreShownAsSuch() {
    say(StatusState.ACTIVE);
    Trace trace = sent("cam/a", 10, ACTIVE + 1);
    trace.label("birds", 1);
    trace.label("birds~trial", 1);
    trace.hit("q version 1", 1);
    trace.hit("q~trial version 2", 1);
    judge();
    assertEquals(2, judge.hits());
    assertEquals(1, judge.hitsOnTrial());
    AuditReport report = AuditReport.of(Instant.EPOCH, Instant.EPOCH, Map.of(), Map.of(), judge);
    assertEquals("1, missing 0, double 0", report.lines().get("labels of birds"));
    assertEquals("1, missing 0, double 0, on trial", report.lines().get("labels of birds~trial"));
    assertEquals("2, on trial 1", report.lines().get("hits"));
    assertEquals(
        Map.of("labels", 1L, "missing", 0L, "double", 0L, "onTrial", true),
        ((Map<?, ?>) report.tree().get("spaces")).get("birds~trial"));
  }

  @Test
  void aDeadItemIsNotMissingAndARecordThatIsNoItemMustBeDead() {
    say(StatusState.ACTIVE);
    sent("cam/a", 10, ACTIVE + 1);
    trace("unreadable/0-11").sighting(new Sighting("", 0, 11, Sighting.UNREADABLE, 1));
    trace("unreadable/0-12").sighting(new Sighting("", 0, 12, Sighting.UNREADABLE, 1));
    letter(10, "bad-picture");
    letter(11, "not-json");
    letter(9, "not-json"); // before the range
    judge();
    assertEquals(
        List.of("missing 1 of dead-letters, feed , partition 0: offset 12"),
        judge.missing().sentences("missing"));
    assertEquals(Map.of("bad-picture", 1L, "not-json", 1L), dead.reasons(IMAGES));
    assertEquals(2, dead.count(IMAGES));
  }

  @Test
  void labelsAndHitsAreHeldAgainstHowOftenAnItemWasSent() {
    say(StatusState.ACTIVE);
    Trace twiceSent = sent("cam/a", 10, ACTIVE + 1);
    twiceSent.sighting(new Sighting("cam", 0, 11, 1, ACTIVE + 1));
    twiceSent.label("birds", 1);
    twiceSent.label("birds", 1);
    Trace once = sent("cam/b", 12, ACTIVE + 1);
    once.label("birds", 1);
    once.label("birds", 1);
    once.label("birds", 2); // of the same id at another time, which is not in the range
    once.hit("q version 1", 1);
    once.hit("q version 1", 1);
    once.hit("q version 2", 1);
    judge();
    assertEquals(0, judge.missing().total());
    assertEquals(
        List.of(
            "double 1 of birds, feed cam, partition 0: b (offset 12)",
            "double 1 of query q version 1, feed cam, partition 0: b (offset 12)"),
        judge.twice().sentences("double"));
  }

  @Test
  void aLabelThatWasTooLargeToBeWrittenIsNotMissing() {
    say(StatusState.ACTIVE);
    sent("cam/a", 10, ACTIVE + 1).unwritten("birds");
    judge();
    assertEquals(0, judge.missing().total());
  }

  /** One that was labelled was so by an earlier life, whose model it was of. */
  @Test
  void anItemOfAnotherModelIsLeftAsideAndNotMissing() {
    say(StatusState.ACTIVE);
    sent("cam/a", 10, ACTIVE + 1).label("birds", 1);
    for (long offset = 11; offset < 14; offset++) {
      sent("cam/" + offset, offset, ACTIVE + 1);
      ofOtherModels.add(PARTITION, offset);
    }
    trace("cam/13").label("birds", 1);
    letter(12, "wrong-model"); // before others were left aside
    judge();
    assertEquals(0, judge.missing().total());
    assertEquals(1, judge.leftAside());
    assertEquals(0, judge.unlabelled());
    assertEquals(2, ofOtherModels.countWithout(dead.positions(), IMAGES));
  }

  @Test
  void aSpaceThatIsDisabledOrRemovedIsToLabelNothing() {
    say(StatusState.ACTIVE);
    say(StatusState.DISABLED);
    sent("cam/a", 10, ACTIVE + 1);
    judge();
    assertEquals(0, judge.missing().total());
    spaces.definition(record(Outgoing.removal("birds"), 0));
    say(StatusState.ACTIVE);
    judge();
    assertEquals(0, judge.missing().total());
  }

  private Trace trace(String item) {
    return traces.computeIfAbsent(item, unseen -> new Trace());
  }

  private Trace sent(String item, long offset, long arrived) {
    Trace trace = trace(item);
    trace.sighting(new Sighting(item.replaceFirst("/.*", ""), 0, offset, 1, arrived));
    return trace;
  }

  private void say(StatusState state) {
    Status status = new Status(StatusKind.SPACE, "birds", 1, state, null);
    spaces.status(record(Topic.STATUS.message(status, Encoding.JSON), ACTIVE));
  }

  private void letter(long offset, String reason) {
    dead.take(
        record(
            new Outgoing(
                null,
                new byte[0],
                List.of(
                    Header.of(DeadLetter.SOURCE_TOPIC, IMAGES),
                    Header.of(DeadLetter.SOURCE_PARTITION, "0"),
                    Header.of(DeadLetter.SOURCE_OFFSET, Long.toString(offset)),
                    Header.of(DeadLetter.REASON, reason))),
            0));
  }

  private void judge() {
    judge = new Judge(spaces, dead, ofOtherModels, IMAGES);
    traces.values().forEach(judge::look);
    traces.forEach(judge::judge);
  }

  private static TopicRecord record(Outgoing message, long time) {
    return new TopicRecord("any", 0, 0, time, message.key(), message.value(), message.headers());
  }
}
