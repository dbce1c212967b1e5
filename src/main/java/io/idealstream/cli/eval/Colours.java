package io.idealstream.cli.eval;

import java.awt.Color;
import java.util.List;

/** Colours of what is drawn. */
final class Colours {

  static final Color GREY = new Color(0x7f7f7f);

  private static final List<Color> OF_FACTORS =
      List.of(new Color(0x1f77b4), new Color(0xd62728), new Color(0x2ca02c));

  /** Told apart by people who see no red or no green, too (Okabe and Ito 2008). */
  private static final List<Color> OF_METHODS =
      List.of(
          GREY,
          new Color(0xe69f00),
          new Color(0xbbbbbb),
          new Color(0x0072b2),
          new Color(0x009e73),
          new Color(0xcc79a7),
          new Color(0xd55e00),
          new Color(0x56b4e9),
          Color.BLACK);

  private Colours() {}

  static Color ofFactor(int factor) {
    return OF_FACTORS.get(factor % OF_FACTORS.size());
  }

  static Color ofMethod(int method) {
    return OF_METHODS.get(method % OF_METHODS.size());
  }
}
