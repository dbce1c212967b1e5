package io.idealstream.drift;

import java.util.List;

/**
 * What is normal: frozen, with a name and a version that alarms refer to.
 *
 * @param name by which people choose it
 * @param version rises when it is taken anew
 * @param directions what is watched, in order
 * @param quantiser of their scores
 * @param standards [slots of the season][directions]
 */
public record Reference(
    String name,
    long version,
    List<Direction> directions,
    Quantiser quantiser,
    Season season,
    List<List<Standard>> standards) {

  /** Copies the lists. */
  public Reference {
    directions = List.copyOf(directions);
    standards = standards.stream().map(List::copyOf).toList();
  }

  /** What is normal for a direction in a slot. */
  public Standard standard(int slot, int direction) {
    return standards.get(slot).get(direction);
  }

  /** The change of a direction's mean from its standard, in its own unit. */
  public double change(int slot, int direction, double meanCode) {
    return quantiser.step(direction) * (meanCode - standard(slot, direction).mean());
  }

  /** The largest margin of a direction over the season, in its own unit. */
  public double margin(int direction) {
    return standards.stream()
        .map(slot -> slot.get(direction))
        .mapToDouble(s -> s.margin() * s.deviation() * quantiser.step(direction))
        .max()
        .orElseThrow();
  }
}
