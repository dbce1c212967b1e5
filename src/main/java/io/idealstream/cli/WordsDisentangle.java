package io.idealstream.cli;

import io.idealstream.math.CellLogits;
import io.idealstream.math.CellSums;
import io.idealstream.math.DisentanglementSample;
import io.idealstream.math.FactorSpace;
import io.idealstream.model.ClipModel;
import io.idealstream.model.Embedding;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.space.SpaceDefinition;
import io.idealstream.wire.vectors.ItemFile;
import io.idealstream.wire.vectors.LineProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code words disentangle}: how independently images rank the factors of a space. */
@Command(
    name = "disentangle",
    description = {
      "Say how independently images rank the factors of a space: total correlation, and the shares of"
          + " images for which one value of a factor is best, or all are in one order, whatever"
          + " the other factors' values.",
      "Every cell is compared with every image. Without --cells the cells are the space's prompts."
    })
final class WordsDisentangle implements Callable<Integer> {
  private static final long MOST_CELLS = 100_000;
  private static final int TOGETHER = 32;

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
      description = "Vectors of cells, as words fit takes them; every cell is needed.")
  private Path cellFile;

  /** Where the images come from. */
  private static final class Images {
    @Option(
        names = "--images",
        paramLabel = "FILE|DIR",
        arity = "1..*",
        description = "Pictures, or folders of pictures.")
    private List<Path> pictures;

    @Option(
        names = "--vectors",
        paramLabel = "FILE",
        description =
            "Vectors of images, one JSON object a line: {\"vector\":[...]}, as model embed --json"
                + " prints them, or the rows of a NumPy matrix, .npy or .npz. With --cells no model is opened, and the logit scale is 100 unless"
                + " --logit-scale says otherwise.")
    private Path vectors;
  }

  @ArgGroup(multiplicity = "1")
  private Images images;

  @Mixin private CellInput input = new CellInput();

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    SpaceDefinition definition = SpaceFile.read(spaceFile);
    FactorSpace space = definition.factorSpace();
    if (space.cells() > MOST_CELLS) {
      throw new IllegalArgumentException(
          "%s has %d cells, and an image is compared with every one: expected at most %d"
              .formatted(space, space.cells(), MOST_CELLS));
    }
    DisentanglementSample sample = new DisentanglementSample(space);
    int unread;
    if (cellFile != null && images.vectors != null) {
      unread = measure(new CellLogits(cells(space), model.logitScaleWithoutModel()), sample, null);
    } else {
      try (ClipModel clip = ClipModel.open(model.files(), model.settings())) {
        CellSums cells = cellFile == null ? prompted(definition, clip) : cells(space);
        unread = measure(new CellLogits(cells, clip.description().logitScale()), sample, clip);
      }
    }
    print(new DisentanglementReport(definition, sample));
    return unread == 0 ? 0 : 1;
  }

  private void print(DisentanglementReport report) {
    if (json) {
      spec.commandLine().getOut().println(Json.text(report.tree()));
      spec.commandLine().getOut().flush();
    } else {
      report.table().print(spec.commandLine().getOut());
    }
  }

  private CellSums cells(FactorSpace space) {
    LineProblems problems = new LineProblems();
    Optional<CellSums> cells = input.read(cellFile, space, problems);
    problems.refuseIfAny();
    return cells.orElseThrow();
  }

  private static CellSums prompted(SpaceDefinition space, ClipModel clip) {
    try (Bar bar = Bar.steps("embedding prompts")) {
      return new PromptVectors(space, clip).cells((int) MOST_CELLS, bar::reached);
    }
  }

  /** Adds every image to the sample; gives the number of pictures that could not be read. */
  private int measure(CellLogits logits, DisentanglementSample sample, ClipModel clip)
      throws IOException {
    if (images.vectors == null) {
      return embedded(logits, sample, clip);
    }
    LineProblems problems = new LineProblems();
    try (Bar bar = Bar.steps("measuring images")) {
      ItemFile.read(
          images.vectors,
          input.scaling(),
          vector -> sample.add(logits.of(vector)),
          problems,
          bar::reached);
    }
    problems.refuseIfAny();
    return 0;
  }

  private int embedded(CellLogits logits, DisentanglementSample sample, ClipModel clip)
      throws IOException {
    PassedOver passedOver = new PassedOver();
    List<Path> pictures = PictureFiles.in(images.pictures, passedOver);
    passedOver.report(spec.commandLine().getErr(), "passed over");
    int unread = 0;
    try (Bar bar = Bar.steps("measuring images")) {
      for (int from = 0; from < pictures.size(); from += TOGETHER) {
        List<Path> some = pictures.subList(from, Math.min(pictures.size(), from + TOGETHER));
        unread += embedded(some, logits, sample, clip);
        bar.reached(from + some.size(), pictures.size());
      }
    }
    return unread;
  }

  private int embedded(
      List<Path> pictures, CellLogits logits, DisentanglementSample sample, ClipModel clip)
      throws IOException {
    byte[][] encoded = new byte[pictures.size()][];
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = Files.readAllBytes(pictures.get(i));
    }
    int unread = 0;
    List<Embedding> embeddings = clip.embedImages(List.of(encoded));
    for (int i = 0; i < encoded.length; i++) {
      if (embeddings.get(i) instanceof Embedding.Vector vector) {
        sample.add(logits.of(doubles(vector.values())));
      } else if (embeddings.get(i) instanceof Embedding.Rejected rejected) {
        unread++;
        spec.commandLine()
            .getErr()
            .println("idealstream: " + pictures.get(i) + ": " + rejected.detail());
      }
    }
    return unread;
  }

  private static double[] doubles(float[] vector) {
    double[] wide = new double[vector.length];
    for (int j = 0; j < wide.length; j++) {
      wide[j] = vector[j];
    }
    return wide;
  }
}
