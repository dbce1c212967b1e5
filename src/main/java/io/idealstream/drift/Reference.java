package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.ArrayList;
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

  /** As {@link #write} wrote it of the same directions. */
  static Reference read(List<Direction> directions, Quantiser quantiser, FlatReader in) {
    String name = in.text();
    long version = in.number();
    Season season = Season.valueOf(in.text());
    double[] numbers = in.reals();
    List<List<Standard>> standards = new ArrayList<>();
    int at = 0;
    for (int slot = 0; slot < season.slots(); slot++) {
      List<Standard> row = new ArrayList<>();
      for (int d = 0; d < directions.size(); d++, at += Standard.NUMBERS) {
        row.add(Standard.of(numbers, at));
      }
      standards.add(row);
    }
    return new Reference(name, version, directions, quantiser, season, standards);
  }

  void write(FlatWriter out) {
    out.text(name).number(version).text(season.name());
    out.reals(
        standards.stream().flatMap(List::stream).flatMapToDouble(Standard::numbers).toArray());
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
