package io.idealstream.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SourceSumsTest {

  private final FactorSpace space = Spaces.of(3, 4);
  private final Anchor anchor = Anchor.origin(2);
  private final List<Event> events = Event.some(new Random(3), space, 2, 300);

  private SourceSums sums(Weighting wanted, int mostCells, List<Event> some) {
    SourceSums sums = new SourceSums(space, anchor, wanted, mostCells);
    some.forEach(event -> sums.add(event.cell(), event.vector(), event.weight()));
    return sums;
  }

  @Test
  void withinTheBoundTheWordsAreThoseThatWereWanted() {
    for (Weighting wanted : List.of(Weighting.PRODUCT, Weighting.CELLS)) {
      SourceSums sums = sums(wanted, 12, events);
      assertTrue(sums.whyNotWanted().isEmpty());
      assertTrue(sums.cells().isPresent());
      Spaces.assertSame(wanted.fit(Event.cells(space, 2, events)), sums.words(), 1e-12);
    }
  }

  @Test
  void beyondTheBoundTheWordsAreThoseOfCountsAndItSaysSo() {
    SourceSums sums = sums(Weighting.CELLS, 11, events);
    assertEquals(
        "more than 11 cells were seen: weighting 'counts' in place of 'cells'",
        sums.whyNotWanted().orElseThrow());
    assertTrue(sums.cells().isEmpty());
    Moments moments = Event.moments(space, 2, events);
    Spaces.assertSame(LeastSquares.fit(moments).words(), sums.words(), 1e-12);
    assertTrue(sums(Weighting.COUNTS, 0, events).whyNotWanted().isEmpty());
  }

  @Test
  void partsMergeWhetherTheyKeptTheirCellsOrNot() {
    IdealWords expected = LeastSquares.fit(Event.moments(space, 2, events)).words();
    List<Event> few = events.subList(0, 2);
    List<Event> many = events.subList(2, 300);
    SourceSums left = sums(Weighting.CELLS, 11, few);
    left.merge(sums(Weighting.CELLS, 11, many));
    Spaces.assertSame(expected, left.words(), 1e-12);
    SourceSums right = sums(Weighting.CELLS, 11, many);
    right.merge(sums(Weighting.CELLS, 11, few));
    right.scale(0.5);
    Spaces.assertSame(expected, right.words(), 1e-12);
    SourceSums kept = sums(Weighting.CELLS, 12, few);
    kept.merge(sums(Weighting.CELLS, 12, many));
    Spaces.assertSame(Weighting.CELLS.fit(Event.cells(space, 2, events)), kept.words(), 1e-12);
  }

  @Test
  void sumsOfCellsGoWhereTheirEventsWouldGo() {
    CellSums cells = Event.cells(space, 2, events);
    SourceSums folded = new SourceSums(space, anchor, Weighting.CELLS, 3);
    cells.cells().forEach(folded::merge);
    Spaces.assertSame(LeastSquares.fit(Moments.ofEvents(cells)).words(), folded.words(), 1e-12);
  }

  @Test
  void productIsRefusedBeyondTheBoundBeforeAnythingIsSummed() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new SourceSums(space, anchor, Weighting.PRODUCT, 11))
            .getMessage();
    assertEquals(
        "weighting 'product' needs every cell; factor0[3] x factor1[4] has 12, at most 11 are kept",
        message);
  }
}
