package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HistogramsTest {

  @Test
  void mergingIsAdding() {
    Histograms all = new Histograms(2);
    Histograms left = new Histograms(2);
    Histograms right = new Histograms(2);
    for (short code = 0; code < 256; code += 5) {
      short[] codes = {code, (short) (code % 2 == 0 ? Quantiser.NONE : 3)};
      all.add(codes);
      (code % 3 == 0 ? left : right).add(codes);
    }
    right.merge(left);
    assertArrayEquals(all.toBytes(), right.toBytes());
    assertEquals(52, right.votes(0));
    assertEquals(26, right.votes(1));
    assertEquals(26, right.count(1, 3));
  }

  @Test
  void bytesTellVotesApart() {
    Histograms votes = new Histograms(1);
    assertTrue(votes.isEmpty());
    assertArrayEquals(new byte[] {1, 1, 0}, votes.toBytes());
    for (int i = 0; i < 130; i++) {
      votes.add(new short[] {4});
    }
    assertArrayEquals(new byte[] {1, 1, 5, (byte) 0x82, 1, 0}, votes.toBytes());
    votes.clear();
    assertTrue(votes.isEmpty());
  }

  @Test
  void otherDirectionsAreRefused() {
    Histograms votes = new Histograms(1);
    assertThrows(IllegalArgumentException.class, () -> votes.merge(new Histograms(2)));
  }
}
