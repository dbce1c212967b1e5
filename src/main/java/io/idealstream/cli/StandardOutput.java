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
import java.nio.CharBuffer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What commands write to. Not {@link System#out}, which keeps to itself that nobody reads any more:
 * {@link #checkError()} tells it here, also where there is nothing to write, and a command that
 * would go on for ever ends.
 *
 * <p>Text of strangers moves no cursor and turns no direction of writing: control characters and
 * the invisible ones that format text are written as JSON escapes them, so that JSON stays what it
 * is. Lines, tabs and styles of text, as help has them, pass.
 */
final class StandardOutput extends PrintWriter {

  private final Writer text;
  private final PipeReader reader;

  private StandardOutput(Writer text, PipeReader reader, boolean draws) {
    super(new Visible(text, draws), true);
    this.text = text;
    this.reader = reader;
  }

  static PrintWriter out() {
    return over(new FileOutputStream(FileDescriptor.out), new PipeReader(FileDescriptor.out));
  }

  static PrintWriter err() {
    return over(new FileOutputStream(FileDescriptor.err));
  }

  static PrintWriter over(OutputStream stream) {
    return over(stream, null);
  }

  private static PrintWriter over(OutputStream stream, PipeReader reader) {
    Writer text = new BufferedWriter(new OutputStreamWriter(stream, UTF_8));
    return new StandardOutput(text, reader, false);
  }

  /** The same for a screen, which moves the cursor itself and lets no text of strangers do so. */
  static PrintWriter drawn(PrintWriter out) {
    return out instanceof StandardOutput own ? new StandardOutput(own.text, own.reader, true) : out;
  }

  @Override
  public boolean checkError() {
    return super.checkError() || (reader != null && reader.isGone());
  }

  private static final class Visible extends FilterWriter {

    private static final char ESCAPE = 0x1b;
    private static final char DELETE = 0x7f;

    /** Bold, faint, italic, underlined, the colours of letters, and the end of each. */
    private static final Pattern STYLE = Pattern.compile("\\u001b\\[(?:[0-4]|2[1-4]|3[0-79])m");

    private final boolean draws;

    Visible(Writer text, boolean draws) {
      super(text);
      this.draws = draws;
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
        int style = style(text, i, end);
        int next = i + Math.max(style, Character.charCount(point));
        if (style == 0 && !isShown(point)) {
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

    /** How many characters make a style; none for what is no style. */
    private static int style(char[] text, int from, int end) {
      if (text[from] != ESCAPE) {
        return 0;
      }
      Matcher style = STYLE.matcher(CharBuffer.wrap(text, from, end - from));
      return style.lookingAt() ? style.end() : 0;
    }

    private boolean isShown(int point) {
      return switch (Character.getType(point)) {
        case Character.CONTROL -> point == '\n' || point == '\t' || (draws && point < DELETE);
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
