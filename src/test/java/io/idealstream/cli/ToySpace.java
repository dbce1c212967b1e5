package io.idealstream.cli;

/** A space of two colours and two objects. */
final class ToySpace {

  static final String FILE =
      """
      space: toys
      templates: ["a photo of a {color} {object}"]
      plain: {color: ["a photo of a {color} thing"], object: ["a photo of a {object}"]}
      factors:
        color: {role: label, values: {blue: [blue], red: [red]}}
        object: {role: spurious, values: {car: [car], house: [house]}}
      """;

  /** Four vectors at right angles, in no particular order. */
  static final String CELLS =
      """
      {"cell":["red","house"],"vector":[0,0,0,1]}
      {"cell":["blue","car"],"vector":[1,0,0,0]}
      {"cell":["blue","house"],"vector":[0,1,0,0],"weight":1.0}
      {"cell":["red","car"],"vector":[0,0,1,0],"weight":null}
      """;

  private ToySpace() {}
}
