package io.idealstream.stream.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.LogLines;
import io.idealstream.stream.DeadLetters;
import io.idealstream.stream.Messages;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.codec.Topic;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.function.SerializableSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("try") // a harness may be interrupted while it closes
class WriteRecordsTest {
  private static final DeadLetterSettings DEAD_LETTERS = new DeadLetterSettings(10_000, 20_000);
  private static final int SINK_LIMIT = 1000;

  @ParameterizedTest
  @EnumSource
  void aRecordBecomesTheMessageOfItsTopic(Encoding encoding) throws Exception {
    Status status = status("in force");
    try (var harness = harness(WriteRecords.statuses(encoding))) {
      harness.processElement(status, 5);

      StreamRecord<Outgoing> record = harness.getRecordOutput().iterator().next();
      assertEquals(5, record.getTimestamp());
      assertArrayEquals("space/birds".getBytes(UTF_8), record.getValue().key());
      assertEquals(status, Topic.STATUS.decode(record.getValue().value(), encoding));
      assertEquals(encoding.contentType(), Messages.header(record.getValue(), "content-type"));
    }
  }

  @Test
  void rejectedDefinitionsAreLoggedOnceEachAndTenAMinute() throws Exception {
    try (LogLines lines = LogLines.of(Rejections.class);
        var harness = harness(WriteRecords.statuses(Encoding.JSON))) {
      for (int i = 0; i < 12; i++) {
        harness.processElement(status("in force"), 5);
        harness.processElement(rejected("birds-" + i), 5);
        harness.processElement(rejected("birds-" + i), 5);
      }
      assertEquals(10, lines.now().size());
      assertEquals("The space birds-9 is rejected: no factors", lines.now().get(9));
      assertEquals(36, harness.extractOutputValues().size());
    }
  }

  @Test
  void aRecordAboveTheSinksLimitIsADeadLetterAndHarmsNoOther() throws Exception {
    try (var harness = harness(WriteRecords.statuses(Encoding.JSON))) {
      harness.processElement(status("a"), 5);
      harness.processElement(status("b".repeat(2000)), 6);
      harness.processElement(status("c"), 7);

      assertEquals(2, harness.extractOutputValues().size());
      StreamRecord<Outgoing> side = harness.getSideOutput(DeadLetters.TAG).remove();
      Outgoing letter = side.getValue();
      assertEquals("too-large", Messages.header(letter, DeadLetter.REASON));
      assertEquals("idealstream.status", Messages.header(letter, DeadLetter.SOURCE_TOPIC));
      assertEquals("-1", Messages.header(letter, DeadLetter.SOURCE_OFFSET));
      assertEquals(
          Instant.ofEpochMilli(6).toString(), Messages.header(letter, DeadLetter.SOURCE_TIMESTAMP));
      assertTrue(Messages.header(letter, DeadLetter.DETAIL).contains("at most 1000"));
      assertArrayEquals("space/birds".getBytes(UTF_8), letter.key());
      assertEquals(status("b".repeat(2000)), Topic.STATUS.decode(letter.value(), Encoding.JSON));
    }
  }

  @Test
  void aMessageOfExactlyTheLimitPasses() throws Exception {
    Outgoing empty = new Outgoing(null, new byte[0], List.of());
    int room = (int) (SINK_LIMIT - empty.sizeBound());
    try (var harness = harness(WriteRecords.messages())) {
      harness.processElement(new Outgoing(null, new byte[room], List.of()), 0);
      harness.processElement(new Outgoing(null, new byte[room + 1], List.of()), 0);

      assertEquals(
          List.of(room),
          harness.extractOutputValues().stream().map(m -> m.value().length).toList());
      assertEquals(1, harness.getSideOutput(DeadLetters.TAG).size());
    }
  }

  @Test
  void aRemovalPasses() throws Exception {
    Outgoing removal = Outgoing.removal("birds/*/prompts/bird/gull");
    try (var harness = harness(WriteRecords.messages())) {
      harness.processElement(removal, 0);

      assertEquals(List.of(removal), harness.extractOutputValues());
      assertNull(harness.extractOutputValues().get(0).value());
    }
  }

  @Test
  void aRecordThatCannotBeWrittenIsADeadLetterThatShowsIt() throws Exception {
    Hit hit =
        new Hit(
            "q",
            1L,
            "i-17",
            "cam",
            Instant.EPOCH,
            Double.NaN,
            null,
            false,
            "m",
            null,
            null,
            null,
            null);
    try (var harness = harness(WriteRecords.records(Topic.HITS, Encoding.JSON))) {
      harness.getProcessingTimeService().setCurrentTime(9);
      harness.processElement(new StreamRecord<>(hit));

      assertEquals(List.of(), harness.extractOutputValues());
      Outgoing letter = harness.getSideOutput(DeadLetters.TAG).remove().getValue();
      assertEquals("failed", Messages.header(letter, DeadLetter.REASON));
      assertTrue(new String(letter.value(), UTF_8).contains("i-17"));
      assertEquals(
          Instant.ofEpochMilli(9).toString(), Messages.header(letter, DeadLetter.SOURCE_TIMESTAMP));
    }
  }

  @Test
  void lackOfMemoryFailsTheJob() throws Exception {
    SerializableSupplier<Function<String, Outgoing>> form =
        () ->
            text -> {
              throw new OutOfMemoryError("a fake");
            };
    try (var harness = harness(form)) {
      assertThrows(OutOfMemoryError.class, () -> harness.processElement("a", 0));
    }
  }

  private static Status rejected(String space) {
    return new Status(StatusKind.SPACE, space, 0, StatusState.REJECTED, space + ": no factors");
  }

  private static Status status(String detail) {
    return new Status(StatusKind.SPACE, "birds", 1, StatusState.ACTIVE, detail);
  }

  private static <T> OneInputStreamOperatorTestHarness<T, Outgoing> harness(
      SerializableSupplier<Function<T, Outgoing>> form) throws Exception {
    return ProcessFunctionTestHarnesses.forProcessFunction(
        InstantiationUtil.clone(
            new WriteRecords<>(form, "idealstream.status", SINK_LIMIT, DEAD_LETTERS)));
  }
}
