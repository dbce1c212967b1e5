package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.demo.screen.Screen;
import java.io.PrintStream;
import java.io.PrintWriter;

/**
 * What the launcher found out about the terminal, since Java cannot: whether standard output and
 * standard error go to one, and how wide it is.
 */
final class Terminal {
  private static final int USUAL_COLUMNS = 80;
  private static final int FEWEST_COLUMNS = 20;

  private Terminal() {}

  /** A screen for a command's results: lines, with colours where a terminal shows them. */
  static Screen results(PrintWriter out) {
    return Boolean.getBoolean("idealstream.terminal.out") && coloured()
        ? Screen.terminal(StandardOutput.drawn(out), columns())
        : Screen.plain(out);
  }

  /** A screen beside results: shown where standard error is a terminal, else not at all. */
  static Screen progress(PrintWriter err) {
    if (!Boolean.getBoolean("idealstream.terminal")) {
      return Screen.silent();
    }
    return coloured() ? Screen.terminal(StandardOutput.drawn(err), columns()) : Screen.plain(err);
  }

  /** A screen with a status line where standard error is a terminal that has one, else none. */
  static Screen status(PrintStream err) {
    return Boolean.getBoolean("idealstream.terminal") && coloured()
        ? Screen.terminal(new PrintWriter(err, false, UTF_8), columns())
        : Screen.silent();
  }

  private static boolean coloured() {
    return System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
  }

  private static int columns() {
    int columns = Integer.getInteger("idealstream.terminal.columns", USUAL_COLUMNS);
    return columns < FEWEST_COLUMNS ? USUAL_COLUMNS : columns;
  }
}
