package io.idealstream.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlatStateTest {

  private static byte[] everything() {
    return new FlatWriter(3)
        .number(-5)
        .real(0.5)
        .text("über")
        .time(Instant.parse("1969-12-31T23:59:59.25Z"))
        .bytes(new byte[] {7})
        .reals(new double[] {1, Double.NaN})
        .numbers(new long[] {Long.MIN_VALUE, 3})
        .floats(new float[] {2})
        .truths(new boolean[] {true, false})
        .texts(Map.of("author", "ann"))
        .toBytes();
  }

  @Test
  void fieldsComeBackInTheOrderInWhichTheyWereWritten() {
    FlatReader in = new FlatReader("a test", 3, everything());
    assertEquals(-5, in.number());
    assertEquals(0.5, in.real());
    assertEquals("über", in.text());
    assertEquals(Instant.parse("1969-12-31T23:59:59.25Z"), in.time());
    assertArrayEquals(new byte[] {7}, in.bytes());
    assertArrayEquals(new double[] {1, Double.NaN}, in.reals());
    assertArrayEquals(new long[] {Long.MIN_VALUE, 3}, in.numbers());
    assertArrayEquals(new float[] {2}, in.floats());
    assertArrayEquals(new boolean[] {true, false}, in.truths());
    assertEquals(Map.of("author", "ann"), in.texts());
  }

  /** State outlives a build: these bytes must be readable for ever. */
  @Test
  void theBytesAreTheseAndNoOthers() {
    byte[] bytes =
        new FlatWriter(1).text("a").floats(new float[] {1}).truths(null).number(2).toBytes();
    assertEquals(
        "01" + "0000000161" + "000000013f800000" + "ffffffff" + "0000000000000002",
        HexFormat.of().formatHex(bytes));
  }

  @Test
  void whatIsMissingComesBackAsNull() {
    byte[] bytes =
        new FlatWriter(1)
            .text(null)
            .time(null)
            .bytes(null)
            .reals(null)
            .numbers(null)
            .floats(null)
            .truths(null)
            .texts(null)
            .toBytes();
    FlatReader in = new FlatReader("a test", 1, bytes);
    assertNull(in.text());
    assertNull(in.time());
    assertNull(in.bytes());
    assertNull(in.reals());
    assertNull(in.numbers());
    assertNull(in.floats());
    assertNull(in.truths());
    assertNull(in.texts());
  }

  @Test
  void anotherLayoutIsRefusedByName() {
    for (byte[] bytes : new byte[][] {everything(), {}}) {
      var refusal =
          assertThrows(IllegalStateException.class, () -> new FlatReader("a test", 4, bytes));
      assertTrue(refusal.getMessage().startsWith("a test in state has layout"));
    }
  }

  @Test
  void bytesThatWereCutAreRefusedWhereverTheyWereCut() {
    byte[] whole = everything();
    for (int length = 1; length < whole.length; length++) {
      FlatReader in = new FlatReader("a test", 3, Arrays.copyOf(whole, length));
      assertThrows(
          IllegalStateException.class,
          () -> {
            in.number();
            in.real();
            in.text();
            in.time();
            in.bytes();
            in.reals();
            in.numbers();
            in.floats();
            in.truths();
            in.texts();
          });
    }
  }
}
