package io.idealstream.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.ModelFolder;
import io.idealstream.fixtures.Pictures;
import io.idealstream.model.RuntimeSettings.DecodeAhead;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that decodes ahead, beside the same one that does not. */
class PicturesAheadTest {
  private static final byte[] BROKEN = {1, 2, 3};

  @TempDir private Path folder;

  private final Random random = new Random(4);
  private ClipModel plain;
  private ClipModel ahead;

  @BeforeEach
  void open() {
    ModelFiles files = ModelFolder.in(folder).files();
    plain = ClipModel.open(files, ModelSettings.defaults());
    ahead = ClipModel.open(files, ModelSettings.defaults()).decodingAhead();
  }

  @AfterEach
  void close() {
    ahead.close();
    plain.close();
  }

  /** Broken ones at every place, also a whole run of them, at the beginning and at the end. */
  @Test
  void itGivesTheSameOfEveryBatch() {
    for (int size : new int[] {0, 1, 2, 3, 4, 5, 8, 9, 31, 32, 33, 64, 129}) {
      for (int bad : new int[] {0, 1, size / 2, size}) {
        List<byte[]> pictures = pictures(size, bad);
        List<Embedding> expected = plain.embedImages(pictures);
        List<Embedding> found = ahead.embedImages(pictures);
        assertEquals(size, found.size());
        for (int i = 0; i < size; i++) {
          if (expected.get(i) instanceof Embedding.Vector vector) {
            Embedding.Vector same = assertInstanceOf(Embedding.Vector.class, found.get(i));
            assertArrayEquals(vector.values(), same.values(), 1e-6f);
            assertEquals(vector.pixels(), same.pixels());
          } else {
            assertEquals(expected.get(i), found.get(i));
          }
        }
      }
    }
  }

  private List<byte[]> pictures(int size, int bad) {
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int side = 4 + random.nextInt(9);
      pictures.add(
          i < bad && random.nextInt(3) > 0
              ? BROKEN
              : Pictures.plain(side, side, random.nextInt(1 << 24)));
    }
    return pictures;
  }

  /** Whatever is thrown, at the first run or behind it, the next batch is as good as ever. */
  @Test
  void whatDecodingThrowsIsThrownAndTheNextBatchIsWhole() {
    for (int at : new int[] {0, 9, 31}) {
      byte[][] pictures = pictures(32, 0).toArray(byte[][]::new);
      pictures[at] = null;
      assertThrows(
          NullPointerException.class, () -> ahead.embedImages(Arrays.asList(pictures)), at + "");
      List<byte[]> good = pictures(32, 0);
      assertSame(plain.embedImages(good), ahead.embedImages(good));
    }
  }

  @Test
  void anInterruptionIsKeptAndLosesNothing() {
    List<byte[]> pictures = pictures(32, 0);
    Thread.currentThread().interrupt();
    List<Embedding> found = ahead.embedImages(pictures);
    assertTrue(Thread.interrupted());
    assertSame(plain.embedImages(pictures), found);
  }

  @Test
  void withoutASettingItIsDoneWhereAProcessorIsFree() {
    DecodeAhead auto = RuntimeSettings.defaults().decodeAhead();
    assertTrue(auto.isDone(1, 2));
    assertFalse(auto.isDone(2, 2));
    assertFalse(auto.isDone(8, 2));
    assertTrue(DecodeAhead.ALWAYS.isDone(8, 2));
    assertFalse(DecodeAhead.NEVER.isDone(1, 2));
  }

  @Test
  void itsThreadIsNamedAfterItsUserAndEndsWithTheModel() throws InterruptedException {
    ahead.embedImages(pictures(2, 0));
    ahead.embedImages(pictures(32, 0));
    String name = Thread.currentThread().getName() + " decodes ahead";
    List<Thread> own =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals(name))
            .toList();
    assertEquals(1, own.size());
    assertTrue(own.get(0).isDaemon());
    ahead.close();
    own.get(0).join(10_000);
    assertFalse(own.get(0).isAlive());
  }

  private static void assertSame(List<Embedding> expected, List<Embedding> found) {
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(
          ((Embedding.Vector) expected.get(i)).values(),
          assertInstanceOf(Embedding.Vector.class, found.get(i)).values(),
          1e-6f);
    }
  }
}
