package io.idealstream.stream.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.LogLines;
import io.idealstream.stream.Messages;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Header;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.metrics.testutils.MetricListener;
import org.junit.jupiter.api.Test;

class DeadLetterOfficeTest {
  private static final int SINK_LIMIT = 10_000;
  private final Unreadable why = new Unreadable(Reason.BAD_PICTURE, "i: corrupt");

  private final MetricListener metrics = new MetricListener();

  @Test
  void whatFitsIsKeptWhole() {
    TopicRecord record = Messages.keyed("cam", filled(5000), "id=i");

    Outgoing letter = office(6000).letter(record, why);

    assertEquals(DeadLetter.of(record, why, 6000), letter);
    assertArrayEquals(record.value(), letter.value());
  }

  @Test
  void theValueIsCutToTheSetting() {
    TopicRecord record = Messages.keyed("cam", filled(5000), "id=i");

    assertArrayEquals(Arrays.copyOf(record.value(), 100), office(100).letter(record, why).value());
  }

  @Test
  void theValueGivesWayBeforeTheKeyAndTheHeaders() {
    Outgoing letter = office(1_000_000).letter(Messages.keyed("cam", filled(50_000), "id=i"), why);

    assertEquals(SINK_LIMIT, letter.sizeBound(), "as much as the sink takes");
    assertArrayEquals("cam".getBytes(UTF_8), letter.key());
    assertEquals("50000", Messages.header(letter, DeadLetter.LENGTH));
    assertEquals("i", Messages.header(letter, "source-header.id"));
  }

  @Test
  void aHugeKeyGivesWayToo() {
    Outgoing letter =
        office(1_000_000).letter(Messages.keyed("k".repeat(50_000), null, "id=i"), why);

    assertEquals(SINK_LIMIT, letter.sizeBound());
    assertNull(letter.value());
    assertEquals("i", Messages.header(letter, "source-header.id"));
  }

  @Test
  void headersOfTheRecordGiveWayLast() {
    List<Header> headers = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      headers.add(new Header("h", null));
    }
    TopicRecord record = new TopicRecord("t".repeat(249), 1, 2, 3, filled(50), filled(50), headers);
    Unreadable wordy = new Unreadable(Reason.FAILED, "\u20ac".repeat(5000));

    Outgoing letter = office(1_000_000).letter(record, wordy);

    assertTrue(letter.sizeBound() <= SINK_LIMIT, () -> "bound " + letter.sizeBound());
    assertEquals("50", Messages.header(letter, DeadLetter.LENGTH));
    assertEquals("failed", Messages.header(letter, DeadLetter.REASON));
  }

  @Test
  void theLeastLimitHoldsEveryLetter() {
    DeadLetterOffice least =
        new DeadLetterOffice(
            new DeadLetterSettings(1000, DeadLetterSettings.LEAST_SINK_LIMIT),
            metrics.getMetricGroup());
    TopicRecord record =
        new TopicRecord(
            "t".repeat(249),
            Integer.MIN_VALUE,
            Long.MIN_VALUE,
            1,
            filled(9000),
            filled(9000),
            List.of(new Header("h".repeat(1000), filled(3000))));

    Outgoing letter = least.letter(record, new Unreadable(Reason.FAILED, "\u20ac".repeat(5000)));

    assertTrue(letter.sizeBound() <= DeadLetterSettings.LEAST_SINK_LIMIT);
  }

  @Test
  void lettersAreCountedByReason() {
    DeadLetterOffice office = office(100);
    office.letter(Messages.of("a"), why);
    office.letter(Messages.of("b"), why);
    office.letter(Messages.of("c"), new Unreadable(Reason.NOT_JSON, "no"));

    assertEquals(
        2, metrics.getCounter("reason", "bad-picture", "deadLetters").orElseThrow().getCount());
    assertEquals(
        1, metrics.getCounter("reason", "not-json", "deadLetters").orElseThrow().getCount());
  }

  @Test
  void theFirstOfEachReasonIsLoggedWithWhereItCameFromAndWhy() {
    try (LogLines lines = LogLines.of(DeadLetterOffice.class)) {
      DeadLetterOffice office = office(100);
      TopicRecord record = new TopicRecord("idealstream.images", 3, 17, 0, null, null, List.of());
      office.letter(record, new Unreadable(Reason.BAD_PICTURE, "i-17: corrupt\n\u001b[2J"));
      office.letter(Messages.of("b"), why);
      office.letter(record, new Unreadable(Reason.NOT_JSON, "no JSON"));
      assertEquals(
          List.of(
              "Dead letter of idealstream.images, partition 3, offset 17: bad-picture: i-17:"
                  + " corrupt\\n\\u001b[2J",
              "Dead letter of idealstream.images, partition 3, offset 17: not-json: no JSON"),
          lines.now());
    }
  }

  @Test
  void whatIsLoggedAsRejectedIsCountedButNotLoggedAgain() {
    try (LogLines lines = LogLines.of(DeadLetterOffice.class)) {
      TopicRecord record = Messages.of("a");
      Outgoing letter = office(100).letterOfRejected(record, why);
      assertEquals(DeadLetter.of(record, why, 100), letter);
      assertEquals(
          1, metrics.getCounter("reason", "bad-picture", "deadLetters").orElseThrow().getCount());
      assertEquals(List.of(), lines.now());
    }
  }

  @Test
  void aSinkTooSmallForAnyLetterIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new DeadLetterSettings(0, 8191));
    assertThrows(IllegalArgumentException.class, () -> new DeadLetterSettings(-1, 8192));
  }

  private DeadLetterOffice office(int maxBytes) {
    return new DeadLetterOffice(
        new DeadLetterSettings(maxBytes, SINK_LIMIT), metrics.getMetricGroup());
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }
}
