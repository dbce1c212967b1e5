package io.idealstream.demo.screen;

import io.idealstream.demo.count.Balance;
import io.idealstream.demo.count.DriftAlarm;
import io.idealstream.demo.count.GateCount;
import io.idealstream.demo.count.SceneCount;
import io.idealstream.demo.count.Summary;
import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.config.Count;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A demo's summary for people. On a narrow screen texts go on in the next line, and of the groups
 * what says least is left out: the name of the worst, the gap between the others, the average.
 */
public final class SummaryTable {

  private static final int MARGIN = 2;
  private static final int NAME = 26;
  private static final int SHORT_NAME = 22;
  private static final int NUMBER = 9;
  private static final int PLACE = 22;

  /** Narrower texts stand below their names. */
  private static final int NARROWEST_TEXT = 20;

  private final int width;
  private final int name;

  private SummaryTable(int width) {
    this.width = width;
    name = width < MARGIN + NAME + 1 + 3 * NUMBER ? SHORT_NAME : NAME;
  }

  /**
   * @param width characters that fit in one line
   */
  public static List<Line> of(Summary summary, int width) {
    return new SummaryTable(width).lines(summary);
  }

  private List<Line> lines(Summary summary) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.empty());
    lines.add(title(Count.of(summary.seconds(), "second")));
    lines.addAll(
        row(
            "in",
            Count.of(summary.balance().images(), "picture")
                + ", "
                + Count.of(summary.captions(), "caption")));
    lines.addAll(
        row(
            "out",
            "%s, %s, %s, %s, %s"
                .formatted(
                    Count.of(summary.labels(), "label"),
                    Count.of(summary.hits(), "hit"),
                    Count.of(summary.decisions(), "decision"),
                    Count.of(summary.words(), "word"),
                    Count.of(summary.deadLetters(), "dead letter"))));
    lines.addAll(
        row("pace", Figures.decimals(1, summary.imagesPerSecond()) + " pictures a second"));
    lines.addAll(
        row(
            "picture to label",
            Figures.seconds(summary.latencyP50())
                + " for half of them, "
                + Figures.seconds(summary.latencyP99())
                + " for 99 in 100"));
    lines.add(Line.empty());
    lines.addAll(groups(summary));
    lines.addAll(row("is it a bird at all?", gate(summary.gate())));
    lines.addAll(row("which places?", scenes(summary.scenes())));
    lines.addAll(row("what changed?", drift(summary.drift())));
    lines.add(Line.empty());
    lines.addAll(balance(summary.balance()));
    return lines;
  }

  private static String gate(GateCount gate) {
    return "%d of %s kept outside, %d of %d others let in"
        .formatted(
            gate.birdsOutside(),
            Count.of(gate.birds(), "bird"),
            gate.othersLabelled(),
            gate.others());
  }

  private static String scenes(SceneCount scenes) {
    return "%d named over %s, %d of them right"
        .formatted(scenes.named(), Count.of(scenes.pictures(), "picture"), scenes.right());
  }

  /** The first alarm of what changed, how many others came of it, and those of nothing. */
  private static String drift(List<DriftAlarm> alarms) {
    long early = alarms.stream().filter(DriftAlarm::isFalse).count();
    String calm =
        early == 0
            ? "nothing was alarmed before"
            : Count.of(early, "false alarm") + " had come before";
    Optional<DriftAlarm> found =
        alarms.stream()
            .filter(alarm -> !alarm.isFalse())
            .min(Comparator.comparing(alarm -> !alarm.isWater()));
    if (found.isEmpty()) {
      return "more pictures on water came at two thirds, and no alarm of them; " + calm;
    }
    DriftAlarm first = found.get();
    String name =
        first.drift().factor() == null
            ? "something without a name"
            : first.drift().factor() + "/" + first.drift().value();
    long others = alarms.size() - early - 1;
    return "%s, found after %s s, %d more in other feeds and spaces; %s"
        .formatted(name, Figures.decimals(0, first.delaySeconds()), others, calm);
  }

  private List<Line> groups(Summary summary) {
    Line head = Line.of("  ").column(name, "landbird or waterbird?", Style.BOLD);
    if (hasAverage()) {
      head = head.then(right("average"), Style.FAINT);
    }
    head = head.then(right("worst"), Style.FAINT);
    if (hasGap()) {
      head = head.then(right("gap"), Style.FAINT);
    }
    List<Line> lines = new ArrayList<>();
    lines.add(hasPlace() ? head.then("   worst group", Style.FAINT) : head);
    lines.add(group("plain prompts", summary.raw(), Style.PLAIN));
    lines.add(group("ideal words", summary.debiased(), Style.RIGHT));
    if (summary.live() != null) {
      lines.add(group("plain prompts, live", summary.live().raw(), Style.PLAIN));
      lines.add(group("ideal words, live", summary.live().debiased(), Style.RIGHT));
    }
    return lines;
  }

  private Line group(String title, GroupAccuracy accuracy, Style style) {
    Line line = Line.of("  ").column(name, title, Style.PLAIN);
    if (hasAverage()) {
      line = line.then(right(Figures.finePercent(accuracy.average())), style);
    }
    line = line.then(right(Figures.finePercent(accuracy.worst())), style);
    if (hasGap()) {
      line = line.then(right(Figures.finePercent(accuracy.gap())), style);
    }
    return hasPlace() ? line.then("   " + place(accuracy), Style.FAINT) : line;
  }

  private boolean hasAverage() {
    return width >= MARGIN + name + 1 + 2 * NUMBER;
  }

  private boolean hasGap() {
    return width >= MARGIN + name + 1 + 3 * NUMBER;
  }

  private boolean hasPlace() {
    return width >= MARGIN + name + 1 + 3 * NUMBER + PLACE;
  }

  /** The worst group in words: its bird, on its place. */
  private static String place(GroupAccuracy accuracy) {
    return accuracy.worstGroup() == null ? "" : accuracy.worstGroup().replace("/", " on ");
  }

  private List<Line> balance(Balance balance) {
    if (balance.problems().isEmpty()) {
      String sum =
          "%d labelled + %d refused = %d sent, each of them once"
              .formatted(balance.labelled(), balance.deadLetterImages(), balance.images());
      return row("every picture", Style.BOLD, sum, Style.RIGHT);
    }
    return balance.problems().stream()
        .flatMap(problem -> folded(problem, width - MARGIN))
        .map(part -> Line.of("  ").then(part, Style.WRONG))
        .toList();
  }

  private static Line title(String text) {
    return Line.of("  ").then(text, Style.BOLD);
  }

  private List<Line> row(String title, String value) {
    return row(title, Style.PLAIN, value, Style.PLAIN);
  }

  private List<Line> row(String title, Style titled, String value, Style style) {
    int room = width - MARGIN - name - 1;
    List<Line> lines = new ArrayList<>();
    if (room < NARROWEST_TEXT) {
      lines.add(Line.of("  ").then(title, titled));
      folded(value, width - 2 * MARGIN)
          .forEach(part -> lines.add(Line.of("    ").then(part, style)));
      return lines;
    }
    folded(value, room)
        .forEach(
            part ->
                lines.add(
                    Line.of("  ")
                        .column(name, lines.isEmpty() ? title : "", titled)
                        .then(part, style)));
    return lines;
  }

  /** A text in parts that are no longer than a width, unless a word is. */
  private static Stream<String> folded(String text, int most) {
    List<String> parts = new ArrayList<>();
    for (String word : text.split(" ")) {
      String last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
      if (last != null && last.length() + 1 + word.length() <= most) {
        parts.set(parts.size() - 1, last + " " + word);
      } else {
        parts.add(word);
      }
    }
    return parts.stream();
  }

  private static String right(String text) {
    return " ".repeat(Math.max(0, NUMBER - text.length())) + text;
  }
}
