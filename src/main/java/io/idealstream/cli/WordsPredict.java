package io.idealstream.cli;

import io.idealstream.math.Cell;
import io.idealstream.math.CellSums;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.Weighting;
import io.idealstream.model.ClipModel;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.space.SpaceDefinition;
import io.idealstream.wire.vectors.LineProblems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code words predict}: vectors of cells that nobody has seen, and how far to trust them. */
@Command(
    name = "predict",
    description = {
      "Predict vectors of cells from the ideal words of others, and say how well that works.",
      "Each --cells file is one wording of the same space, and without any each of its templates."
          + " The wording whose cells are predicted best is named."
    })
final class WordsPredict implements Runnable {
  private static final int MOST_PROMPTED = 10_000;

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--space",
      paramLabel = "FILE",
      required = true,
      description = "Such as conf/spaces/birds.yaml.")
  private Path spaceFile;

  @Option(
      names = "--cells",
      paramLabel = "FILE",
      description = "Vectors of cells, as for words fit; may be repeated.")
  private List<Path> cellFiles = List.of();

  @Option(
      names = "--cell",
      paramLabel = "VALUE,VALUE",
      description =
          "A cell to predict, seen or not: a value of each factor in the space's order; may be"
              + " repeated.")
  private List<String> cellNames = List.of();

  @Option(
      names = "--weighting",
      paramLabel = "product|cells|counts",
      description = "Which cells count how much. Without it: as the space's estimate says.")
  private Weighting weighting;

  @Mixin private CellInput input = new CellInput();

  @Option(names = "--json", description = "One JSON object, with the vectors.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    SpaceDefinition space = SpaceFile.read(spaceFile);
    List<Cell> cells = cellNames.stream().map(name -> cell(space.factorSpace(), name)).toList();
    Weighting by = weighting == null ? space.estimate().weighting() : weighting;
    List<Wording> wordings = new ArrayList<>();
    (cellFiles.isEmpty() ? prompted(space) : read(space.factorSpace()))
        .forEach((name, sums) -> wordings.add(Wording.of(name, sums, by, cells)));
    if (json) {
      spec.commandLine().getOut().println(Json.text(tree(by, wordings)));
      spec.commandLine().getOut().flush();
    } else {
      table(wordings).print(spec.commandLine().getOut());
    }
  }

  private Cell cell(FactorSpace space, String names) {
    String[] values = names.split(",", -1);
    if (values.length != space.factors()) {
      throw wrong(
          "'%s' names %s, expected one of each factor of %s"
              .formatted(names, Count.of(values.length, "value"), space));
    }
    try {
      return space.cell(List.of(values).stream().map(String::strip).toList());
    } catch (IllegalArgumentException unknown) {
      throw wrong(unknown.getMessage());
    }
  }

  private ParameterException wrong(String problem) {
    return new ParameterException(spec.commandLine(), "--cell: " + problem);
  }

  private Map<String, CellSums> read(FactorSpace space) {
    LineProblems problems = new LineProblems();
    Map<String, CellSums> read = new LinkedHashMap<>();
    for (Path file : cellFiles) {
      input.read(file, space, problems).ifPresent(sums -> read.put(file.toString(), sums));
    }
    problems.refuseIfAny();
    return read;
  }

  private Map<String, CellSums> prompted(SpaceDefinition space) {
    Map<String, CellSums> prompted = new LinkedHashMap<>();
    int most = Math.max(MOST_PROMPTED, 2 * space.factorSpace().fullRank());
    try (ClipModel clip = ClipModel.open(model.files(), model.settings());
        Bar bar = Bar.steps("embedding prompts")) {
      for (String template : space.templates()) {
        PromptVectors prompts = new PromptVectors(space.withTemplates(List.of(template)), clip);
        prompted.put(template, prompts.cells(most, bar::reached));
      }
    }
    return prompted;
  }

  private static Map<String, Object> tree(Weighting by, List<Wording> wordings) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("weighting", by.toString());
    tree.put("wordings", wordings.stream().map(Wording::tree).toList());
    tree.put("best", Wording.best(wordings).map(Wording::name).orElse(null));
    return tree;
  }

  private static Table table(List<Wording> wordings) {
    Table table = new Table();
    wordings.forEach(wording -> wording.addTo(table));
    Optional<Wording> best = Wording.best(wordings);
    if (best.isPresent() && wordings.size() > 1) {
      table.row("composes best", best.get().name());
    }
    return table;
  }
}
