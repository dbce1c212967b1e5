package io.idealstream.cli;

import io.idealstream.cli.drift.Bench.Outcome;
import io.idealstream.cli.drift.Delay;
import io.idealstream.cli.drift.DelayTally;
import io.idealstream.cli.drift.Lasting;
import io.idealstream.cli.drift.Rate;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What {@code drift bench} measured: Markdown for people, a tree for scripts, pictures. */
final class DriftReport {
  private final List<Outcome> outcomes;

  DriftReport(List<Outcome> outcomes) {
    this.outcomes = outcomes;
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("worlds", outcomes);
    return tree;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (Outcome outcome : outcomes) {
      text.append("### %s%n%n".formatted(outcome.world()));
      text.append(
          "%d directions; %.2f %% of the pairs of a group are near-duplicates.%n%n"
              .formatted(outcome.directions(), 100 * outcome.alike()));
      rates(outcome, text);
      delays(outcome, text);
      names(outcome, text);
      lasting(outcome, text);
    }
    return text.toString();
  }

  private static void rates(Outcome outcome, StringBuilder text) {
    text.append("| stream | bets | threshold | asked, 1 in | alarms | intervals | of asked |\n");
    text.append("|---|---|---:|---:|---:|---:|---:|\n");
    for (Rate rate : outcome.rates()) {
      text.append(
          "| %s | %s | %s | %d | %d | %d | %s |%n"
              .formatted(
                  rate.calm(),
                  rate.way(),
                  Double.isNaN(rate.threshold())
                      ? rate.thresholds()
                      : "%s %.0f".formatted(rate.thresholds(), rate.threshold()),
                  rate.asked(),
                  rate.alarms(),
                  rate.intervals(),
                  number(rate.ratio())));
    }
    text.append('\n');
  }

  private static void delays(Outcome outcome, StringBuilder text) {
    Set<String> detectors = new LinkedHashSet<>();
    outcome.delays().forEach(delay -> detectors.add(delay.detector()));
    text.append("| change | " + String.join(" | ", detectors) + " |\n");
    text.append("|---|" + "---:|".repeat(detectors.size()) + "\n");
    for (String change : changes(outcome)) {
      text.append("| " + change);
      for (String detector : detectors) {
        text.append(
            " | "
                + outcome.delays().stream()
                    .filter(d -> d.change().equals(change) && d.detector().equals(detector))
                    .map(DriftReport::delay)
                    .findAny()
                    .orElse(""));
      }
      text.append(" |\n");
    }
    text.append('\n');
  }

  private static String delay(Delay delay) {
    return intervals(delay.median()) + " / " + intervals(delay.ninetieth());
  }

  private static String intervals(int delay) {
    return delay > DelayTally.LONGEST ? "> " + DelayTally.LONGEST : String.valueOf(delay);
  }

  private static void names(Outcome outcome, StringBuilder text) {
    text.append(
        "| change | found | named as it is | most often else | beginning off by |\n|---|---:|---:|---|---:|\n");
    for (Delay delay : outcome.delays()) {
      if (!Double.isNaN(delay.named())) {
        text.append(
            "| %s | %d of %d | %.0f %% | %s | %.0f |%n"
                .formatted(
                    delay.change(),
                    delay.found(),
                    delay.runs(),
                    100 * delay.named(),
                    delay.otherwise(),
                    delay.sinceError()));
      }
    }
    text.append('\n');
  }

  private static void lasting(Outcome outcome, StringBuilder text) {
    text.append(
        "| change, there and back | found | episodes | alarms of the first | its cause right"
            + " | its consequences | over after |\n|---|---:|---:|---:|---:|---:|---:|\n");
    for (Lasting one : outcome.lasting()) {
      text.append(
          "| %s | %d of %d | %s | %s | %s | %s | %s |%n"
              .formatted(
                  one.change(),
                  one.found(),
                  one.runs(),
                  known("%.2f", one.episodes()),
                  known("%.0f", one.alarms()),
                  known("%.0f %%", 100 * one.named()),
                  known("%.0f", one.consequences()),
                  known("%.0f", one.overAfter())));
    }
    text.append('\n');
  }

  private static String known(String format, double number) {
    return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, format, number);
  }

  private static Set<String> changes(Outcome outcome) {
    Set<String> changes = new LinkedHashSet<>();
    outcome.delays().forEach(delay -> changes.add(delay.change()));
    return changes;
  }

  private static String number(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }

  void draw(Path folder) {
    for (Outcome outcome : outcomes) {
      new DelayPicture(outcome).write(folder);
      new ScorePicture(outcome).write(folder);
    }
  }
}
