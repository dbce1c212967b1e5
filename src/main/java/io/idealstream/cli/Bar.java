package io.idealstream.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress of long work on standard error; silent when that is no terminal. */
final class Bar implements AutoCloseable {
  private final ProgressBar bar;

  private Bar(ProgressBar bar) {
    this.bar = bar;
  }

  /** Progress counted in bytes. */
  static Bar bytes(String task, long total) {
    return new Bar(shown() ? builder(task, total).setUnit(" MB", 1 << 20).build() : null);
  }

  /** Progress counted in steps, whose number is told with each of them. */
  static Bar steps(String task) {
    return new Bar(shown() ? builder(task, -1).build() : null);
  }

  /** Progress counted in steps. */
  void reached(long amount, long whole) {
    if (bar != null) {
      bar.maxHint(whole);
      bar.stepTo(amount);
    }
  }

  void reached(long amount) {
    if (bar != null) {
      bar.stepTo(amount);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  /** The launcher says whether standard error is a terminal, since Java cannot. */
  private static boolean shown() {
    return Boolean.getBoolean("idealstream.terminal");
  }

  private static ProgressBarBuilder builder(String task, long total) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200);
  }
}
