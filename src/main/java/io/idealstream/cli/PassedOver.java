package io.idealstream.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files that a command goes on without, and why; may be told of by several threads. */
final class PassedOver {
  private static final int MAX_NAMED = 20;

  private final List<String> named = new ArrayList<>();
  private long count;

  synchronized void add(Path file, String why) {
    count++;
    if (named.size() < MAX_NAMED) {
      named.add("  " + file + ": " + why);
    }
  }

  synchronized boolean isEmpty() {
    return count == 0;
  }

  synchronized long count() {
    return count;
  }

  /**
   * Names them, or says nothing where there is none.
   *
   * @param what happened to them, such as "passed over"
   */
  synchronized void report(PrintWriter err, String what) {
    if (count == 0) {
      return;
    }
    err.println(Count.of(count, "file") + " " + what + ":");
    named.forEach(err::println);
    if (count > named.size()) {
      err.println("  and " + (count - named.size()) + " more");
    }
    err.flush();
  }
}
