package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

  @Test
  void whatMovesTheCursorOrTurnsTheDirectionIsEscaped() {
    assertEquals("\\u009b2J\\u0085\\u007f\n", printed("\u009b2J\u0085\u007f"));
    assertEquals("an owl\\u000d\\u001b[K\\u001b[2J\n", printed("an owl\r\u001b[K\u001b[2J"));
    assertEquals("\\u001b]0;title\\u0007\n", printed("\u001b]0;title\u0007"));
    assertEquals(
        "\\u001b[8mhidden\\u001b[41m\\u001b\n", printed("\u001b[8mhidden\u001b[41m\u001b"));
    assertEquals("cam\\u202egpj.exe\\u2066\n", printed("cam\u202egpj.exe\u2066"));
    assertEquals("\\u2028\\u2029\\ufeff\n", printed("\u2028\u2029\ufeff"));
    // a tag, beyond 16 bits, and half a pair
    assertEquals("\\udb40\\udc41\n", printed("\udb40\udc41"));
    assertEquals("\\ud800x\n", printed("\ud800x"));
  }

  @Test
  void whatIsTextStaysText() {
    String text = "eine Möwe, カモメ, \ud83d\ude00\u00a0\t{\"a\":\"b\\n\"}";
    assertEquals(text + "\n", printed(text));
    String help =
        "\u001b[1mtail\u001b[21m\u001b[0m [\u001b[33m--max\u001b[39m\u001b[0m=\u001b[3mN\u001b[23m]";
    assertEquals(help + "\n", printed(help));
  }

  @Test
  void aScreenIsDrawnAndItsTextsTurnNothing() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintWriter out = StandardOutput.over(bytes);
    out.println("before");
    StandardOutput.drawn(out).println("\r\u001b[K\u001b[32mowl\u202e\u009b");
    out.println("after");
    assertEquals("before\n\r\u001b[K\u001b[32mowl\\u202e\\u009b\nafter\n", bytes.toString(UTF_8));
  }

  @Test
  void aClosedPipeIsTold() {
    PrintWriter out =
        StandardOutput.over(
            new OutputStream() {
              @Override
              public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
              }
            });
    out.println("nobody reads this");
    assertTrue(out.checkError());
  }

  /** Prints a line, and has nothing more to say. */
  public static final class OneLine {
    private OneLine() {}

    public static void main(String[] arguments) throws InterruptedException {
      PrintWriter out = StandardOutput.out();
      out.println("one");
      while (!out.checkError()) {
        Thread.sleep(20);
      }
    }
  }

  /** As of {@code tail quality --from-beginning | head -1}. */
  @Test
  void aClosedPipeIsToldAlsoWhereThereIsNothingToWrite() throws Exception {
    String java =
        "'%s/bin/java' --add-opens=java.base/sun.nio.ch=ALL-UNNAMED -cp '%s' '%s' | head -n 1"
            .formatted(
                System.getProperty("java.home"),
                System.getProperty("java.class.path"),
                OneLine.class.getName());
    Process pipe = new ProcessBuilder("sh", "-c", java).redirectErrorStream(true).start();
    try {
      assertTrue(pipe.waitFor(60, TimeUnit.SECONDS), "nobody told it");
      assertEquals("one\n", new String(pipe.getInputStream().readAllBytes(), UTF_8));
    } finally {
      pipe.descendants().forEach(ProcessHandle::destroyForcibly);
      pipe.destroyForcibly();
    }
  }

  private static String printed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StandardOutput.over(bytes).println(text);
    return bytes.toString(UTF_8);
  }
}
