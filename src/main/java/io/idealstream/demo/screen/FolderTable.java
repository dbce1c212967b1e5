package io.idealstream.demo.screen;

import io.idealstream.demo.folder.FolderSummary;
import io.idealstream.wire.config.Count;
import java.util.ArrayList;
import java.util.List;

/** The summary of a run on a folder, for people. */
public final class FolderTable {

  private static final int NAME = 26;

  private FolderTable() {}

  public static List<Line> of(FolderSummary summary) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.empty());
    lines.add(
        row(
            "in",
            "%s of %s"
                .formatted(
                    Count.of(summary.balance().images(), "picture"),
                    Count.of(summary.files(), "file"))));
    lines.add(
        row(
            "out",
            "%s, %s, %s"
                .formatted(
                    Count.of(summary.labels(), "label"),
                    Count.of(summary.hits(), "hit"),
                    Count.of(summary.deadLetters(), "dead letter"))));
    summary
        .right()
        .forEach(
            (name, right) ->
                lines.add(
                    row(
                        name,
                        "right of %d: plain prompts %s, as labelled %s, %d withheld"
                            .formatted(
                                right.items(),
                                Figures.percent((double) right.raw() / right.items()),
                                Figures.percent((double) right.debiased() / right.items()),
                                right.abstained()))));
    lines.add(
        row(
            "every picture",
            "%d labelled + %d refused = %d sent, each of them once"
                .formatted(
                    summary.balance().labelled(),
                    summary.balance().deadLetterImages(),
                    summary.balance().images())));
    return lines;
  }

  private static Line row(String name, String value) {
    return Line.of("  ").column(NAME, name, Style.BOLD).then(value);
  }
}
