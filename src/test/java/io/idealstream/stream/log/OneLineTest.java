package io.idealstream.stream.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
  void aLongTextIsCutBetweenCharacters() {
    assertEquals("x".repeat(300), OneLine.of("x".repeat(300)));
    assertEquals("x".repeat(300) + "...", OneLine.of("x".repeat(301)));
    assertEquals(
        "x".repeat(299) + "...", OneLine.of("x".repeat(299) + "\ud83e\udd86"), "a pair of two");
    assertEquals("x".repeat(295) + "...", OneLine.of("x".repeat(295) + "\u001b"), "nor an escape");
  }
}
