package io.idealstream.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

  private final Unreadable why = new Unreadable(Reason.NOT_JSON, "the text is not JSON");

  @Test
  void itKeepsTheBytesAndSaysWhereTheyCameFromAndWhy() {
    TopicRecord record =
        new TopicRecord(
            "idealstream.captions",
            2,
            41,
            1_767_225_600_000L,
            "cam".getBytes(UTF_8),
            "abc".getBytes(UTF_8),
            List.of(Header.of("content-type", "application/json")));

    Outgoing letter = DeadLetter.of(record, why, 1000);

    assertArrayEquals("cam".getBytes(UTF_8), letter.key());
    assertArrayEquals("abc".getBytes(UTF_8), letter.value());
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("source-topic", "idealstream.captions");
    expected.put("source-partition", "2");
    expected.put("source-offset", "41");
    expected.put("source-timestamp", "2026-01-01T00:00:00Z");
    expected.put("reason", "not-json");
    expected.put("detail", "the text is not JSON");
    expected.put("length", "3");
    // FIPS 180-2, appendix B.1
    expected.put("sha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expected.put("source-header.content-type", "application/json");
    assertEquals(expected, headers(letter));
  }

  @Test
  void aLongValueIsCutButMeasuredWhole() {
    Outgoing letter = DeadLetter.of(record("abc".getBytes(UTF_8)), why, 2);

    assertArrayEquals("ab".getBytes(UTF_8), letter.value());
    assertEquals("3", headers(letter).get("length"));
    assertTrue(headers(letter).get("sha256").startsWith("ba7816bf"));
  }

  @Test
  void aRemovalStaysOne() {
    Outgoing letter = DeadLetter.of(record(null), why, 2);

    assertNull(letter.value());
    assertNull(letter.key());
    assertEquals("0", headers(letter).get("length"));
  }

  @Test
  void detailAndSourceHeadersAreBounded() {
    TopicRecord record =
        new TopicRecord(
            "t",
            0,
            0,
            0,
            null,
            new byte[1],
            List.of(new Header("a", new byte[4000]), new Header("b", new byte[4000])));
    Unreadable wordy = new Unreadable(Reason.FAILED, "\uD83D\uDC26".repeat(5000));

    Outgoing letter = DeadLetter.of(record, wordy, 10);

    assertTrue(letter.sizeBound() < 10_000, "" + letter.sizeBound());
    String detail = headers(letter).get("detail");
    assertTrue(detail.startsWith("\uD83D\uDC26") && detail.endsWith("\uD83D\uDC26..."), detail);
  }

  @Test
  void theBoundOfAMessageIsAboveWhatItHolds() {
    Outgoing message =
        new Outgoing(new byte[10], new byte[100], List.of(new Header("name", new byte[7])));

    assertTrue(message.sizeBound() >= 10 + 100 + 4 + 7);
    assertTrue(message.sizeBound() <= 10 + 100 + 4 + 7 + 200);
  }

  private static TopicRecord record(byte[] value) {
    return new TopicRecord("t", 0, 0, 0, null, value, List.of());
  }

  private static Map<String, String> headers(Outgoing letter) {
    Map<String, String> headers = new LinkedHashMap<>();
    letter.headers().forEach(h -> headers.put(h.name(), new String(h.value(), UTF_8)));
    return headers;
  }
}
