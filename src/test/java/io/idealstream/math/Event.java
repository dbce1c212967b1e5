package io.idealstream.math;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One weighted vector of a cell, for tests. */
final class Event {

  private final Cell cell;
  private final float[] vector;
  private final double weight;

  Event(Cell cell, float[] vector, double weight) {
    this.cell = cell;
    this.vector = vector;
    this.weight = weight;
  }

  Cell cell() {
    return cell;
  }

  float[] vector() {
    return vector;
  }

  double weight() {
    return weight;
  }

  static List<Event> some(Random random, FactorSpace space, int dimension, int number) {
    List<Event> events = new ArrayList<>();
    for (int n = 0; n < number; n++) {
      Cell cell = space.cellAt(random.nextInt((int) space.cells()));
      float[] vector = new float[dimension];
      for (int j = 0; j < dimension; j++) {
        vector[j] = (float) random.nextGaussian();
      }
      events.add(new Event(cell, vector, 0.1 + random.nextDouble()));
    }
    return events;
  }

  static Moments moments(FactorSpace space, int dimension, List<Event> events) {
    Moments moments = new Moments(space, Anchor.origin(dimension));
    events.forEach(event -> moments.add(event.cell, event.vector, event.weight));
    return moments;
  }

  static CellSums cells(FactorSpace space, int dimension, List<Event> events) {
    CellSums cells = new CellSums(space, Anchor.origin(dimension));
    events.forEach(event -> cells.add(event.cell, event.vector, event.weight));
    return cells;
  }
}
