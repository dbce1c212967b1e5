package io.idealstream.stream.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.idealstream.estimate.CellMeans;
import io.idealstream.estimate.CompletedWords;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.SpaceInForce;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpaceStateTest {

  @Test
  void aSpaceComesBackAsItWasKept() {
    SpaceInForce space = Birds.withGate(Birds.space("birds", 3, new Random(2)), 0.5, Double.NaN);
    SpaceInForce again = SpaceState.of(SpaceState.toBytes(space));
    assertEquals(space.space(), again.space());
    assertEquals(space.spaceVersion(), again.spaceVersion());
    assertArrayEquals(space.definition(), again.definition());
    assertEquals(space.model(), again.model());
    assertEquals(space.logitScale(), again.logitScale());
    assertEquals(space.words(), again.words());
    assertArrayEquals(space.plain(), again.plain());
    assertArrayEquals(space.gate(), again.gate());
    SourceEstimate words = space.labelling();
    SourceEstimate wordsAgain = again.labelling();
    assertEquals(words.space(), wordsAgain.space());
    assertEquals(words.feed(), wordsAgain.feed());
    assertEquals(words.source(), wordsAgain.source());
    assertEquals(words.model(), wordsAgain.model());
    assertEquals(words.spaceVersion(), wordsAgain.spaceVersion());
    assertArrayEquals(words.rows(), wordsAgain.rows());
    assertArrayEquals(words.determined(), wordsAgain.determined());
    assertArrayEquals(words.support(), wordsAgain.support());
    assertArrayEquals(words.standardError(), wordsAgain.standardError());
    assertEquals(words.rank(), wordsAgain.rank());
    assertEquals(words.r2(), wordsAgain.r2());
    assertEquals(words.asOf(), wordsAgain.asOf());
  }

  @Test
  void whatIsAnsweredByThePromptsComesBackWithTheWords() {
    SpaceInForce space = Birds.space("birds", 3, new Random(2));
    double[] shares = new double[space.labelling().determined().length];
    Arrays.setAll(shares, row -> row / 10.0);
    SourceEstimate words = space.labelling();
    SourceEstimate completed =
        words.labellingBy(new CompletedWords(words.rows(), words.standardError(), shares)).whole();
    SpaceInForce again = SpaceState.of(SpaceState.toBytes(Birds.with(space, completed, 3)));
    assertArrayEquals(shares, again.labelling().priorShare());
    assertNull(SpaceState.of(SpaceState.toBytes(space)).labelling().priorShare());
  }

  @Test
  void cellsComeBackWithTheWords() {
    SpaceInForce space = Birds.space("birds", 3, new Random(2));
    CellMeans cells = new CellMeans(new int[] {0, 1, 1}, new double[Birds.DIMENSION]);
    SpaceInForce compared = Birds.with(space, space.labelling().with(cells), 3);
    CellMeans again = SpaceState.of(SpaceState.toBytes(compared)).labelling().cells();
    assertArrayEquals(cells.values(), again.values());
    assertArrayEquals(cells.rows(), again.rows());
    assertNull(SpaceState.of(SpaceState.toBytes(space)).labelling().cells());
  }

  @Test
  void theNumberOfPromptedCellsComesBack() {
    SpaceInForce space = Birds.promptedFor(12, Birds.space("birds", 3, new Random(2)));
    assertEquals(12, SpaceState.of(SpaceState.toBytes(space)).prompted());
  }

  @Test
  void whatIsMissingStaysMissing() {
    SpaceInForce none = SpaceState.of(SpaceState.toBytes(Birds.none("birds", 4)));
    assertEquals(4, none.spaceVersion());
    assertNull(none.definition());
    assertNull(none.labelling());
    assertNull(none.plain());
    assertNull(none.gate());
  }
}
