package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.demo.screen.Screen;
import io.idealstream.demo.screen.StatusLine;
import io.idealstream.job.monitor.JobSnapshot;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What {@code run} shows of the job beside its news: on a terminal one line that is written anew
 * every second, below everything else; elsewhere a line a minute among the news.
 */
final class RunScreen implements AutoCloseable {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Screen screen;
  private final PrintStream err;
  private final Consumer<String> lines;
  private final LongSupplier nanos;

  private JobSnapshot lastShown;
  private long lastNanos;
  private boolean closed;

  /**
   * @param lines take a line a minute where the screen has no status line
   */
  private RunScreen(Screen screen, PrintStream err, Consumer<String> lines, LongSupplier nanos) {
    this.screen = screen;
    this.err = err;
    this.lines = lines;
    this.nanos = nanos;
  }

  /** Takes standard error over until it is closed: the log then writes above the live line. */
  static RunScreen open(Consumer<String> news) {
    PrintStream err = System.err;
    Screen screen = Terminal.status(err);
    System.setErr(new PrintStream(screen.shared(err), true, UTF_8));
    return new RunScreen(screen, err, news, System::nanoTime);
  }

  /** Shows news alone. */
  static RunScreen quiet() {
    return new RunScreen(Screen.silent(), System.err, line -> {}, System::nanoTime);
  }

  static RunScreen of(Screen screen, Consumer<String> lines, LongSupplier nanos) {
    return new RunScreen(screen, System.err, lines, nanos);
  }

  /** Shows that there is nothing to show yet. */
  void starting() {
    screen.status(StatusLine.waiting("starting"));
  }

  /** Shows how the job is doing. */
  synchronized void show(JobSnapshot now) {
    if (closed) {
      return;
    }
    if (screen.showsStatus()) {
      screen.status(RunLine.line(now, screen.width()));
    } else if (lastShown == null) {
      remember(now);
    } else if (nanos.getAsLong() - lastNanos >= MINUTE) {
      lines.accept(RunLine.text(now.since(lastShown)));
      remember(now);
    }
  }

  private void remember(JobSnapshot now) {
    lastShown = now;
    lastNanos = nanos.getAsLong();
  }

  /** Takes the line away for good; what is written from now on stands alone. */
  @Override
  public synchronized void close() {
    closed = true;
    screen.noStatus();
    System.setErr(err);
  }
}
