package io.idealstream.demo.screen;

import java.io.PrintWriter;

/**
 * Where the demo shows what happens. Lines stay; on a terminal the last line of the screen is a
 * status that is written anew each time. May be used by several threads.
 */
public final class Screen {

  private static final int WIDEST = 110;
  private static final int PLAIN_WIDTH = 110;
  private static final String ERASE = "\r\u001b[K";

  private enum Kind {
    SILENT,
    PLAIN,
    TERMINAL
  }

  private final PrintWriter out;
  private final Kind kind;
  private final int width;
  private boolean statusShown;

  private Screen(PrintWriter out, Kind kind, int width) {
    this.out = out;
    this.kind = kind;
    this.width = width;
  }

  /**
   * A terminal: colours and a status line.
   *
   * @param columns its width
   */
  public static Screen terminal(PrintWriter out, int columns) {
    // the last column stays free: some terminals would begin a new line
    return new Screen(out, Kind.TERMINAL, Math.min(columns - 1, WIDEST));
  }

  /** Lines alone, as for a file. */
  public static Screen plain(PrintWriter out) {
    return new Screen(out, Kind.PLAIN, PLAIN_WIDTH);
  }

  /** Shows nothing. */
  public static Screen silent() {
    return new Screen(null, Kind.SILENT, 0);
  }

  public synchronized void print(Line line) {
    if (kind == Kind.SILENT) {
      return;
    }
    eraseStatus();
    out.println(kind == Kind.TERMINAL ? line.styled(width) : line.plain(width).stripTrailing());
    out.flush();
  }

  /** Replaces the status line; shown on a terminal only. */
  public synchronized void status(Line line) {
    if (kind == Kind.TERMINAL) {
      eraseStatus();
      out.print(line.styled(width));
      out.flush();
      statusShown = true;
    }
  }

  /** Takes the status line away. */
  public synchronized void noStatus() {
    if (kind == Kind.TERMINAL) {
      eraseStatus();
      out.flush();
    }
  }

  private void eraseStatus() {
    if (statusShown) {
      out.print(ERASE);
      statusShown = false;
    }
  }
}
