package io.idealstream.cli;

import java.time.Duration;

/** The end of the process, whatever still holds it. */
final class Ending {
  private Ending() {}

  /** Ends the process after a time, unless it has ended by itself. */
  static void haltAfter(Duration time, int exitCode) {
    Thread thread =
        new Thread(
            () -> {
              try {
                Thread.sleep(time.toMillis());
              } catch (InterruptedException ending) {
                // at once, then
              }
              Runtime.getRuntime().halt(exitCode);
            },
            "ending");
    thread.setDaemon(true);
    thread.start();
  }
}
