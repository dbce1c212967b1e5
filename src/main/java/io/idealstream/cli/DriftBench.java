package io.idealstream.cli;

import io.idealstream.cli.drift.Bench;
import io.idealstream.cli.drift.World;
import io.idealstream.wire.codec.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code drift bench}: detectors on streams whose truth is known. */
@Command(
    name = "bench",
    description = {
      "Measure the detectors, and others beside them, on streams whose truth is known: false alarms"
          + " where nothing changes, delays and names where something does.",
      "Streams are drawn from vectors of scenes by the bundled model, from the bundled pictures, or"
          + " from vectors of your own."
    })
final class DriftBench implements Runnable {
  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--worlds",
      paramLabel = "NAME",
      split = ",",
      description =
          "Of birds, biased, balanced, input, scenes and vectors (default: all that there are items"
              + " for).")
  private List<String> worlds = List.of();

  @Option(
      names = "--space",
      paramLabel = "FILE",
      description = "Of the birds (default ${DEFAULT-VALUE}).")
  private Path spaceFile = Path.of("conf/spaces/birds.yaml");

  @Option(
      names = "--trained",
      paramLabel = "FILE",
      description = "Birds as in training, as words learn takes them (default ${DEFAULT-VALUE}).")
  private Path trained = Path.of("docs/examples/feedback/trained-test.jsonl.gz");

  @Option(
      names = "--unseen",
      paramLabel = "FILE",
      description = "Birds by other vendors (default ${DEFAULT-VALUE}).")
  private Path unseen = Path.of("docs/examples/feedback/unseen-test.jsonl.gz");

  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description = "Image vectors of your own: .npy, .npz or JSON lines; with --labels.")
  private Path vectors;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "The class of each vector, a line each.")
  private Path labels;

  @Option(
      names = "--near-duplicates",
      paramLabel = "COSINE",
      description = "Above which items share a vote (default ${DEFAULT-VALUE}).")
  private double limit = 0.995;

  @Option(names = "--quick", description = "A few references and short streams: rough numbers.")
  private boolean quick;

  @Option(names = "--references", paramLabel = "N", description = "Independent references.")
  private Integer references;

  @Option(names = "--runs", paramLabel = "N", description = "Streams of each change.")
  private Integer runs;

  @Option(names = "--changes-only", description = "Leave out bursts, and day and night.")
  private boolean changesOnly;

  @Option(names = "--seed", description = "Of all streams (default ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Draws delays and scores there, as PNG.")
  private Path pictures;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if ((vectors == null) != (labels == null)) {
      throw new ParameterException(
          spec.commandLine(), "--vectors and --labels: expected both or neither");
    }
    if (size().references() < 1 || size().changes() < 1) {
      throw new ParameterException(
          spec.commandLine(), "--references and --runs: expected numbers above 0");
    }
    Map<String, Supplier<World>> makers =
        new BenchWorlds(model, limit)
            .makers(new BenchWorlds.Inputs(spaceFile, trained, unseen, vectors, labels));
    List<String> asked =
        worlds.isEmpty()
            ? makers.keySet().stream().filter(w -> vectors != null || !w.equals("vectors")).toList()
            : worlds;
    for (String one : asked) {
      if (!makers.containsKey(one) || one.equals("vectors") && vectors == null) {
        throw new ParameterException(
            spec.commandLine(),
            "--worlds: expected some of %s (vectors with --vectors), found %s"
                .formatted(String.join(", ", makers.keySet()), one));
      }
    }
    List<Bench.Outcome> outcomes = new ArrayList<>();
    for (String one : asked) {
      World world = makers.get(one).get();
      try (Bar bar = Bar.steps(one)) {
        outcomes.add(new Bench(world, size(), seed).run(!changesOnly, bar::reached));
      }
    }
    DriftReport report = new DriftReport(outcomes);
    if (json) {
      spec.commandLine().getOut().println(Json.text(report.tree()));
    } else {
      spec.commandLine().getOut().println(report.text());
    }
    spec.commandLine().getOut().flush();
    if (pictures != null) {
      report.draw(pictures);
    }
  }

  private Bench.Size size() {
    Bench.Size size = quick ? Bench.Size.quick() : Bench.Size.full();
    return size.with(
        references == null ? size.references() : references, runs == null ? size.changes() : runs);
  }
}
