package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.idealstream.demo.screen.Screen;
import io.idealstream.fixtures.HandClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunScreenTest {
  private final HandClock clock = new HandClock();
  private final List<String> lines = new ArrayList<>();
  private final Snapshot job = new Snapshot();

  @Test
  void withoutATerminalThereIsALineAMinuteWithTheRatesOfThatMinute() {
    try (RunScreen screen = RunScreen.of(Screen.silent(), lines::add, clock::nanos)) {
      for (int second = 0; second <= 150; second++) {
        screen.show(job.images(2L * second, 99).lag(0).take());
        job.later(1);
        clock.advanceMillis(1000);
      }
    }
    String rest = "  labels 0, 0.0/s  lag 0  dead letters 0  no checkpoint yet";
    assertEquals(List.of("images 120, 2.0/s" + rest, "images 240, 2.0/s" + rest), lines);
  }

  @Test
  void onATerminalThereIsOneLiveLineUntilTheEnd() {
    StringWriter shown = new StringWriter();
    Screen terminal = Screen.terminal(new PrintWriter(shown), 100);
    RunScreen screen = RunScreen.of(terminal, lines::add, clock::nanos);
    screen.starting();
    screen.show(job.images(1, 1).lag(0).take());
    screen.close();
    clock.advanceMillis(3_600_000);
    screen.show(job.take());
    assertEquals(
        "  \u001b[2mstarting ...\u001b[0m\r\u001b[K"
            + "images 1, 1.0/s  labels 0, 0.0/s  lag 0  dead letters 0  no checkpoint yet"
            + "\r\u001b[K",
        shown.toString());
    assertEquals(List.of(), lines);
  }

  @Test
  void whoWantsQuietSeesNothing() {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, UTF_8));
    try (RunScreen screen = RunScreen.quiet()) {
      screen.starting();
      screen.show(job.take());
    } finally {
      System.setErr(before);
    }
    assertEquals("", err.toString(UTF_8));
  }

  @Test
  void whereStandardErrorIsNoTerminalItIsLeftAloneAndGivenBack() {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream own = new PrintStream(err, true, UTF_8);
    System.setErr(own);
    try {
      try (RunScreen screen = RunScreen.open(lines::add)) {
        screen.starting();
        System.err.print("a line of the log\n");
      }
      assertSame(own, System.err);
    } finally {
      System.setErr(before);
    }
    assertEquals("a line of the log\n", err.toString(UTF_8));
  }
}
