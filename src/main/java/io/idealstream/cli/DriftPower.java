package io.idealstream.cli;

import io.idealstream.cli.drift.AnsweredItems;
import io.idealstream.cli.drift.Power;
import io.idealstream.cli.eval.PromptedSpace;
import io.idealstream.drift.Item;
import io.idealstream.math.SinglePrecision;
import io.idealstream.model.ClipModel;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.config.DurationText;
import io.idealstream.wire.config.Pace;
import io.idealstream.wire.space.SpaceDefinition;
import io.idealstream.wire.vectors.ItemFile;
import io.idealstream.wire.vectors.LineProblems;
import io.idealstream.wire.vectors.Scaling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code drift power}: how soon a change of a share would be found. */
@Command(
    name = "power",
    description = {
      "Tell for each value of a space how soon a change of its share would be found, in 9 of 10"
          + " cases, at a rate of false alarms that is guaranteed.",
      "Items of a reference are drawn at random, and after the change those more often that show the"
          + " value. Everything is watched at once, as for one feed of a space."
    })
final class DriftPower implements Runnable {
  private static final int LEAST_ITEMS = 100;
  private static final int MOST_CELLS = 100_000;

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--space",
      paramLabel = "FILE",
      required = true,
      description = "Such as conf/spaces/birds.yaml.")
  private Path spaceFile;

  @Option(
      names = "--rate",
      paramLabel = "N/s",
      required = true,
      description = "How many items come: 20/s, 500/h, 10000/d.")
  private String rate;

  @Option(
      names = "--items",
      paramLabel = "FILE",
      description =
          "Items of the feed, one JSON object a line, or packed with gzip: {\"vector\":[...]}."
              + " Vectors are scaled to length 1 and must be the model's. Without it: the bundled"
              + " pictures.")
  private Path itemFile;

  @Option(
      names = "--change",
      paramLabel = "POINTS",
      description = "Points that a share rises by (default ${DEFAULT-VALUE}).")
  private double change = 5;

  @Option(
      names = "--false-alarms",
      paramLabel = "N per TIME",
      description = "How many false alarms are allowed (default ${DEFAULT-VALUE}).")
  private String falseAlarms = "1 per 30d";

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      description = "How often it is looked whether something changed (default ${DEFAULT-VALUE}).")
  private String interval = "1m";

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Streams that are lived through for each value (default ${DEFAULT-VALUE}).")
  private int runs = 100;

  @Option(names = "--seed", description = "Of the streams (default ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Pace items = option("--rate", rate, Pace::parse);
    Pace alarms = option("--false-alarms", falseAlarms, Pace::parse);
    Duration every = option("--interval", interval, DriftPower::time);
    if (runs < 10 || !(change > 0 && change < 100)) {
      throw new ParameterException(
          spec.commandLine(), "--runs: expected 10 or more; --change: expected 0 to 100");
    }
    SpaceDefinition definition = SpaceFile.read(spaceFile);
    PromptedSpace prompted;
    List<Item> reference;
    try (ClipModel clip = ClipModel.open(model.files(), model.settings())) {
      try (Bar bar = Bar.steps("embedding prompts")) {
        prompted = new PromptVectors(definition, clip).prompted(MOST_CELLS, bar::reached);
      }
      reference = vectors(clip).stream().map(new AnsweredItems(prompted)::of).toList();
    }
    List<Power.Line> lines;
    try (Bar bar = Bar.steps("living through changes")) {
      lines =
          new Power(
                  prompted.space(),
                  prompted.words().rows(),
                  reference,
                  items.in(every),
                  1 / alarms.in(every),
                  runs,
                  seed)
              .lines(change / 100, bar::reached);
    }
    print(definition.space(), reference.size(), every, lines);
  }

  private <T> T option(String name, String text, Function<String, T> reading) {
    try {
      return reading.apply(text);
    } catch (IllegalArgumentException unreadable) {
      throw new ParameterException(
          spec.commandLine(), name + ": " + unreadable.getMessage(), unreadable);
    }
  }

  private static Duration time(String text) {
    return DurationText.parse(text)
        .filter(time -> !time.isZero())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected " + DurationText.EXPECTED + ", found " + text));
  }

  private List<float[]> vectors(ClipModel clip) {
    if (itemFile == null) {
      try (Bar bar = Bar.steps("embedding the bundled pictures")) {
        return new SamplePictures().vectors(clip, UnaryOperator.identity(), bar::reached);
      }
    }
    int dimension = clip.description().dimension();
    List<float[]> vectors = new ArrayList<>();
    LineProblems problems = new LineProblems();
    try (Bar bar = Bar.steps("reading " + itemFile.getFileName())) {
      ItemFile.read(
          itemFile,
          Scaling.TO_UNIT_LENGTH,
          vector -> vectors.add(narrow(vector, dimension)),
          problems,
          bar::reached);
    }
    problems.refuseIfAny();
    if (vectors.size() < LEAST_ITEMS) {
      throw new IllegalStateException(
          "%s: %s, expected at least %d"
              .formatted(itemFile, Count.of(vectors.size(), "item"), LEAST_ITEMS));
    }
    return vectors;
  }

  private static float[] narrow(double[] vector, int dimension) {
    if (vector.length != dimension) {
      throw new IllegalArgumentException(
          "%s, the model gives %d; made by another model?"
              .formatted(Count.of(vector.length, "number"), dimension));
    }
    return SinglePrecision.of(vector);
  }

  private void print(String space, int items, Duration every, List<Power.Line> lines) {
    if (json) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("space", space);
      tree.put("items", items);
      tree.put("rate", rate);
      tree.put("falseAlarms", falseAlarms);
      tree.put("interval", DurationText.of(every));
      tree.put("change", change);
      tree.put("values", lines.stream().map(line -> tree(line, every)).toList());
      spec.commandLine().getOut().println(Json.text(tree));
      spec.commandLine().getOut().flush();
      return;
    }
    Table table =
        new Table()
            .row("space", space)
            .row("reference", Count.of(items, "item"))
            .row(
                "asked",
                "a change of %s points at %s, %s false alarms"
                    .formatted(change, rate, falseAlarms));
    for (Power.Line line : lines) {
      table.row(line.factor() + "/" + line.value(), sentence(line, every));
    }
    table.print(spec.commandLine().getOut());
  }

  private static String sentence(Power.Line line, Duration every) {
    String found =
        line.intervals().isPresent()
            ? "found within %s in 9 of 10 cases"
                .formatted(DurationText.of(every.multipliedBy(line.intervals().getAsLong())))
            : "not found in 9 of 10 cases, or the items show too little of it";
    return "share %.1f %%, %s; changes up to %.1f points are not bet on"
        .formatted(100 * line.share(), found, 100 * line.margin());
  }

  private static Map<String, Object> tree(Power.Line line, Duration every) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("factor", line.factor());
    tree.put("value", line.value());
    tree.put("share", line.share());
    tree.put("effectiveItems", line.effective());
    tree.put("margin", line.margin());
    tree.put(
        "foundWithin",
        line.intervals().isPresent()
            ? DurationText.of(every.multipliedBy(line.intervals().getAsLong()))
            : null);
    return tree;
  }
}
