package io.idealstream.cli;

import io.idealstream.cli.drift.AnsweredItems;
import io.idealstream.cli.drift.BirdWorld;
import io.idealstream.cli.drift.Damage;
import io.idealstream.cli.drift.SceneWorld;
import io.idealstream.cli.drift.VectorWorld;
import io.idealstream.cli.drift.World;
import io.idealstream.cli.eval.PromptedSpace;
import io.idealstream.math.Cell;
import io.idealstream.math.SinglePrecision;
import io.idealstream.model.ClipModel;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.config.Count;
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

/** The worlds of {@code drift bench}, each made when it is asked for. */
final class BenchWorlds {
  private static final String SCENES = "/drift/scenes.yaml";
  private static final int MOST_CELLS = 100_000;

  /**
   * What worlds are made of.
   *
   * @param space of the birds
   * @param trained birds as in training
   * @param unseen birds by other vendors
   * @param vectors of the user; null without
   * @param labels of these; null without
   */
  record Inputs(Path space, Path trained, Path unseen, Path vectors, Path labels) {}

  private final ModelOptions model;
  private final double limit;

  /**
   * @param limit cosine above which items are near-duplicates
   */
  BenchWorlds(ModelOptions model, double limit) {
    this.model = model;
    this.limit = limit;
  }

  /** All worlds by name. */
  Map<String, Supplier<World>> makers(Inputs given) {
    Map<String, Supplier<World>> makers = new LinkedHashMap<>();
    makers.put("birds", () -> birds(given).rare());
    makers.put("biased", () -> birds(given).correlated(0.95, 0.5));
    makers.put("balanced", () -> birds(given).correlated(0.5, 0.95));
    makers.put("input", () -> birds(given).input());
    makers.put("scenes", this::scenes);
    makers.put("vectors", () -> vectors(given.vectors, given.labels));
    return makers;
  }

  private BirdWorld birds(Inputs given) {
    PromptedSpace prompted = prompted(SpaceFile.read(given.space));
    AnsweredItems answers = new AnsweredItems(prompted);
    BirdWorld world = new BirdWorld(prompted.space(), prompted.words().rows(), limit);
    LineProblems problems = new LineProblems();
    BiConsumer<Cell, double[]> one =
        (cell, vector) -> world.addTrained(cell, answers.of(SinglePrecision.of(vector)));
    BiConsumer<Cell, double[]> other =
        (cell, vector) -> world.addUnseen(cell, answers.of(SinglePrecision.of(vector)));
    EventFile.read(
        given.trained, prompted.space(), Scaling.TO_UNIT_LENGTH, one, problems, (done, all) -> {});
    EventFile.read(
        given.unseen, prompted.space(), Scaling.TO_UNIT_LENGTH, other, problems, (done, all) -> {});
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
    return world.build(
        List.of("snow", "sea", "river", "sky"),
        List.of("underwater", "road", "room", "city"),
        damages);
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

  private World vectors(Path vectors, Path labels) {
    LineProblems problems = new LineProblems();
    List<float[]> rows = new ArrayList<>();
    try (Bar bar = Bar.steps("reading vectors")) {
      ItemFile.read(
          vectors,
          Scaling.TO_UNIT_LENGTH,
          row -> rows.add(SinglePrecision.of(row)),
          problems,
          bar::reached);
    }
    problems.refuseIfAny();
    List<String> names = lines(labels);
    if (rows.size() != names.size()) {
      throw new Misconfigured(
          labels.toString(),
          List.of(
              "%s, and %s has %s"
                  .formatted(
                      Count.of(names.size(), "label"), vectors, Count.of(rows.size(), "row"))));
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
    try (InputStream bytes = BenchWorlds.class.getResourceAsStream(SCENES)) {
      if (bytes == null) {
        throw new IllegalStateException("expected " + SCENES + " on the class path");
      }
      return SpaceFile.read(SCENES, bytes.readAllBytes());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
