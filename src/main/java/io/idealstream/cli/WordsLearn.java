package io.idealstream.cli;

import io.idealstream.cli.eval.TextMatrix;
import io.idealstream.cli.learn.Items;
import io.idealstream.cli.learn.LearningCurves;
import io.idealstream.cli.learn.LearningCurves.Curve;
import io.idealstream.cli.learn.Question;
import io.idealstream.decision.Methods;
import io.idealstream.math.Cell;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.IdealWords;
import io.idealstream.math.Weighting;
import io.idealstream.model.ClipModel;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.dataset.CellLabels;
import io.idealstream.wire.space.Role;
import io.idealstream.wire.space.SpaceDefinition;
import io.idealstream.wire.vectors.EventFile;
import io.idealstream.wire.vectors.ItemFile;
import io.idealstream.wire.vectors.LineProblems;
import io.idealstream.wire.vectors.NumpyFile;
import io.idealstream.wire.vectors.Scaling;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code words learn}: how labels get better, or worse, while feedback comes in. */
@Command(
    name = "learn",
    description = {
      "Draw how well a factor is answered while feedback comes in: by plain prompts, by words of"
          + " prompts, of feedback and of both blended, and by running means of the values.",
      "A feed is learned in several random orders. After certain numbers of items everyone answers a"
          + " test that nobody learns from; and every item of the feed before it is learned."
    })
final class WordsLearn implements Runnable {
  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--space",
      paramLabel = "FILE",
      required = true,
      description = "Such as conf/spaces/birds.yaml.")
  private Path spaceFile;

  @Option(
      names = "--feed",
      paramLabel = "FILE",
      required = true,
      description =
          "Labelled items to learn from, one JSON object a line, or packed with gzip:"
              + " {\"cell\":[\"waterbird\",\"land\"],\"vector\":[...]}. Vectors are scaled to"
              + " length 1 and must be the model's.")
  private Path feedFile;

  @Option(
      names = "--test",
      paramLabel = "FILE",
      required = true,
      description = "Labelled items that nobody learns from, in the same form.")
  private Path testFile;

  @Option(
      names = "--feed-labels",
      paramLabel = "FILE",
      description = "Cells of the rows where --feed is a matrix, .npy or .npz, as in words fit.")
  private Path feedLabels;

  @Option(
      names = "--test-labels",
      paramLabel = "FILE",
      description = "Cells of the rows where --test is a matrix.")
  private Path testLabels;

  @Option(
      names = "--texts",
      paramLabel = "FILE",
      description =
          "Vectors of the space's prompts as a NumPy matrix, .npy or .npz. No model is opened then.")
  private Path texts;

  @Option(
      names = "--text-lines",
      paramLabel = "FILE",
      description = "The texts that the rows of a matrix in --texts are of, one a line.")
  private Path textLines;

  @Option(
      names = "--factor",
      description = "The factor that is answered (default: the first label factor).")
  private String factor;

  @Option(
      names = "--weighting",
      paramLabel = "cells|counts",
      description = "How words are fitted to feedback. Without it: as the space's estimate says.")
  private Weighting weighting;

  @Option(
      names = "--methods",
      paramLabel = "NAME",
      split = ",",
      description = "How items are scored by words (default ${DEFAULT-VALUE}).")
  private List<String> methods = List.of("ideal-words", "cleared-words");

  @Option(
      names = "--orders",
      paramLabel = "N",
      description = "Random orders of the feed (default ${DEFAULT-VALUE}).")
  private int orders = 10;

  @Option(
      names = "--at",
      paramLabel = "N",
      split = ",",
      description = "Items after which the test is answered (default ${DEFAULT-VALUE}).")
  private List<Integer> marks = List.of(50, 200, 1000, 4000);

  @Option(names = "--seed", description = "Of the orders (default ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--picture",
      paramLabel = "FILE.png",
      description = "Draws the worst group's accuracy, with standard errors.")
  private Path picture;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (orders < 1 || marks.stream().anyMatch(mark -> mark < 1)) {
      throw new ParameterException(
          spec.commandLine(), "--orders and --at: expected numbers above 0");
    }
    if ((texts == null) != (textLines == null)) {
      throw new ParameterException(
          spec.commandLine(), "--texts and --text-lines: expected both or neither");
    }
    SpaceDefinition space = SpaceFile.read(spaceFile);
    Question question = question(space);
    LineProblems problems = new LineProblems();
    Items feed = items(feedFile, feedLabels, question, problems);
    Items test = items(testFile, testLabels, question, problems);
    problems.refuseIfAny();
    List<Curve> curves;
    try (Bar bar = Bar.steps("learning")) {
      curves =
          LearningCurves.of(
              question, feed, test, orders, seed, marks.stream().sorted().toList(), bar::reached);
    }
    print(new LearningReport(space.space(), orders, feed.size(), test.size(), curves));
  }

  private void print(LearningReport report) {
    if (json) {
      spec.commandLine().getOut().println(Json.text(report.tree()));
      spec.commandLine().getOut().flush();
    } else {
      report.table().print(spec.commandLine().getOut());
    }
    if (picture != null) {
      report.draw(picture);
    }
  }

  private Question question(SpaceDefinition definition) {
    if (texts != null) {
      TextMatrix given = new TextMatrix(texts, textLines);
      double scale = model.logitScaleWithoutModel();
      return question(definition, new PromptVectors(definition, given.description(scale), given));
    }
    try (ClipModel clip = ClipModel.open(model.files(), model.settings())) {
      return question(definition, new PromptVectors(definition, clip));
    }
  }

  private Question question(SpaceDefinition definition, PromptVectors prompts) {
    FactorSpace space = definition.factorSpace();
    List<String> labels = definition.factorsOf(Role.LABEL);
    String asked = factor == null ? labels.get(0) : factor;
    if (!labels.contains(asked)) {
      throw new ParameterException(
          spec.commandLine(),
          "--factor: expected one of %s, found %s".formatted(String.join(", ", labels), asked));
    }
    int index = space.factorIndex(asked);
    IdealWords words;
    try (Bar bar = Bar.steps("embedding prompts")) {
      words = Weighting.CELLS.fit(prompts.cells(Integer.MAX_VALUE, bar::reached));
    }
    Set<Integer> spurious =
        definition.factorsOf(Role.SPURIOUS).stream()
            .map(space::factorIndex)
            .collect(Collectors.toSet());
    return new Question(
        space,
        index,
        spurious,
        words,
        prompts.plain(index),
        weighting == null ? definition.estimate().weighting() : weighting,
        methods.stream().map(Methods::named).toList());
  }

  private static Items items(Path file, Path labels, Question question, LineProblems problems) {
    Items items = new Items(question.prompts().dimension());
    try (Bar bar = Bar.steps("reading " + file.getFileName())) {
      if (!NumpyFile.isNamed(file)) {
        EventFile.read(
            file, question.space(), Scaling.TO_UNIT_LENGTH, items::add, problems, bar::reached);
      } else if (labels == null) {
        problems.note(file, "a matrix names no cells, --feed-labels and --test-labels do");
      } else {
        List<Cell> cells = CellLabels.read(labels, question.space(), problems);
        problems.refuseIfAny();
        ItemFile.readMatrix(
            file,
            cells.size(),
            Scaling.TO_UNIT_LENGTH,
            (vector, row) -> items.add(cells.get((int) row - 1), vector),
            problems,
            bar::reached);
      }
    }
    return items;
  }
}
