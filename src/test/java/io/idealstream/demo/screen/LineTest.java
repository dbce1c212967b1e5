package io.idealstream.demo.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LineTest {

  private static final int WIDE = 80;

  @Test
  void aLineIsItsPiecesOneBehindTheOther() {
    Line line = Line.of("raw ").then("landbird", Style.WRONG).then(" end");
    assertEquals("raw landbird end", line.plain(WIDE));
    assertEquals("raw \u001b[31mlandbird\u001b[0m end", line.styled(WIDE));
  }

  @Test
  void aColumnIsFilledOrCutToItsWidth() {
    assertEquals("ab   |", Line.empty().column(4, "ab", Style.PLAIN).then("|").plain(WIDE));
    assertEquals("abc… |", Line.empty().column(4, "abcdef", Style.PLAIN).then("|").plain(WIDE));
    assertEquals("abcd |", Line.empty().column(4, "abcd", Style.PLAIN).then("|").plain(WIDE));
  }

  @Test
  void aLineIsCutToTheScreenAndItsStyleIsEnded() {
    Line line = Line.of("12345").then("67890", Style.RIGHT).then("more");
    assertEquals("1234567…", line.plain(8));
    assertEquals("12345\u001b[32m67…\u001b[0m", line.styled(8));
    assertEquals("1234567890more", line.plain(14), "what fits stays whole");
    assertEquals("1234567890mo…", line.plain(13));
    assertEquals("123456789…", line.plain(10), "a cut line says so");
  }

  @Test
  void charactersAreCountedNotTheirHalves() {
    assertEquals("🦆🦆…", Line.of("🦆🦆🦆🦆").plain(3));
    assertEquals("🦆  |", Line.empty().column(2, "🦆", Style.PLAIN).then("|").plain(WIDE));
  }

  @Test
  void whatWouldMoveTheCursorDoesNot() {
    assertEquals("a·b·[2Jc", Line.of("a\nb\u001b[2Jc").styled(WIDE));
  }
}
