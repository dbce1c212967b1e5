package io.idealstream.demo.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** One line of the screen, piece by piece. */
public final class Line {

  private record Piece(String text, Style style) {}

  private static final String CUT = "…";

  private final List<Piece> pieces;

  private Line(List<Piece> pieces) {
    this.pieces = pieces;
  }

  public static Line empty() {
    return new Line(List.of());
  }

  public static Line of(String text) {
    return empty().then(text);
  }

  public Line then(String text) {
    return then(text, Style.PLAIN);
  }

  /** The line with a text behind it; what would move the cursor is shown as a dot. */
  public Line then(String text, Style style) {
    List<Piece> longer = new ArrayList<>(pieces);
    longer.add(new Piece(text.replaceAll("\\p{Cntrl}", "·"), style));
    return new Line(longer);
  }

  /** Whether nothing stands in it. */
  public boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** A column: the text cut or filled up to a width, and a space behind it. */
  public Line column(int width, String text, Style style) {
    int length = length(text);
    return then(length > width ? cut(text, width) : text, style)
        .then(" ".repeat(Math.max(0, width - length) + 1));
  }

  /** The line without any style. */
  String plain(int width) {
    return render(width, style -> Style.PLAIN);
  }

  /** The line with its styles, cut to a width. */
  String styled(int width) {
    return render(width, UnaryOperator.identity());
  }

  private String render(int width, UnaryOperator<Style> styling) {
    StringBuilder text = new StringBuilder();
    int left = width;
    int rest = pieces.stream().mapToInt(piece -> length(piece.text)).sum();
    for (Piece piece : pieces) {
      Style style = styling.apply(piece.style);
      if (rest > left && length(piece.text) >= left) {
        return text.append(style.around(cut(piece.text, left))).toString();
      }
      text.append(style.around(piece.text));
      left -= length(piece.text);
      rest -= length(piece.text);
    }
    return text.toString();
  }

  private static String cut(String text, int width) {
    return text.substring(0, text.offsetByCodePoints(0, Math.max(0, width - 1))) + CUT;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
