package io.idealstream.demo.screen;

import io.idealstream.demo.count.Balance;
import io.idealstream.demo.count.GateCount;
import io.idealstream.demo.count.SceneCount;
import io.idealstream.demo.count.Summary;
import io.idealstream.wire.GroupAccuracy;
import java.util.ArrayList;
import java.util.List;

/** A demo's summary for people. */
public final class SummaryTable {

  private static final int NAME = 26;
  private static final int NUMBER = 9;

  private SummaryTable() {}

  public static List<Line> of(Summary summary) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.empty());
    lines.add(title(summary.seconds() + " seconds"));
    lines.add(
        row("in", summary.balance().images() + " pictures, " + summary.captions() + " captions"));
    lines.add(
        row(
            "out",
            "%d labels, %d hits, %d words, %d dead letters"
                .formatted(
                    summary.labels(), summary.hits(), summary.words(), summary.deadLetters())));
    lines.add(row("pace", Figures.decimals(1, summary.imagesPerSecond()) + " pictures a second"));
    lines.add(
        row(
            "picture to label",
            Figures.seconds(summary.latencyP50())
                + " for half of them, "
                + Figures.seconds(summary.latencyP99())
                + " for 99 in 100"));
    lines.add(Line.empty());
    lines.addAll(groups(summary));
    lines.add(row("is it a bird at all?", gate(summary.gate())));
    lines.add(row("which places?", scenes(summary.scenes())));
    lines.add(Line.empty());
    lines.addAll(balance(summary.balance()));
    return lines;
  }

  private static String gate(GateCount gate) {
    return "%d of %d birds kept outside, %d of %d others let in"
        .formatted(gate.birdsOutside(), gate.birds(), gate.othersLabelled(), gate.others());
  }

  private static String scenes(SceneCount scenes) {
    return "%d named over %d pictures, %d of them right"
        .formatted(scenes.named(), scenes.pictures(), scenes.right());
  }

  private static List<Line> groups(Summary summary) {
    Line head =
        Line.of("  ")
            .column(NAME, "landbird or waterbird?", Style.BOLD)
            .then(right("average"), Style.FAINT)
            .then(right("worst"), Style.FAINT)
            .then(right("gap"), Style.FAINT)
            .then("   worst group", Style.FAINT);
    List<Line> lines = new ArrayList<>();
    lines.add(head);
    lines.add(group("plain prompts", summary.raw(), Style.PLAIN));
    lines.add(group("ideal words", summary.debiased(), Style.RIGHT));
    if (summary.live() != null) {
      lines.add(group("plain prompts, live", summary.live().raw(), Style.PLAIN));
      lines.add(group("ideal words, live", summary.live().debiased(), Style.RIGHT));
    }
    return lines;
  }

  private static Line group(String name, GroupAccuracy accuracy, Style style) {
    return Line.of("  ")
        .column(NAME, name, Style.PLAIN)
        .then(right(Figures.finePercent(accuracy.average())), style)
        .then(right(Figures.finePercent(accuracy.worst())), style)
        .then(right(Figures.finePercent(accuracy.gap())), style)
        .then("   " + place(accuracy), Style.FAINT);
  }

  /** The worst group in words: its bird, on its place. */
  private static String place(GroupAccuracy accuracy) {
    return accuracy.worstGroup() == null ? "" : accuracy.worstGroup().replace("/", " on ");
  }

  private static List<Line> balance(Balance balance) {
    if (balance.problems().isEmpty()) {
      String sum =
          "%d labelled + %d refused = %d sent, each of them once"
              .formatted(balance.labelled(), balance.deadLetterImages(), balance.images());
      return List.of(
          Line.of("  ").column(NAME, "every picture", Style.BOLD).then(sum, Style.RIGHT));
    }
    return balance.problems().stream()
        .map(problem -> Line.of("  ").then(problem, Style.WRONG))
        .toList();
  }

  private static Line title(String text) {
    return Line.of("  ").then(text, Style.BOLD);
  }

  private static Line row(String name, String value) {
    return Line.of("  ").column(NAME, name, Style.PLAIN).then(value);
  }

  private static String right(String text) {
    return " ".repeat(Math.max(0, NUMBER - text.length())) + text;
  }
}
