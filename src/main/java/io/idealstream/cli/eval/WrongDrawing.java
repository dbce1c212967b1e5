package io.idealstream.cli.eval;

import io.idealstream.cli.eval.WrongAnswers.InGroup;
import io.idealstream.cli.eval.WrongAnswers.Wrong;
import io.idealstream.decision.eval.Advice;
import io.idealstream.decision.eval.GroupTable;
import io.idealstream.model.image.ImageRejected;
import io.idealstream.model.image.Thumbnails;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Small pictures of what a method answered wrongly in its worst group. */
final class WrongDrawing {

  private static final int SIDE = 168;
  private static final int GAP = 12;
  private static final int TEXT = 18;
  private static final int COLUMNS = 4;
  private static final int ROW = SIDE + 3 * TEXT + GAP;
  private static final String PLAIN = "plain";

  private static final Thumbnails SMALL = new Thumbnails(SIDE);

  private WrongDrawing() {}

  /** What the advised method, or else the plain prompts, answered wrongly; empty for nothing. */
  static Optional<Drawing> of(Tables.Groups groups, WrongAnswers wrong) {
    String method = groups.advice().map(Advice::row).map(GroupTable.Row::method).orElse(PLAIN);
    return groups.all().stream()
        .filter(row -> row.method().equals(method) && row.worstGroup() != null)
        .findAny()
        .flatMap(
            row ->
                wrong
                    .of(groups.factor(), method, row.worstGroup())
                    .map(found -> drawing(groups.factor(), row, found)));
  }

  private static Drawing drawing(String factor, GroupTable.Row row, InGroup found) {
    int shown = found.surest().size();
    String which =
        shown < found.count()
            ? "the %d of %d wrong answers that it was surest of".formatted(shown, found.count())
            : "all its wrong answers";
    return new Drawing(
        "wrong-" + factor,
        "What %s takes %s for in its worst group, %s: %s, the surest first"
            .formatted(row.method(), factor, row.worstGroup(), which),
        Thumbnails.png(sheet(found.surest())));
  }

  private static BufferedImage sheet(List<Wrong> wrong) {
    int rows = (wrong.size() + COLUMNS - 1) / COLUMNS;
    BufferedImage sheet =
        new BufferedImage(
            GAP + COLUMNS * (SIDE + GAP), GAP + rows * ROW, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = sheet.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    pen.setColor(Color.BLACK);
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    for (int i = 0; i < wrong.size(); i++) {
      draw(wrong.get(i), GAP + i % COLUMNS * (SIDE + GAP), GAP + i / COLUMNS * ROW, pen);
    }
    pen.dispose();
    return sheet;
  }

  private static void draw(Wrong wrong, int x, int y, Graphics2D pen) {
    pen.drawImage(small(wrong.file()), x, y, null);
    List<String> lines =
        List.of(
            "%s %s".formatted(wrong.answer(), Numbers.percent(wrong.probability()) + " %"),
            "in truth " + wrong.truth(),
            String.valueOf(wrong.file().getFileName()));
    for (int line = 0; line < lines.size(); line++) {
      pen.drawString(cut(lines.get(line), pen), x, y + SIDE + (line + 1) * TEXT - 4);
    }
  }

  /** A text as far as it is no wider than a picture. */
  private static String cut(String text, Graphics2D pen) {
    String shown = text;
    while (shown.length() > 1 && pen.getFontMetrics().stringWidth(shown) > SIDE) {
      shown = shown.substring(0, shown.length() - 2) + "…";
    }
    return shown;
  }

  /** Grey where the picture is gone by now. */
  private static BufferedImage small(Path file) {
    try {
      return SMALL.of(Files.readAllBytes(file));
    } catch (IOException | ImageRejected gone) {
      BufferedImage grey = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
      Graphics2D pen = grey.createGraphics();
      pen.setColor(Color.LIGHT_GRAY);
      pen.fillRect(0, 0, SIDE, SIDE);
      pen.dispose();
      return grey;
    }
  }
}
