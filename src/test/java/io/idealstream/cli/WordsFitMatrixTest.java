package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells as NumPy saves them. */
class WordsFitMatrixTest {

  private static final String[] ROWS = {"[1,-0.5,0.125]", "[2,0,-8]", "[3,0.25,1]", "[-4,5,6.5]"};
  private static final String[][] CELLS = {
    {"blue", "car"}, {"blue", "house"}, {"red", "car"}, {"red", "house"}
  };

  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("space.yaml"), ToySpace.FILE);
    StringBuilder lines = new StringBuilder();
    StringBuilder text = new StringBuilder();
    StringBuilder csv = new StringBuilder("object,number,color\n");
    for (int n = 0; n < ROWS.length; n++) {
      String[] cell = CELLS[n];
      lines.append(
          "{\"cell\":[\"%s\",\"%s\"],\"vector\":%s}\n".formatted(cell[0], cell[1], ROWS[n]));
      text.append("%s, %s\n".formatted(cell[0], cell[1]));
      csv.append("%s,%d,%s\n".formatted(cell[1], n, cell[0]));
    }
    Files.writeString(folder.resolve("cells.jsonl"), lines.toString());
    Files.writeString(folder.resolve("cells.txt"), text.toString());
    Files.writeString(folder.resolve("cells.csv"), csv.toString());
  }

  private String path(String file) {
    return folder.resolve(file).toString();
  }

  private CommandRun fit(String cells, String... more) throws IOException {
    if (cells.contains(".np")) {
      Files.write(folder.resolve(cells), Resources.bytes("/wire/vectors/" + cells));
    }
    String[] options = {
      "words", "fit", "--space", path("space.yaml"), "--cells", path(cells), "--json"
    };
    String[] all = Arrays.copyOf(options, options.length + more.length);
    System.arraycopy(more, 0, all, options.length, more.length);
    return CommandRun.of(all);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"little-f2.npy", "little-f4.npy", "little-f8.npy", "big-f4.npy", "one.npz"})
  void aMatrixGivesTheWordsOfItsRows(String matrix) throws IOException {
    CommandRun expected = fit("cells.jsonl");
    assertEquals(0, expected.code(), expected.err());
    for (String labels : new String[] {"cells.txt", "cells.csv"}) {
      CommandRun run = fit(matrix, "--labels", path(labels));
      assertEquals(0, run.code(), run.err());
      assertEquals(expected.out(), run.out());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "two.npz | expected one array of two dimensions, found 2 [first.npy, second.npy]",
        "fortran.npy | the array is in Fortran order",
        "whole.npy | numbers of type '<i8', expected float16, 32 or 64",
        "line.npy | expected an array of two dimensions",
        "nan.npy | row 1: NaN at place 1, expected a finite number"
      })
  void whatIsNoSuchMatrixIsSaid(String matrix, String reason) throws IOException {
    CommandRun run = fit(matrix, "--labels", path("cells.txt"));
    assertEquals(1, run.code());
    assertTrue(run.err().contains(reason), run.err());
  }

  @Test
  void imagesAreMeasuredByMatricesToo() throws IOException {
    StringBuilder vectors = new StringBuilder();
    for (String row : ROWS) {
      vectors.append("{\"vector\":" + row + "}\n");
    }
    Files.writeString(folder.resolve("vectors.jsonl"), vectors.toString());
    for (String matrix : new String[] {"little-f4.npy", "one.npz"}) {
      Files.write(folder.resolve(matrix), Resources.bytes("/wire/vectors/" + matrix));
      CommandRun expected = disentangle("cells.jsonl", "vectors.jsonl");
      CommandRun run = disentangle(matrix, matrix);
      assertEquals(0, run.code(), run.err());
      assertEquals(expected.out(), run.out());
    }
  }

  private CommandRun disentangle(String cells, String vectors) {
    return CommandRun.of(
        "words",
        "disentangle",
        "--space",
        path("space.yaml"),
        "--cells",
        path(cells),
        "--labels",
        path("cells.csv"),
        "--vectors",
        path(vectors),
        "--json");
  }

  @Test
  void aMatrixThatEndsTooSoonOrIsNoneIsRefused() throws IOException {
    byte[] whole = Resources.bytes("/wire/vectors/little-f8.npy");
    for (int length : new int[] {0, 5, 9, 60, whole.length - 1}) {
      Files.write(folder.resolve("cut.npy"), Arrays.copyOf(whole, length));
      CommandRun run =
          CommandRun.of(
              "words",
              "fit",
              "--space",
              path("space.yaml"),
              "--cells",
              path("cut.npy"),
              "--labels",
              path("cells.txt"));
      assertEquals(1, run.code());
      assertTrue(run.err().contains("unexpected end of input"), run.err());
    }
  }

  @Test
  void rowsNeedLabelsThatTheSpaceKnowsAndAsManyOfThem() throws IOException {
    CommandRun none = fit("little-f4.npy");
    assertTrue(none.err().contains("a matrix names no cells, --labels FILE does"), none.err());
    Files.writeString(folder.resolve("few.txt"), "blue,car\nred,house\n");
    CommandRun few = fit("little-f4.npy", "--labels", path("few.txt"));
    assertTrue(few.err().contains("4 rows, expected 2"), few.err());
    Files.writeString(folder.resolve("other.txt"), "blue,car\ngreen,house\n");
    CommandRun other = fit("little-f4.npy", "--labels", path("other.txt"));
    assertTrue(other.err().contains("other.txt, line 2: "), other.err());
    assertTrue(other.err().contains("green"), other.err());
  }
}
