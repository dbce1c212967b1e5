package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
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
  void votesComeBackFromTheirBytes() {
    SplittableRandom random = new SplittableRandom(1);
    Histograms votes = new Histograms(4);
    for (int i = 0; i < 300; i++) {
      votes.add(new short[] {(short) random.nextInt(256), 255, 0, Quantiser.NONE});
    }
    byte[] bytes = votes.toBytes();
    Histograms back = Histograms.of(bytes);
    assertArrayEquals(bytes, back.toBytes());
    assertEquals(300, back.count(1, 255));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(IllegalArgumentException.class, () -> Histograms.of(cut));
    }
    byte[] later = bytes.clone();
    later[0] = 2;
    assertThrows(IllegalArgumentException.class, () -> Histograms.of(later));
    byte[] beyond = {1, 1, (byte) 0x81, 2, 1, 0};
    assertThrows(IllegalArgumentException.class, () -> Histograms.of(beyond), "code 256");
  }

  @Test
  void otherDirectionsAreRefused() {
    Histograms votes = new Histograms(1);
    assertThrows(IllegalArgumentException.class, () -> votes.merge(new Histograms(2)));
  }
}
