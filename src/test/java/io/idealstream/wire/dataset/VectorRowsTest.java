package io.idealstream.wire.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.config.Misconfigured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorRowsTest {

  @TempDir Path folder;

  @Test
  void anEmptyLineOfOneColumnIsARowWithoutAValue() throws IOException {
    VectorRows rows = read("a\nb\nc\n", "bird\nduck\n\nowl\n");
    assertEquals(Map.of("bird", List.of("duck")), rows.values(1));
    assertNull(rows.values(2));
    assertEquals(Map.of("bird", List.of("owl")), rows.values(3));
  }

  @Test
  void soIsTheLastOne() throws IOException {
    VectorRows rows = read("a\nb\n", "bird\nduck\n\n");
    assertEquals(Map.of("bird", List.of("duck")), rows.values(1));
    assertNull(rows.values(2));
  }

  @Test
  void anEmptyLineOfSeveralColumnsIsNoRow() throws IOException {
    VectorRows rows = read("a\nb\n", "bird,place\nduck,\n\n,land\n");
    assertEquals(Map.of("bird", List.of("duck")), rows.values(1));
    assertEquals(Map.of("place", List.of("land")), rows.values(2));
  }

  @Test
  void rowsThatAreMissingAreCounted() {
    Misconfigured refused =
        assertThrows(Misconfigured.class, () -> read("a\nb\nc\n", "bird\nduck\n\n"));
    assertTrue(
        refused.getMessage().contains("expected values of 3 rows, found 2"), refused::getMessage);
  }

  private VectorRows read(String ids, String values) throws IOException {
    return VectorRows.read(
        Files.writeString(folder.resolve("ids.txt"), ids),
        Files.writeString(folder.resolve("values.csv"), values));
  }
}
