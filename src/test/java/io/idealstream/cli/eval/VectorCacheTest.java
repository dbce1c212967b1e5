package io.idealstream.cli.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorCacheTest {

  private static final String MODEL = "sha256:one";
  private static final int DIMENSION = 3;

  /** Header, and one record of digest, vector and checksum. */
  private static final int HEADER = 12;

  private static final int RECORD = 32 + 4 * DIMENSION + 4;

  @TempDir private Path folder;

  private VectorCache open() {
    return VectorCache.open(folder, MODEL, DIMENSION);
  }

  private Path file() {
    return folder.resolve("sha256-one.vectors");
  }

  private static byte[] digest(int picture) {
    byte[] digest = new byte[32];
    Arrays.fill(digest, (byte) picture);
    return digest;
  }

  private static float[] vector(int picture) {
    return new float[] {picture, -picture, 0.1f * picture};
  }

  private void keep(int from, int to) {
    try (VectorCache cache = open()) {
      for (int picture = from; picture < to; picture++) {
        cache.put(digest(picture), vector(picture));
      }
    }
  }

  private void assertKept(VectorCache cache, int from, int to) {
    for (int picture = from; picture < to; picture++) {
      assertArrayEquals(vector(picture), cache.get(digest(picture)).orElseThrow());
    }
  }

  @Test
  void whatWasKeptIsThereInTheNextRun() {
    keep(0, 5);
    keep(5, 100);
    try (VectorCache cache = open()) {
      assertKept(cache, 0, 100);
      assertEquals(Optional.empty(), cache.get(digest(100)));
    }
  }

  @Test
  void anotherModelHasVectorsOfItsOwn() {
    keep(0, 5);
    try (VectorCache other = VectorCache.open(folder, "sha256:two", DIMENSION)) {
      assertEquals(Optional.empty(), other.get(digest(1)));
    }
  }

  @Test
  void aRecordThatWasCutOffIsWrittenAnew() throws IOException {
    keep(0, 5);
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(whole, HEADER + 4 * RECORD + RECORD / 2));
    try (VectorCache cache = open()) {
      assertKept(cache, 0, 4);
      assertEquals(Optional.empty(), cache.get(digest(4)));
      cache.put(digest(4), vector(4));
      assertKept(cache, 0, 5);
    }
    try (VectorCache cache = open()) {
      assertKept(cache, 0, 5);
    }
  }

  @Test
  void aDamagedVectorCountsAsAbsent() throws IOException {
    keep(0, 3);
    byte[] bytes = Files.readAllBytes(file());
    bytes[HEADER + RECORD + 35] ^= 1;
    Files.write(file(), bytes);
    try (VectorCache cache = open()) {
      assertKept(cache, 0, 1);
      assertEquals(Optional.empty(), cache.get(digest(1)));
      assertKept(cache, 2, 3);
    }
  }

  @Test
  void onlyTheFirstOfSeveralWritesAndAllRead() {
    keep(0, 2);
    try (VectorCache first = open();
        VectorCache second = open()) {
      second.put(digest(2), vector(2));
      assertEquals(Optional.empty(), second.get(digest(2)));
      assertKept(second, 0, 2);
      first.put(digest(3), vector(3));
    }
    try (VectorCache later = open()) {
      assertKept(later, 0, 2);
      assertKept(later, 3, 4);
      assertEquals(Optional.empty(), later.get(digest(2)));
    }
  }

  @Test
  void somethingElseIsRefusedAndLeftAlone() throws IOException {
    for (byte[] content :
        List.of("twelve bytes and more, none of them ours".getBytes("UTF-8"), header(7))) {
      Files.write(file(), content);
      IllegalStateException refused = assertThrows(IllegalStateException.class, this::open);
      assertTrue(
          refused.getMessage().endsWith("delete it or name another folder"), refused.getMessage());
      assertArrayEquals(content, Files.readAllBytes(file()));
    }
  }

  private byte[] header(int dimension) throws IOException {
    try (VectorCache cache = VectorCache.open(folder, "sha256:other", dimension)) {
      assertEquals(Optional.empty(), cache.get(digest(1)));
    }
    return Files.readAllBytes(folder.resolve("sha256-other.vectors"));
  }

  @Test
  void withoutACacheNothingIsKept() {
    try (VectorCache none = VectorCache.none()) {
      none.put(digest(1), vector(1));
      assertEquals(Optional.empty(), none.get(digest(1)));
    }
  }
}
