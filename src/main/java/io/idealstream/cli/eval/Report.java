package io.idealstream.cli.eval;

import io.idealstream.wire.config.Count;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A measurement to hand on: what was measured, what it says, tables and pictures. */
public final class Report {

  private static final String STYLE =
      "body{font:16px/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em}"
          + "table{border-collapse:collapse;margin:.5em 0 1.5em}"
          + "th,td{padding:.2em .8em;text-align:right;border-bottom:1px solid #ccc}"
          + "th:first-child,td:first-child{text-align:left}img{max-width:100%}pre{white-space:pre-wrap}";

  private final Measurement measured;
  private final List<Drawing> drawings;
  private final Optional<String> chosen;

  public Report(Measurement measured, List<Drawing> drawings) {
    this.measured = measured;
    this.drawings = drawings;
    chosen = ChosenSpace.of(measured);
  }

  /**
   * Writes HTML with the pictures inside, or Markdown with the pictures in a folder beside it; and
   * the space with the advised method, if there is one, to a file beside it.
   *
   * @param file ends in {@code .html} or {@code .md}
   */
  public void write(Path file) {
    boolean html = file.toString().toLowerCase(Locale.ROOT).endsWith(".html");
    try {
      if (chosen.isPresent()) {
        Files.writeString(file.resolveSibling(spaceFile(file)), chosen.get() + "\n");
      }
      if (html) {
        Files.writeString(file, html(spaceFile(file)));
        return;
      }
      String pictures = stem(file) + "-pictures";
      drawings.forEach(drawing -> drawing.write(file.resolveSibling(pictures)));
      Files.writeString(file, markdown(pictures, spaceFile(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("(?i)\\.(md|html)$", "");
  }

  /** Spaces are YAML, of which JSON is a part. */
  private static String spaceFile(Path file) {
    return stem(file) + "-space.yaml";
  }

  private String toRun(String spaceFile) {
    return "%s holds the space with method %s, ready to run: ./idealstream publish spaces %s"
        .formatted(spaceFile, ChosenSpace.method(measured).orElseThrow(), spaceFile);
  }

  private String title() {
    return "Methods compared on " + measured.data();
  }

  private List<String> facts() {
    String split =
        measured.choice().split() == null ? "" : ", split " + measured.choice().split().code();
    return List.of(
        "Made: %s by %s."
            .formatted(
                measured.run().time().truncatedTo(ChronoUnit.SECONDS), measured.run().version()),
        "Command: %s".formatted(measured.run().command()),
        "Data: %s%s; %d of %s asked, %d left out."
            .formatted(
                measured.data(),
                split,
                measured.asked(),
                Count.of(measured.pictures(), "picture"),
                measured.broken()),
        "Model: %s, %s.".formatted(measured.model().place(), measured.model().fingerprint()),
        measured
            .space()
            .map(
                space ->
                    "Space: %s, words by weighting %s from its prompts."
                        .formatted(space.space(), space.estimate().weighting()))
            .orElse("Space: none."));
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>(measured.problems());
    measured
        .firstBroken()
        .forEach(one -> problems.add("left out: " + one.file() + ": " + one.why()));
    long more = measured.broken() - measured.firstBroken().size();
    if (more > 0) {
      problems.add("left out: " + Count.of(more, "more picture"));
    }
    return problems;
  }

  private String markdown(String pictures, String spaceFile) {
    StringBuilder text = new StringBuilder("# " + title() + "\n\n");
    facts().forEach(fact -> text.append("- ").append(fact).append('\n'));
    if (!problems().isEmpty()) {
      text.append("\n## Problems\n\n");
      problems().forEach(problem -> text.append("- ").append(problem).append(".\n"));
    }
    text.append("\n## What it says\n\n");
    Reading.of(measured).forEach(sentence -> text.append("- ").append(sentence).append('\n'));
    chosen.ifPresent(
        space -> text.append("\n## The space to run\n\n").append(toRun(spaceFile)).append(".\n"));
    for (Grid grid : Grids.of(measured)) {
      text.append("\n## %s\n\n%s\n\n%s".formatted(grid.title(), grid.note(), rows(grid)));
    }
    for (Drawing drawing : drawings) {
      text.append(
          "\n![%s](%s/%s)\n\n%s.\n"
              .formatted(drawing.caption(), pictures, drawing.file(), drawing.caption()));
    }
    if (!measured.tables().leftOut().isEmpty()) {
      text.append("\n## Not measured\n\n");
      measured.tables().leftOut().forEach(why -> text.append("- ").append(why).append(".\n"));
    }
    return text.toString();
  }

  private static String rows(Grid grid) {
    StringBuilder rows = new StringBuilder(row(grid.head()));
    rows.append("|---|").append("---:|".repeat(grid.head().size() - 1)).append('\n');
    grid.rows().forEach(row -> rows.append(row(row)));
    return rows.toString();
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private String html(String spaceFile) {
    StringBuilder text =
        new StringBuilder(
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s</title><style>%s</style></head><body>\n<h1>%s</h1>\n"
                .formatted(escaped(title()), STYLE, escaped(title())));
    text.append(list(facts()));
    if (!problems().isEmpty()) {
      text.append("<h2>Problems</h2>\n").append(list(problems()));
    }
    text.append("<h2>What it says</h2>\n").append(list(Reading.of(measured)));
    chosen.ifPresent(
        space ->
            text.append(
                "<h2>The space to run</h2>\n<p>%s.</p>\n<pre>%s</pre>\n"
                    .formatted(escaped(toRun(spaceFile)), escaped(space))));
    for (Grid grid : Grids.of(measured)) {
      text.append(
          "<h2>%s</h2>\n<p>%s</p>\n<table>\n"
              .formatted(escaped(grid.title()), escaped(grid.note())));
      text.append(line("th", grid.head()));
      grid.rows().forEach(row -> text.append(line("td", row)));
      text.append("</table>\n");
    }
    for (Drawing drawing : drawings) {
      text.append(
          "<figure><img alt=\"%s\" src=\"data:image/png;base64,%s\"><figcaption>%s.</figcaption></figure>\n"
              .formatted(
                  escaped(drawing.caption()),
                  Base64.getEncoder().encodeToString(drawing.png()),
                  escaped(drawing.caption())));
    }
    if (!measured.tables().leftOut().isEmpty()) {
      text.append("<h2>Not measured</h2>\n").append(list(measured.tables().leftOut()));
    }
    return text.append("</body></html>\n").toString();
  }

  private static String list(List<String> sentences) {
    return sentences.stream()
        .map(sentence -> "<li>" + escaped(sentence) + "</li>\n")
        .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
  }

  private static String line(String tag, List<String> cells) {
    return cells.stream()
        .map(cell -> "<%s>%s</%s>".formatted(tag, escaped(cell), tag))
        .collect(Collectors.joining("", "<tr>", "</tr>\n"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
