package io.idealstream.demo.screen;

/** How a piece of a line stands out on a terminal: ANSI's own sixteen colours, nothing else. */
public enum Style {
  PLAIN(""),
  BOLD("1"),
  FAINT("2"),
  RIGHT("32"),
  WRONG("31"),
  HIT("36"),
  WORDS("35"),
  WARNING("33");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  /** The text between the sequences that begin and end the style. */
  String around(String text) {
    return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
