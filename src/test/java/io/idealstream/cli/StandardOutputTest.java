package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

  @Test
  void whatMovesTheCursorOrTurnsTheDirectionIsEscaped() {
    assertEquals("\\u009b2J\\u0085\\u007f\n", printed("\u009b2J\u0085\u007f"));
    assertEquals("cam\\u202egpj.exe\\u2066\n", printed("cam\u202egpj.exe\u2066"));
    assertEquals("\\u2028\\u2029\\ufeff\n", printed("\u2028\u2029\ufeff"));
    // a tag, beyond 16 bits, and half a pair
    assertEquals("\\udb40\\udc41\n", printed("\udb40\udc41"));
    assertEquals("\\ud800x\n", printed("\ud800x"));
  }

  @Test
  void whatIsTextStaysText() {
    String text = "eine Möwe, カモメ, \ud83d\ude00\u00a0\t\u001b[1m{\"a\":\"b\\n\"}";
    assertEquals(text + "\n", printed(text));
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

  private static String printed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StandardOutput.over(bytes).println(text);
    return bytes.toString(UTF_8);
  }
}
