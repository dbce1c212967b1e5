package io.idealstream.demo.screen;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;

/**
 * Where a command shows what happens. Lines stay; on a terminal the last line of the screen is a
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
  private Runnable onClosed = () -> {};
  private boolean statusShown;

  /** Comes back when others have written; null for none. */
  private Line status;

  /** Whether others have begun a line and not ended it. */
  private boolean lineOpen;

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

  /** Lets somebody hear that nobody reads any more. */
  public synchronized void onClosed(Runnable listener) {
    onClosed = listener;
  }

  /** Whether nobody reads any more, as of a pipe to a program that has ended. */
  public synchronized boolean isClosed() {
    return kind != Kind.SILENT && out.checkError();
  }

  public synchronized void print(Line line) {
    if (kind == Kind.SILENT) {
      return;
    }
    eraseStatus();
    out.println(kind == Kind.TERMINAL ? line.styled(width) : line.plain(width).stripTrailing());
    if (out.checkError()) {
      onClosed.run();
    }
  }

  /** Replaces the status line; shown on a terminal only. */
  public synchronized void status(Line line) {
    if (kind == Kind.TERMINAL) {
      status = line;
      eraseStatus();
      drawStatus();
    }
  }

  /** Takes the status line away. */
  public synchronized void noStatus() {
    if (kind == Kind.TERMINAL) {
      status = null;
      eraseStatus();
      out.flush();
    }
  }

  /** Whether there is a status line. */
  public boolean showsStatus() {
    return kind == Kind.TERMINAL;
  }

  /** Characters that fit in one line. */
  public int width() {
    return width;
  }

  /**
   * A way to the same terminal for others, such as a log: the status line gives way to what they
   * write and comes back below it.
   *
   * @param terminal where this screen writes too; given back where there is no status line
   */
  public OutputStream shared(OutputStream terminal) {
    return kind == Kind.TERMINAL ? new Shared(terminal) : terminal;
  }

  private void drawStatus() {
    if (status != null && !lineOpen) {
      out.print(status.styled(width));
      out.flush();
      statusShown = true;
    }
  }

  private void eraseStatus() {
    if (statusShown) {
      out.print(ERASE);
      statusShown = false;
    }
  }

  private final class Shared extends OutputStream {
    private final OutputStream terminal;

    Shared(OutputStream terminal) {
      this.terminal = terminal;
    }

    @Override
    public void write(int oneByte) throws IOException {
      write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return;
      }
      synchronized (Screen.this) {
        eraseStatus();
        out.flush();
        terminal.write(bytes, offset, length);
        terminal.flush();
        lineOpen = bytes[offset + length - 1] != '\n';
        drawStatus();
      }
    }
  }
}
