package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that cannot be used: never a made-up number, never a stack trace. */
class WordsFitRefusalTest {

  @TempDir private Path folder;

  @BeforeEach
  void writeToySpace() throws IOException {
    Files.writeString(folder.resolve("space.yaml"), ToySpace.FILE);
    Files.writeString(cells(), ToySpace.CELLS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"cell":["blue","boat"],"vector":[1,2,3,4]}             | factor 'object' has no value 'boat'; it has car, house
          {"cell":["car","blue"],"vector":[1,2,3,4]}              | factor 'color' has no value 'car'; it has blue, red
          {"cell":["Blue","car"],"vector":[1,2,3,4]}              | factor 'color' has no value 'Blue'; it has blue, red
          {"cell":["blue"],"vector":[1,2,3,4]}                    | cell [blue]: expected one value of each factor, 2 in all, found 1
          {"cell":["blue","car","x"],"vector":[1,2,3,4]}          | cell [blue, car, x]: expected one value of each factor, 2 in all, found 3
          {"cell":[],"vector":[1,2,3,4]}                          | cell []: expected one value of each factor, 2 in all, found 0
          {"cell":["blue",7],"vector":[1,2,3,4]}                  | field cell[1]: expected a text, found 7
          {"cell":["blue",null],"vector":[1,2,3,4]}               | field cell[1]
          {"cell":"blue car","vector":[1,2,3,4]}                  | field cell: expected
          {"vector":[1,2,3,4]}                                    | field cell is missing
          {"cell":["blue","car"]}                                 | field vector is missing
          {"cell":["blue","car"],"vector":null}                   | field vector is missing
          {"cell":["blue","car"],"vector":[]}                     | field vector: expected at least one number, found none
          {"cell":["blue","car"],"vector":[1,2,3]}                | field vector: 3 numbers, the vector of line 1 has 4; made by another model?
          {"cell":["blue","car"],"vector":[1,2,3,4,5]}            | field vector: 5 numbers, the vector of line 1 has 4; made by another model?
          {"cell":["blue","car"],"vector":[1,2,"3",4]}            | field vector
          {"cell":["blue","car"],"vector":[1,2,null,4]}           | field vector
          {"cell":["blue","car"],"vector":[1,2,NaN,4]}            | field vector: expected a finite number, found NaN
          {"cell":["blue","car"],"vector":[1,2,-Infinity,4]}      | field vector: expected a finite number, found -Infinity
          {"cell":["blue","car"],"vector":[1,2,1e999,4]}          | field vector: expected a finite number, found Infinity
          {"cell":["blue","car"],"vector":[1,2,1e300,4]}          | vector holds a number that is not finite or too large
          {"cell":["blue","car"],"vector":{"0":1}}                | field vector: expected
          {"cell":["blue","car"],"vector":[1,2,3,4],"weight":0}   | field weight: expected a number above 0, found 0.0
          {"cell":["blue","car"],"vector":[1,2,3,4],"weight":-1}  | field weight: expected a number above 0, found -1.0
          {"cell":["blue","car"],"vector":[1,2,3,4],"weight":NaN} | field weight: expected a finite number, found NaN
          {"cell":["blue","car"],"vector":[1,2,3,4],"weight":1e999} | field weight: expected a finite number, found Infinity
          {"cell":["blue","car"],"vector":[1,2,3,4],"weight":"2"} | field weight: expected
          {"cell":["blue","car"],"vector":[1,2,3,4],"weight":1e200} | weight 1.0E200 of a vector, expected a number above 0 whose square can be held
          {"cell":["blue","car"],"vector":[1,2,3,4],"weight":1e-200} | weight 1.0E-200 of a vector, expected a number above 0 whose square can be held
          {"cell":["blue","car"],"vector":[1,2,3,4]               | the text is not JSON
          {"cell":["blue","car"],"vector":[1,2,3,4]} {}           | the text goes on after its first value
          {"cell":["blue","car"],"cell":["red","car"],"vector":[1,2,3,4]} | field "cell" stands twice in an object
          ["blue","car"]                                          | the record: expected an object, found a list
          null                                                    | the record: expected an object, found nothing
          blue car                                                | the text is not JSON
          """)
  void aBadLineIsNamedWithItsFileItsNumberAndTheReason(String line, String reason)
      throws IOException {
    append(line + "\n");
    CommandRun run = fit("--json");
    assertEquals(1, run.code(), run.toString());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(
        run.err().startsWith("idealstream: the vectors cannot be used: " + cells() + ", line 5: "),
        run.err());
    assertTrue(run.err().contains(reason), run.err());
  }

  @Test
  void allProblemsComeAtOnceUpToABound() throws IOException {
    append("{}\n".repeat(3) + "\n  \r\n" + "x\n");
    CommandRun few = fit();
    assertEquals(1, few.code());
    assertEquals(5, few.err().lines().count(), few.err());
    assertTrue(few.err().contains("line 10: the text is not JSON"), "blank lines count: " + few);
    append("{}\n".repeat(10_000));
    CommandRun many = fit();
    assertEquals(1 + 20 + 1, many.err().lines().count());
    assertTrue(many.err().endsWith("  and 9984 more\n"), many.err());
  }

  @Test
  void problemsOfBothFilesComeTogether() throws IOException {
    Path singles = folder.resolve("singles.jsonl");
    Files.write(
        singles,
        List.of(
            "{\"factor\":\"colour\",\"value\":\"blue\",\"vector\":[1,2,3,4]}",
            "{\"factor\":\"color\",\"value\":\"green\",\"vector\":[1,2,3,4]}",
            "{\"factor\":\"color\",\"value\":\"blue\",\"vector\":[1,2]}",
            "{\"factor\":\"color\",\"value\":\"blue\"}"));
    CommandRun run = fit("--singles", singles.toString());
    assertEquals(1, run.code());
    assertTrue(run.err().contains("line 1: no factor 'colour'; the space has"), run.err());
    assertTrue(run.err().contains("line 2: factor 'color' has no value 'green'"), run.err());
    assertTrue(run.err().contains("line 3: field vector: 2 numbers"), run.err());
    assertTrue(run.err().contains("line 4: field vector is missing"), run.err());
    append("{}\n");
    CommandRun both = fit("--singles", singles.toString());
    assertTrue(both.err().contains("cells.jsonl, line 5"), both.err());
  }

  @Test
  void aFileWithoutAVectorIsRefused() throws IOException {
    for (String text : new String[] {"", "\n\n", "\uFEFF", " \t\r\n"}) {
      Files.writeString(cells(), text);
      CommandRun run = fit();
      assertEquals(1, run.code(), run.toString());
      assertEquals(1, run.err().lines().count(), run.err());
    }
  }

  @Test
  void aFileThatIsNotThereOrNoFileIsRefusedInOneSentence() throws IOException {
    Files.delete(cells());
    CommandRun missing = fit();
    assertEquals(1, missing.code());
    assertEquals("idealstream: " + cells() + ": there is no such file\n", missing.err());
    Files.createDirectory(cells());
    CommandRun directory = fit();
    assertEquals(1, directory.code());
    assertEquals(1, directory.err().lines().count());
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Files.write(cells(), new byte[] {(byte) 0x1f, (byte) 0x8b, 8, 0, '\n', (byte) 0xff, '\n'});
    CommandRun run = fit();
    assertEquals(1, run.code());
    assertTrue(run.err().contains("line 2: the text is not UTF-8"), run.err());
  }

  @Test
  void aLineWithoutEndIsRefusedWithoutBeingKept() throws IOException {
    byte[] endless = new byte[40 << 20];
    Arrays.fill(endless, (byte) '[');
    Files.write(cells(), endless);
    CommandRun run = fit();
    assertEquals(1, run.code());
    assertTrue(run.err().contains("line 1: the line is longer than 16 MiB"), run.err());
  }

  @Test
  void windowsLineEndsAByteOrderMarkAndAnUnfinishedLastLineAreAllRight() throws IOException {
    CommandRun plain = fit("--json");
    Files.writeString(cells(), "\uFEFF" + ToySpace.CELLS.strip().replace("\n", "\r\n\r\n"));
    assertEquals(plain, fit("--json"));
  }

  @Test
  void weightsThatAreSoundOneByOneMayAddUpToTooMuch() throws IOException {
    append("{\"cell\":[\"blue\",\"car\"],\"vector\":[0,0,0,1],\"weight\":1e154}\n".repeat(3));
    CommandRun run = fit();
    assertEquals(1, run.code());
    assertTrue(run.err().contains("add up to more than a number can hold"), run.err());
  }

  @Test
  void weightsFarApartGiveFiniteWordsOrASentence() throws IOException {
    for (String weight : new String[] {"1e-150", "1e150", "1e30", "1e-30"}) {
      Files.writeString(
          cells(),
          ToySpace.CELLS
              + "{\"cell\":[\"blue\",\"car\"],\"vector\":[1,0,0,0],\"weight\":%s}\n"
                  .formatted(weight));
      for (String weighting : new String[] {"product", "cells", "counts"}) {
        CommandRun run = fit("--json", "--weighting", weighting);
        assertFalse(run.toString().contains("Exception"), run.toString());
        assertFalse(run.out().contains("NaN"), run.toString());
        assertTrue(run.code() == 0 || run.err().lines().count() == 1, run.toString());
      }
    }
  }

  @Test
  void aVectorOfNoLengthCannotBeNormalized() throws IOException {
    append("{\"cell\":[\"blue\",\"car\"],\"vector\":[0,0,0,-0.0]}\n");
    assertEquals(0, fit("--json").code());
    CommandRun run = fit("--json", "--normalize");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("line 5: field vector: a vector of length 0"), run.err());
  }

  @Test
  void oneDimensionAndManyAreAllRight() throws IOException {
    for (int dimension : new int[] {1, 4096}) {
      String zeros = "0,".repeat(dimension - 1);
      StringBuilder lines = new StringBuilder();
      for (String cell :
          new String[] {"\"blue\",\"car\"", "\"red\",\"car\"", "\"red\",\"house\""}) {
        lines.append("{\"cell\":[%s],\"vector\":[%s%d]}\n".formatted(cell, zeros, cell.length()));
      }
      Files.writeString(cells(), lines.toString());
      CommandRun run = fit("--json");
      assertEquals(0, run.code(), run.err());
      assertTrue(run.out().startsWith("{\"dimension\":%d,".formatted(dimension)));
    }
  }

  @Test
  void aWrongOptionIsWrongUsageThatNamesTheChoices() {
    CommandRun weighting = fit("--weighting", "uniform");
    assertEquals(2, weighting.code());
    assertTrue(
        weighting.err().contains("weighting 'uniform', expected product, cells or counts"),
        weighting.err());
    CommandRun scores = fit("--scores", "cosine");
    assertEquals(2, scores.code());
    assertTrue(scores.err().contains("expected sq, dist or paper"), scores.err());
    assertEquals(2, CommandRun.of("words", "fit", "--cells", "x").code());
    assertEquals(2, CommandRun.of("words").code());
  }

  @Test
  void aSpaceFileThatCannotBeUsedIsRefusedWithAllItsProblems() throws IOException {
    Files.writeString(folder.resolve("space.yaml"), "space: toys\ntemplates: [\"x\"]\n");
    CommandRun run = fit();
    assertEquals(1, run.code());
    assertTrue(run.err().contains("space.yaml"), run.err());
  }

  private CommandRun fit(String... more) {
    String[] arguments = {
      "words", "fit", "--space", folder.resolve("space.yaml").toString(), "--cells", cells() + ""
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandRun.of(all);
  }

  private Path cells() {
    return folder.resolve("cells.jsonl");
  }

  private void append(String text) throws IOException {
    Files.writeString(cells(), Files.readString(cells()) + text);
  }
}
