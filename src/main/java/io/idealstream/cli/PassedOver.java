package io.idealstream.cli;

import io.idealstream.wire.config.Count;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What a command goes on without, and why; may be told of by several threads. */
final class PassedOver {
  private static final int MAX_NAMED = 20;

  private final List<String> named = new ArrayList<>();
  private final String thing;
  private long count;

  /** Files. */
  PassedOver() {
    this("file");
  }

  /**
   * @param thing what each is, such as "line"
   */
  PassedOver(String thing) {
    this.thing = thing;
  }

  synchronized void add(Object name, String why) {
    count++;
    if (named.size() < MAX_NAMED) {
      named.add("  " + name + ": " + why);
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
    err.println(Count.of(count, thing) + " " + what + ":");
    named.forEach(err::println);
    if (count > named.size()) {
      err.println("  and " + (count - named.size()) + " more");
    }
    err.flush();
  }
}
