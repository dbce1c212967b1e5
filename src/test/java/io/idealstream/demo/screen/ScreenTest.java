package io.idealstream.demo.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private static final String ERASE = "\r\u001b[K";

  private final StringWriter written = new StringWriter();
  private final PrintWriter out = new PrintWriter(written);

  @Test
  void somebodyHearsThatNobodyReadsAnyMore() {
    PrintWriter closed =
        new PrintWriter(
            new OutputStream() {
              @Override
              public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
              }
            });
    AtomicInteger heard = new AtomicInteger();
    Screen screen = Screen.plain(closed);
    screen.onClosed(heard::incrementAndGet);
    screen.print(Line.of("nobody reads this"));
    assertEquals(1, heard.get());
    assertTrue(screen.isClosed());
    assertFalse(Screen.silent().isClosed());
  }

  @Test
  void onATerminalTheStatusGivesWayToLinesAndComesBackBelowThem() {
    Screen screen = Screen.terminal(out, 80);
    screen.status(Line.of("one"));
    screen.print(Line.of("a").then("b", Style.BOLD));
    screen.status(Line.of("two"));
    screen.status(Line.of("three"));
    screen.noStatus();
    screen.noStatus();
    assertEquals(
        "one" + ERASE + "a\u001b[1mb\u001b[0m\n" + "two" + ERASE + "three" + ERASE, text());
  }

  @Test
  void theStatusGivesWayToWhatOthersWriteAndComesBackBelowIt() throws Exception {
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    Screen screen = Screen.terminal(new PrintWriter(terminal, false, UTF_8), 80);
    PrintStream others = new PrintStream(screen.shared(terminal), true, UTF_8);
    others.print("first\n");
    screen.status(Line.of("one"));
    others.print("a line\n");
    others.print("half");
    screen.status(Line.of("two"));
    others.print(" a line\n");
    screen.noStatus();
    others.print("last\n");
    assertEquals(
        "first\n"
            + "one"
            + ERASE
            + "a line\n"
            + "one"
            + ERASE
            + "half a line\n"
            + "two"
            + ERASE
            + "last\n",
        terminal.toString(UTF_8));
  }

  @Test
  void aNarrowTerminalCutsTheLineBeforeItsLastColumn() {
    Screen.terminal(out, 10).print(Line.of("1234567890"));
    assertEquals("12345678…\n", text());
  }

  @Test
  void inAFileThereAreLinesAlone() {
    Screen screen = Screen.plain(out);
    screen.status(Line.of("one"));
    screen.print(Line.empty().column(5, "a", Style.BOLD));
    screen.noStatus();
    assertEquals("a\n", text());
  }

  @Test
  void nothingIsShownWhereNothingIsWanted() {
    Screen screen = Screen.silent();
    screen.status(Line.of("one"));
    screen.print(Line.of("two"));
    screen.noStatus();
    assertEquals("", text());
    OutputStream other = OutputStream.nullOutputStream();
    assertSame(other, screen.shared(other));
  }

  private String text() {
    return written.toString().replace(System.lineSeparator(), "\n");
  }
}
