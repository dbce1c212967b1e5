package io.idealstream.stream.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.idealstream.stream.SourceEstimate;
import io.idealstream.stream.SpaceInForce;
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
  void whatIsMissingStaysMissing() {
    SpaceInForce none = SpaceState.of(SpaceState.toBytes(Birds.none("birds", 4)));
    assertEquals(4, none.spaceVersion());
    assertNull(none.definition());
    assertNull(none.labelling());
    assertNull(none.plain());
    assertNull(none.gate());
  }
}
