package io.idealstream.cli;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * What SIGINT and SIGTERM do. They are caught before the JVM acts on them: its shutdown hooks all
 * run at once, Flink's among them, and would end what is to be ended in good order.
 */
final class Signals {
  private static final int SIGNALLED = 128;

  private Signals() {}

  /**
   * Catches them from now on. A second one ends the process at once.
   *
   * @param first runs in a thread of its own
   */
  static void catchAll(Runnable first) {
    AtomicBoolean caught = new AtomicBoolean();
    for (String name : List.of("INT", "TERM")) {
      Signal.handle(
          new Signal(name),
          signal -> {
            if (caught.compareAndSet(false, true)) {
              first.run();
            } else {
              Runtime.getRuntime().halt(SIGNALLED + signal.getNumber());
            }
          });
    }
  }
}
