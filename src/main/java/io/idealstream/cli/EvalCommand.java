package io.idealstream.cli;

import io.idealstream.cli.eval.AnswerFile;
import io.idealstream.cli.eval.Drawing;
import io.idealstream.cli.eval.Drawings;
import io.idealstream.cli.eval.Evaluation;
import io.idealstream.cli.eval.Grid;
import io.idealstream.cli.eval.Grids;
import io.idealstream.cli.eval.MatrixVectors;
import io.idealstream.cli.eval.Measurement;
import io.idealstream.cli.eval.MeasurementTree;
import io.idealstream.cli.eval.PictureSource;
import io.idealstream.cli.eval.PictureVectors;
import io.idealstream.cli.eval.PictureVectors.Broken;
import io.idealstream.cli.eval.PromptedSpace;
import io.idealstream.cli.eval.Reading;
import io.idealstream.cli.eval.Report;
import io.idealstream.cli.eval.Tables;
import io.idealstream.cli.eval.TextMatrix;
import io.idealstream.cli.eval.TextVectors;
import io.idealstream.cli.eval.VectorCache;
import io.idealstream.cli.eval.WrongAnswers;
import io.idealstream.decision.Methods;
import io.idealstream.model.ClipModel;
import io.idealstream.model.Embedding;
import io.idealstream.model.ModelDescription;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.dataset.DataSets;
import io.idealstream.wire.dataset.LabelledPicture;
import io.idealstream.wire.dataset.LabelledPictures;
import io.idealstream.wire.dataset.Split;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code eval}: the tables by which methods are compared, on labelled pictures. */
@Command(
    name = "eval",
    description = {
      "Compare methods on labelled pictures: accuracy in the worst group and on average, of whole"
          + " combinations of values, ranks of personal concepts, and how nearly prompts are sums of"
          + " words; with 95 %% intervals.",
      "Answers are made by the classes of the job, from the words of the prompts. Vectors of pictures"
          + " are kept for the next run."
    })
final class EvalCommand implements Runnable {
  private static final int MOST_CELLS = 100_000;
  private static final int NAMED = 20;

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--data",
      paramLabel = "DIR|FILE|NAME",
      required = true,
      description =
          "A folder with manifest.csv or manifest.jsonl, such a file under any name, a published"
              + " data set as its authors lay it out, or the name of a bundled one. Or vectors of"
              + " pictures as a NumPy matrix, .npy or .npz, with --labels.")
  private String data;

  @Mixin private EvalMatrices matrices = new EvalMatrices();

  @Option(
      names = "--space",
      paramLabel = "FILE",
      description =
          "Factors and prompts, such as conf/spaces/birds.yaml. Without it: those that the data set"
              + " is usually asked with, if it is a known one.")
  private Path spaceFile;

  @Option(
      names = "--methods",
      paramLabel = "NAME",
      split = ",",
      description = "Which methods answer. Without it: all.")
  private List<String> methods = List.of();

  @Option(
      names = "--split",
      paramLabel = "train|validation|test|all",
      description = "Which pictures are answered. Without it: test, where the data has splits.")
  private String split;

  @Option(
      names = "--support",
      paramLabel = "N",
      description = "Pictures to learn a personal concept from (default ${DEFAULT-VALUE}).")
  private int support = 5;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Draws of these pictures (default ${DEFAULT-VALUE}).")
  private int seeds = 5;

  @Option(
      names = "--seed",
      description = "Of the draws and of intervals (default ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where vectors of pictures are kept. Without it: in the user's cache folder.")
  private Path cacheFolder;

  @Option(names = "--no-cache", description = "Embed every picture, and keep no vector.")
  private boolean noCache;

  @Option(
      names = "--plots",
      paramLabel = "DIR",
      description = "Draws groups, probabilities, wrong answers, prompts and words there, as PNG.")
  private Path plots;

  @Option(
      names = "--report",
      paramLabel = "FILE.html|FILE.md",
      description = "Writes what was measured and what it says, with tables and pictures.")
  private Path report;

  @Option(
      names = "--answers",
      paramLabel = "FILE.csv",
      description = "Writes every method's answer to every picture, a line each.")
  private Path answers;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  private final WrongAnswers wrong = new WrongAnswers();

  @Override
  public void run() {
    if (seeds < 1 || support < 1) {
      throw new ParameterException(
          spec.commandLine(), "--seeds and --support: expected numbers above 0");
    }
    if (report != null && !report.toString().matches("(?i).*\\.(html|md)")) {
      throw new ParameterException(
          spec.commandLine(), "--report: expected a name that ends in .html or .md");
    }
    matrices.check(spec.commandLine(), data, spaceFile);
    Optional<SpaceDefinition> given = Optional.ofNullable(spaceFile).map(SpaceFile::read);
    LabelledPictures pictures =
        EvalMatrices.isMatrix(data)
            ? matrices.pictures(data, given.orElseThrow())
            : DataSets.read(data);
    Evaluation.Choice choice =
        new Evaluation.Choice(
            methods.stream().map(Methods::named).toList(), split(pictures), support, seeds, seed);
    Measurement measured = measure(pictures, given.or(pictures::space), choice);
    print(measured);
    draw(measured);
  }

  private Measurement measure(
      LabelledPictures pictures, Optional<SpaceDefinition> space, Evaluation.Choice choice) {
    List<Broken> broken = new ArrayList<>();
    Optional<TextMatrix> texts = matrices.texts();
    if (texts.isPresent()) {
      ModelDescription described = texts.get().description(model.logitScaleWithoutModel());
      return measure(
          pictures,
          space,
          choice,
          described,
          texts.get(),
          rows(pictures, described, broken),
          broken);
    }
    try (ClipModel clip = ClipModel.open(model.files(), model.settings());
        VectorCache cache = cache(clip)) {
      PictureSource source =
          EvalMatrices.isMatrix(data)
              ? rows(pictures, clip.description(), broken)
              : new PictureVectors(clip, cache, one -> note(one, broken));
      return measure(
          pictures,
          space,
          choice,
          clip.description(),
          new TextVectors(clip::embedTexts, cache),
          source,
          broken);
    }
  }

  private PictureSource rows(
      LabelledPictures pictures, ModelDescription texts, List<Broken> broken) {
    return new MatrixVectors(Path.of(data), pictures, texts.dimension(), one -> note(one, broken));
  }

  private Split split(LabelledPictures pictures) {
    boolean divided = pictures.pictures().stream().anyMatch(p -> p.split() == Split.TEST);
    if (split == null) {
      return divided ? Split.TEST : null;
    }
    if (split.equals("all")) {
      return null;
    }
    for (Split one : Split.values()) {
      if (one.code().equals(split)) {
        return one;
      }
    }
    throw new ParameterException(
        spec.commandLine(), "--split: expected train, validation, test or all, found " + split);
  }

  private VectorCache cache(ClipModel clip) {
    if (noCache) {
      return VectorCache.none();
    }
    Path folder = cacheFolder == null ? ModelOptions.cacheFolder().resolve("vectors") : cacheFolder;
    return VectorCache.open(
        folder, clip.description().fingerprint(), clip.description().dimension());
  }

  private Measurement measure(
      LabelledPictures pictures,
      Optional<SpaceDefinition> space,
      Evaluation.Choice choice,
      ModelDescription described,
      Function<List<String>, List<Embedding>> texts,
      PictureSource source,
      List<Broken> broken) {
    Evaluation evaluation =
        new Evaluation(
            pictures, space.map(definition -> prompted(definition, described, texts)), choice);
    List<LabelledPicture> asked = evaluation.pictures();
    List<String> problems = new ArrayList<>(pictures.problems());
    problems.addAll(evaluation.problems());
    if (asked.isEmpty() && evaluation.asksPictures()) {
      problems.add(
          0,
          "none of %s has values that are asked for%s"
              .formatted(
                  Count.of(pictures.pictures().size(), "picture"),
                  choice.split() == null ? "" : ", in split " + choice.split().code()));
      throw new Misconfigured(data, problems);
    }
    answer(source, asked, evaluation);
    if (!asked.isEmpty() && source.broken() == asked.size()) {
      throw new IllegalStateException(
          "%s: none of %s can be read, the first: %s: %s"
              .formatted(
                  data,
                  Count.of(asked.size(), "picture"),
                  broken.get(0).file(),
                  broken.get(0).why()));
    }
    Tables tables;
    try (Bar bar = Bar.steps("comparing")) {
      tables = evaluation.tables(captions -> vectors(captions, texts), bar::reached);
    }
    return new Measurement(
        asRun(),
        pictures.name(),
        pictures.published().filter(name -> spaceFile == null || pictures.space().isEmpty()),
        pictures.pictures().size(),
        asked.size(),
        source.embedded(),
        source.reused(),
        source.broken(),
        List.copyOf(broken),
        problems,
        described,
        space,
        choice,
        tables);
  }

  private void answer(PictureSource source, List<LabelledPicture> asked, Evaluation evaluation) {
    try (Bar bar = Bar.steps("embedding pictures");
        AnswerFile file = answers == null ? null : new AnswerFile(answers)) {
      Evaluation.Answers taker = file == null ? shown() : file.and(shown());
      source.read(
          asked, (picture, vector) -> evaluation.answer(picture, vector, taker), bar::reached);
    }
  }

  /** Rows of a matrix have no pictures to be shown. */
  private Evaluation.Answers shown() {
    return EvalMatrices.isMatrix(data)
        ? (picture, group, factor, values, truth, asked, answers) -> {}
        : wrong;
  }

  /** What would make the measurement again. */
  private Measurement.Run asRun() {
    String command =
        spec.root().commandLine().getParseResult().originalArgs().stream()
            .map(word -> word.matches("[A-Za-z0-9_./:,=+-]+") ? word : "'" + word + "'")
            .collect(Collectors.joining(" "));
    return new Measurement.Run(Instant.now(), spec.root().version()[0], "idealstream " + command);
  }

  private static PromptedSpace prompted(
      SpaceDefinition definition,
      ModelDescription model,
      Function<List<String>, List<Embedding>> texts) {
    try (Bar bar = Bar.steps("embedding prompts")) {
      return new PromptVectors(definition, model, texts).prompted(MOST_CELLS, bar::reached);
    }
  }

  private static List<float[]> vectors(
      List<String> captions, Function<List<String>, List<Embedding>> texts) {
    List<float[]> vectors = new ArrayList<>();
    List<Embedding> embeddings = texts.apply(captions);
    for (int i = 0; i < captions.size(); i++) {
      if (embeddings.get(i) instanceof Embedding.Rejected rejected) {
        throw new IllegalStateException(
            "caption \"%s\": %s".formatted(captions.get(i), rejected.detail()));
      }
      vectors.add(((Embedding.Vector) embeddings.get(i)).values());
    }
    return vectors;
  }

  private void note(Broken one, List<Broken> broken) {
    if (broken.size() < NAMED) {
      broken.add(one);
      spec.commandLine()
          .getErr()
          .println("idealstream: left out: " + one.file() + ": " + one.why());
    }
  }

  private void draw(Measurement measured) {
    if (plots == null && report == null) {
      return;
    }
    List<Drawing> drawings = Drawings.of(measured, wrong);
    if (plots != null) {
      drawings.forEach(drawing -> drawing.write(plots));
    }
    if (report != null) {
      new Report(measured, drawings).write(report);
    }
  }

  private void print(Measurement measured) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    measured.problems().forEach(problem -> err.println("idealstream: " + problem));
    if (measured.broken() > NAMED) {
      err.println("idealstream: left out: %d pictures in all".formatted(measured.broken()));
    }
    if (json) {
      out.println(Json.text(new MeasurementTree(measured).tree()));
    } else {
      for (Grid grid : Grids.of(measured)) {
        out.println(grid.text());
      }
      Reading.of(measured).forEach(out::println);
      measured.tables().leftOut().forEach(why -> out.println("Not measured: " + why + "."));
      out.printf(
          "%s: %d of %s asked, %d embedded, %d from the cache, %d left out%n",
          measured.data(),
          measured.asked(),
          Count.of(measured.pictures(), "picture"),
          measured.embedded(),
          measured.reused(),
          measured.broken());
    }
    out.flush();
  }
}
