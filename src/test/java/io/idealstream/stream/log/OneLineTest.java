package io.idealstream.stream.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OneLineTest {

  @Test
  void textIsShownAsItIs() {
    assertEquals("eine Ente, \u9d28 \ud83e\udd86", OneLine.of("eine Ente, \u9d28 \ud83e\udd86"));
  }

  @Test
  void whatWouldWriteElsewhereIsShownAsAnEscape() {
    assertEquals("a\\nb\\r\\tc", OneLine.of("a\nb\r\tc"));
    assertEquals("\\u001b[2J\\u0007\\u0000", OneLine.of("\u001b[2J\u0007\0"));
    assertEquals("\\u202egpj.kcud", OneLine.of("\u202egpj.kcud"), "direction of writing");
    assertEquals("a\\u2028b\\u2029\\u0085", OneLine.of("a\u2028b\u2029\u0085"));
    assertEquals("\\ud83e.", OneLine.of("\ud83e."), "half of a pair");
    assertEquals("\\U000e0041", OneLine.of("\udb40\udc41"), "an invisible letter");
  }

  @Test
  void theMiddleOfALongTextIsLeftOutBetweenCharacters() {
    assertEquals("x".repeat(300), OneLine.of("x".repeat(300)));
    assertEquals(
        "a".repeat(150) + "..." + "b".repeat(147),
        OneLine.of("a".repeat(100_000) + "b".repeat(100_000)));
    assertEquals(
        "x".repeat(149) + "..." + "x".repeat(148),
        OneLine.of("x".repeat(149) + "\ud83e\udd86" + "x".repeat(1_000)),
        "a pair of two");
    assertEquals(
        "x".repeat(150) + "..." + "x".repeat(145),
        OneLine.of("x".repeat(1_000) + "\u001b" + "x".repeat(145)),
        "nor an escape");
  }

  @Test
  void theReasonAtTheEndStands() {
    String line =
        OneLine.of("While appending to file: " + "/folder".repeat(50) + ": No space left");
    assertEquals(300, line.length());
    assertTrue(line.endsWith("/folder: No space left"), line);
  }
}
