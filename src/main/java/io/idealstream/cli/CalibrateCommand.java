package io.idealstream.cli;

import io.idealstream.client.Isolation;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Count;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code calibrate}: how far the probabilities of labels can be believed, from feedback. */
@Command(
    name = "calibrate",
    description =
        "Fit a temperature to each factor's probabilities, and the quantiles of conformal sets, from"
            + " topics labels and feedback.")
final class CalibrateCommand implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--space", description = "Only this space.")
  private String space;

  @Option(
      names = "--coverage",
      description = "Share of the items of each value whose set is to hold it: ${DEFAULT-VALUE}.",
      defaultValue = "0.9")
  private double coverage;

  @Option(
      names = "--step",
      description = "Step of the adaptive sets' level: ${DEFAULT-VALUE}.",
      defaultValue = "0.02")
  private double step;

  @Option(names = "--json", description = "Print machine-readable results.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (!(coverage > 0 && coverage < 1)) {
      throw refusal("--coverage", "a share above 0 and below 1", coverage);
    }
    if (!(step > 0 && step <= 1)) {
      throw refusal("--step", "a number above 0, at most 1", step);
    }
    JudgedLabels judged = new JudgedLabels(space);
    read(Topic.FEEDBACK, judged::feedback);
    read(Topic.LABELS, judged::label);
    List<FactorCalibration> factors = judged.calibrations(coverage, step);
    judged
        .problems()
        .forEach(problem -> spec.commandLine().getErr().println("idealstream: " + problem));
    if (factors.isEmpty()) {
      throw new IllegalStateException(
          "no label that was given has feedback"
              + (space == null ? "" : " in space " + space)
              + "; "
              + judged.read());
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      factors.forEach(factor -> out.println(Json.text(factor.tree())));
    } else {
      factors.forEach(factor -> print(factor, out));
    }
  }

  private ParameterException refusal(String option, String expected, double found) {
    return new ParameterException(
        spec.commandLine(), "%s: expected %s, found %s".formatted(option, expected, found));
  }

  private void print(FactorCalibration factor, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s/%s, version %d: temperature %.3f from %s; NLL %.3f -> %.3f, Brier %.3f -> %.3f,"
            + " ECE %.3f -> %.3f%n",
        factor.space(),
        factor.factor(),
        factor.spaceVersion(),
        factor.temperature(),
        Count.of(factor.labels(), "label"),
        factor.before().nll(),
        factor.after().nll(),
        factor.before().brier(),
        factor.after().brier(),
        factor.before().ece(),
        factor.after().ece());
    if (factor.atEndOfSearch()) {
      out.println(
          "  the temperature is where the search ended: these labels are all right, or no better than"
              + " chance, and tell none");
    }
    SetTrial sets = factor.sets();
    out.printf(
        Locale.ROOT,
        "  coverage: %s, sets: %s; at temperature %.3f sets: %s%n",
        coverage,
        sets.sets(),
        factor.temperature(),
        sets.setsAtTemperature());
    sets.lines().forEach(line -> out.println("  " + line));
  }

  private void read(Topic<?> topic, Consumer<TopicRecord> reader) {
    try (Tail tail =
        Tail.of(
            kafka.connection(),
            List.of(kafka.name(topic)),
            Start.beginning(),
            Isolation.READ_COMMITTED)) {
      tail.toEnd(PATIENCE, reader);
    }
  }
}
