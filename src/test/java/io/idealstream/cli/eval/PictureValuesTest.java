package io.idealstream.cli.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.math.Factor;
import io.idealstream.math.FactorSpace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PictureValuesTest {

  private static final FactorSpace SPACE =
      FactorSpace.of(
          Factor.uniform("bird", "landbird", "waterbird"), Factor.uniform("grade", "0", "1"));

  private final PictureValues values = new PictureValues(SPACE);

  @Test
  void namesThatDoNotMatchAreCountedAndValuesThatVanishedAreNamed() {
    assertArrayEquals(new int[] {1, 0}, values.note(Map.of("bird", "waterbird", "grade", "0")));
    assertArrayEquals(new int[] {-1, 0}, values.note(Map.of("bird", "Landbird", "grade", "0")));
    assertArrayEquals(new int[] {-1, 0}, values.note(Map.of("bird", "Landbird", "grade", "0")));
    assertArrayEquals(new int[] {-1, 1}, values.note(Map.of("grade", "1")));
    assertEquals(
        List.of(
            "1 of 4 pictures without a value of bird",
            "2 pictures with bird \"Landbird\", an unknown name; did you mean landbird?",
            "no picture has these values of bird: landbird"),
        values.problems());
  }

  @Test
  void aNumberIsItsValueHoweverItIsWritten() {
    assertArrayEquals(new int[] {0, 1}, values.note(Map.of("bird", "landbird", "grade", "1.0")));
    assertArrayEquals(new int[] {1, 0}, values.note(Map.of("bird", "waterbird", "grade", "-0")));
    assertEquals(List.of(), values.problems());
    assertArrayEquals(new int[] {1, -1}, values.note(Map.of("bird", "waterbird", "grade", "1.5")));
  }

  @Test
  void aFactorThatNoPictureNamesIsToldWithTheColumnThatWasMeant() {
    values.note(Map.of("Bird", "landbird", "grade", "1", "note", "x"));
    assertEquals(
        List.of(
            "no picture has a value of bird; found those of Bird, grade, note; did you mean Bird?",
            "no picture has these values of grade: 0"),
        values.problems());
  }
}
