package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;

/**
 * What commands write to. Not {@link System#out}, which keeps to itself that nobody reads any more:
 * {@link PrintWriter#checkError()} tells it here, and a command that would go on for ever ends.
 *
 * <p>Text of strangers moves no cursor and turns no direction of writing: control characters beyond
 * ASCII and the invisible ones that format text are written as JSON escapes them, so that JSON
 * stays what it is.
 */
final class StandardOutput {

  private StandardOutput() {}

  static PrintWriter out() {
    return over(new FileOutputStream(FileDescriptor.out));
  }

  static PrintWriter err() {
    return over(new FileOutputStream(FileDescriptor.err));
  }

  static PrintWriter over(OutputStream stream) {
    Writer text = new BufferedWriter(new OutputStreamWriter(stream, UTF_8));
    return new PrintWriter(new Visible(text), true);
  }

  private static final class Visible extends FilterWriter {

    Visible(Writer text) {
      super(text);
    }

    @Override
    public void write(int character) throws IOException {
      write(new char[] {(char) character}, 0, 1);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      write(text.toCharArray(), from, length);
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      int written = from;
      int end = from + length;
      for (int i = from; i < end; ) {
        int point = Character.codePointAt(text, i, end);
        int next = i + Character.charCount(point);
        if (!isShown(point)) {
          out.write(text, written, i - written);
          escape(text, i, next);
          written = next;
        }
        i = next;
      }
      out.write(text, written, end - written);
    }

    private void escape(char[] text, int from, int end) throws IOException {
      for (int i = from; i < end; i++) {
        out.write(String.format(Locale.ROOT, "\\u%04x", (int) text[i]));
      }
    }

    /** Those of ASCII are our own: lines, and what a screen is drawn with. */
    private static boolean isShown(int point) {
      return switch (Character.getType(point)) {
        case Character.CONTROL -> point < 0x7f;
        case Character.FORMAT,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR,
            Character.SURROGATE ->
            false;
        default -> true;
      };
    }
  }
}
