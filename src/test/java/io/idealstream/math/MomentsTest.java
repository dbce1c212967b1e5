package io.idealstream.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {

  private final FactorSpace space = Spaces.of(2, 3, 2);
  private final Anchor anchor = Anchor.origin(3);
  private final List<Event> events = Event.some(new Random(1), space, 3, 50);
  private final Moments moments = Event.moments(space, 3, events);

  @Test
  void weightsOfRowsAndPairsAreThoseOfTheEventsThatTakePart() {
    for (int row = 0; row < space.rows(); row++) {
      for (int other = 0; other < space.rows(); other++) {
        double weight = 0;
        double squared = 0;
        for (Event event : events) {
          boolean together = takesPart(event, row) && takesPart(event, other);
          weight += together ? event.weight() : 0;
          squared += together ? event.weight() * event.weight() : 0;
        }
        assertEquals(weight, moments.weight(row, other), 1e-12);
        assertEquals(squared, moments.squaredWeight(row, other), 1e-12);
      }
    }
  }

  private boolean takesPart(Event event, int row) {
    boolean part = row == 0;
    for (int i = 0; i < space.factors(); i++) {
      part |= space.row(i, event.cell().value(i)) == row;
    }
    return part;
  }

  @Test
  void anArrayComesBackAsTheSameMoments() {
    Moments back = Moments.fromArray(space, anchor, moments.toArray());
    assertArrayEquals(moments.toArray(), back.toArray());
    Spaces.assertSame(LeastSquares.fit(moments).words(), LeastSquares.fit(back).words(), 0);
  }

  @Test
  void everyFieldOfAnArrayIsChecked() {
    assertRefused(0, 2, "2.0 at place 0 of their header");
    assertRefused(2, 4, "4.0 at place 2");
    assertRefused(4, 512, "512.0 at place 4");
    assertRefused(5, -1, "-1.0 as weight");
    assertRefused(moments.toArray().length - 1, Double.NaN, "NaN as noise");
    assertRefused(moments.toArray().length - 2, Double.NaN, "NaN as weight of a pair");
    double[] longer = new double[moments.toArray().length + 1];
    System.arraycopy(moments.toArray(), 0, longer, 0, longer.length - 1);
    assertMessage(longer, "numbers of moments: 119");
    assertMessage(new double[] {3}, "nothing at place 1");
  }

  private void assertRefused(int place, double value, String message) {
    double[] damaged = moments.toArray();
    damaged[place] = value;
    assertMessage(damaged, message);
  }

  private void assertMessage(double[] array, String expected) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Moments.fromArray(space, anchor, array))
            .getMessage();
    assertTrue(message.contains(expected), message);
  }

  /** As an owner with one state entry per row and per pair does it. */
  @Test
  void rowsAndPairsPutTogetherOneByOneAreTheWhole() {
    Moments whole = new Moments(space, anchor);
    for (int row = 0; row < space.rows(); row++) {
      whole.mergeRow(row, VectorSum.fromArray(anchor, moments.row(row).toArray()));
    }
    for (int i = 0; i < space.factors(); i++) {
      for (int high = space.row(i, 0); high < space.row(i + 1, 0); high++) {
        for (int low = 1; low < space.row(i, 0); low++) {
          whole.mergePair(high, low, moments.weight(high, low), moments.squaredWeight(high, low));
        }
      }
    }
    assertArrayEquals(moments.toArray(), whole.toArray());
    assertThrows(IllegalArgumentException.class, () -> whole.mergePair(1, 3, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> whole.mergePair(3, 0, 1, 1));
  }

  /** Cells are kept as far as there is room, and folded then, in whatever parts they came. */
  @Test
  void cellsThatAreFoldedSayWhatTheirEventsWouldHaveSaid() {
    for (int cut : List.of(0, 2, 25, 50)) {
      Moments folded = Moments.ofEvents(Event.cells(space, 3, events.subList(0, cut)));
      folded.merge(Event.moments(space, 3, events.subList(cut, 50)));
      assertArrayEquals(moments.toArray(), folded.toArray(), 1e-12);
      folded.scale(0.5);
      Spaces.assertSame(LeastSquares.fit(moments).words(), LeastSquares.fit(folded).words(), 1e-12);
    }
    Moments oneByOne = new Moments(space, anchor);
    Event.cells(space, 3, events).cells().forEach(oneByOne::merge);
    assertArrayEquals(moments.toArray(), oneByOne.toArray(), 1e-12);
  }
}
