package io.idealstream.cli;

import io.idealstream.cli.drift.AnsweredItems;
import io.idealstream.cli.drift.Bench;
import io.idealstream.cli.drift.BirdWorld;
import io.idealstream.cli.drift.Damage;
import io.idealstream.cli.drift.SceneWorld;
import io.idealstream.cli.drift.VectorWorld;
import io.idealstream.cli.drift.World;
import io.idealstream.cli.eval.PromptedSpace;
import io.idealstream.math.Cell;
import io.idealstream.model.ClipModel;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.space.SpaceDefinition;
import io.idealstream.wire.vectors.EventFile;
import io.idealstream.wire.vectors.ItemFile;
import io.idealstream.wire.vectors.LineProblems;
import io.idealstream.wire.vectors.Scaling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
  private static final String SCENES = "/drift/scenes.yaml";
  private static final int MOST_CELLS = 100_000;

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--worlds",
      paramLabel = "NAME",
      split = ",",
      description =
          "Of birds, biased, balanced, scenes and vectors (default: all that there are items for).")
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

  @Option(names = "--pictures", paramLabel = "DIR", description = "Draws delays there, as PNG.")
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
    Map<String, Supplier<World>> makers = makers();
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

  private Map<String, Supplier<World>> makers() {
    Map<String, Supplier<World>> makers = new LinkedHashMap<>();
    makers.put("birds", () -> birds().rare());
    makers.put("biased", () -> birds().correlated(0.95, 0.5));
    makers.put("balanced", () -> birds().correlated(0.5, 0.95));
    makers.put("scenes", this::scenes);
    makers.put("vectors", this::given);
    return makers;
  }

  private BirdWorld birds() {
    PromptedSpace prompted = prompted(SpaceFile.read(spaceFile));
    AnsweredItems answers = new AnsweredItems(prompted);
    BirdWorld world = new BirdWorld(prompted.space(), prompted.words().rows(), limit);
    LineProblems problems = new LineProblems();
    BiConsumer<Cell, double[]> one =
        (cell, vector) -> world.addTrained(cell, answers.of(narrow(vector)));
    BiConsumer<Cell, double[]> other =
        (cell, vector) -> world.addUnseen(cell, answers.of(narrow(vector)));
    EventFile.read(
        trained, prompted.space(), Scaling.TO_UNIT_LENGTH, one, problems, (done, all) -> {});
    EventFile.read(
        unseen, prompted.space(), Scaling.TO_UNIT_LENGTH, other, problems, (done, all) -> {});
    problems.refuseIfAny();
    return world;
  }

  private World scenes() {
    PromptedSpace prompted = prompted(bundledSpace());
    AnsweredItems answers = new AnsweredItems(prompted);
    SceneWorld world =
        new SceneWorld("scenes", prompted.space(), prompted.words().rows(), 0, "desert", limit);
    SamplePictures samples = new SamplePictures();
    List<String> known = prompted.space().factor(0).values();
    List<String> damages = new ArrayList<>();
    try (ClipModel clip = ClipModel.open(model.files(), model.settings());
        Bar bar = Bar.steps("embedding pictures")) {
      embedded(samples, clip, UnaryOperator.identity(), bar)
          .forEach((value, items) -> items.forEach(x -> world.add(value, answers.of(x))));
      for (Damage damage : Damage.values()) {
        String name = damage.name().toLowerCase(Locale.ROOT);
        damages.add(name);
        embedded(samples, clip, damage, bar)
            .forEach(
                (value, items) -> {
                  if (known.contains(value)) {
                    items.forEach(x -> world.addDamaged(name, value, answers.of(x)));
                  }
                });
      }
    }
    return world.build(List.of("underwater", "room"), damages);
  }

  private static Map<String, List<float[]>> embedded(
      SamplePictures samples, ClipModel clip, UnaryOperator<byte[]> change, Bar bar) {
    List<float[]> vectors = samples.vectors(clip, change, bar::reached);
    Map<String, List<float[]>> byValue = new LinkedHashMap<>();
    for (int i = 0; i < vectors.size(); i++) {
      byValue
          .computeIfAbsent(
              samples.sample(i).values().get("background"), unseen -> new ArrayList<>())
          .add(vectors.get(i));
    }
    return byValue;
  }

  private World given() {
    LineProblems problems = new LineProblems();
    List<float[]> rows = new ArrayList<>();
    try (Bar bar = Bar.steps("reading vectors")) {
      ItemFile.read(
          vectors, Scaling.TO_UNIT_LENGTH, row -> rows.add(narrow(row)), problems, bar::reached);
    }
    problems.refuseIfAny();
    List<String> names = lines(labels);
    if (rows.size() != names.size()) {
      throw new Misconfigured(
          labels.toString(),
          List.of("%d labels, and %s has %d rows".formatted(names.size(), vectors, rows.size())));
    }
    List<String> classes = names.stream().distinct().toList();
    return VectorWorld.of(rows, names.stream().mapToInt(classes::indexOf).toArray(), limit);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException broken) {
      throw new Misconfigured(
          file.toString(), List.of("the file cannot be read: " + broken.getMessage()));
    }
  }

  private PromptedSpace prompted(SpaceDefinition definition) {
    try (ClipModel clip = ClipModel.open(model.files(), model.settings());
        Bar bar = Bar.steps("embedding prompts")) {
      return new PromptVectors(definition, clip).prompted(MOST_CELLS, bar::reached);
    }
  }

  private static SpaceDefinition bundledSpace() {
    try (InputStream bytes = DriftBench.class.getResourceAsStream(SCENES)) {
      if (bytes == null) {
        throw new IllegalStateException("expected " + SCENES + " on the class path");
      }
      return SpaceFile.read(SCENES, bytes.readAllBytes());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static float[] narrow(double[] vector) {
    float[] narrow = new float[vector.length];
    for (int j = 0; j < narrow.length; j++) {
      narrow[j] = (float) vector[j];
    }
    return narrow;
  }
}
