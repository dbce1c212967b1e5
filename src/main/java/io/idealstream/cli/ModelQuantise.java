package io.idealstream.cli;

import io.idealstream.demo.feed.Samples;
import io.idealstream.model.ClipModel;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelLikeness;
import io.idealstream.model.ModelLikeness.Both;
import io.idealstream.model.ModelSettings;
import io.idealstream.model.QuantisedModel;
import io.idealstream.model.onnx.QuantisedGraph;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.config.Count;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model quantise}: a faster variant of a model, and what it costs. */
@Command(
    name = "quantise",
    description = {
      "Write graphs whose matrix products are in whole numbers of 8 bits beside the others of a"
          + " model folder, and compare both on pictures and texts.",
      "A job uses them with model.variant: int8. They have a fingerprint of their own: what was"
          + " learned with the other graphs does not serve them."
    })
final class ModelQuantise implements Callable<Integer> {
  /** Below it the command warns. */
  private static final double LEAST_COSINE = 0.99;

  /** The share of the time before that is worth a change of vectors. */
  private static final double WORTHWHILE = 0.9;

  @Parameters(paramLabel = "DIR", description = "A model folder in the Hugging Face ONNX layout.")
  private Path folder;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Pictures to compare on. Without it: the 600 bundled ones and their captions.")
  private Path pictures;

  @Option(
      names = "--texts",
      paramLabel = "FILE",
      description = "Texts to compare on, one a line. Without it: the bundled captions.")
  private Path texts;

  @Option(names = "--overwrite", description = "Write graphs again that are there already.")
  private boolean overwrite;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Samples samples = Samples.bundled();
    List<byte[]> images = images(samples);
    List<String> sentences = sentences(samples);
    Map<String, QuantisedGraph.Written> written = QuantisedModel.write(folder, overwrite);
    ModelLikeness likeness = likeness(images, sentences);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(fields(written, likeness)));
      out.flush();
    } else {
      print(written, likeness, out);
    }
    warn(likeness);
    return 0;
  }

  private ModelLikeness likeness(List<byte[]> images, List<String> sentences) {
    ModelFiles files = ModelFiles.of(folder);
    ModelSettings settings = ModelSettings.defaults();
    try (ClipModel exact = ClipModel.open(files, settings);
        ClipModel quantised = ClipModel.open(files, settings.withVariant(QuantisedModel.VARIANT))) {
      return ModelLikeness.of(
          exact, quantised, images, sentences, pictures == null && texts == null);
    }
  }

  private List<byte[]> images(Samples samples) throws IOException {
    if (pictures == null) {
      return IntStream.range(0, samples.size()).mapToObj(samples::picture).toList();
    }
    List<byte[]> images = new ArrayList<>();
    PassedOver passedOver = new PassedOver();
    for (Path file : PictureFiles.in(List.of(pictures), passedOver)) {
      images.add(Files.readAllBytes(file));
    }
    passedOver.report(spec.commandLine().getErr(), "passed over");
    if (images.isEmpty()) {
      throw new ParameterException(spec.commandLine(), pictures + ": no pictures there");
    }
    return images;
  }

  private List<String> sentences(Samples samples) throws IOException {
    if (texts == null) {
      return IntStream.range(0, samples.size()).mapToObj(i -> samples.get(i).caption()).toList();
    }
    List<String> lines =
        Files.readAllLines(texts).stream().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      throw new ParameterException(spec.commandLine(), texts + ": expected a text on each line");
    }
    return lines;
  }

  private static Map<String, Object> fields(
      Map<String, QuantisedGraph.Written> written, ModelLikeness likeness) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("graphs", written);
    fields.put("pictures", likeness.pictures());
    fields.put("texts", likeness.texts());
    fields.put("pictureMillis", likeness.picture());
    fields.put("textMillis", likeness.text());
    fields.put("cosinesOfPictures", likeness.ofPictures());
    fields.put("cosinesOfTexts", likeness.ofTexts());
    fields.put("sameNearestText", likeness.sameText());
    if (likeness.ownText() != null) {
      fields.put("ownCaptionNearest", likeness.ownText());
    }
    return fields;
  }

  private static void print(
      Map<String, QuantisedGraph.Written> written, ModelLikeness likeness, PrintWriter out) {
    Table graphs = new Table();
    written.forEach(
        (file, graph) ->
            graphs.row(
                file,
                format(
                    "%d of %s in 8 bits, %.1f MB (%.1f in single precision)",
                    graph.converted(),
                    Count.of(graph.products(), "matrix product"),
                    graph.bytesAfter() / 1e6,
                    graph.bytesBefore() / 1e6)));
    graphs.print(out);
    out.println();
    Table table = new Table();
    table.row(
        "compared on",
        Count.of(likeness.pictures(), "picture") + ", " + Count.of(likeness.texts(), "text"));
    table.row("a picture", speed(likeness.picture()));
    table.row("a text", speed(likeness.text()));
    table.row("cosine of pictures", cosines(likeness.ofPictures()));
    table.row("cosine of texts", cosines(likeness.ofTexts()));
    table.row("same nearest text", format("%.1f %% of pictures", 100 * likeness.sameText()));
    Both own = likeness.ownText();
    if (own != null) {
      table.row(
          "own caption nearest",
          format(
              "%.1f %% before, %.1f %% after (retrieval R@1 of %d)",
              100 * own.first(), 100 * own.second(), likeness.texts()));
    }
    table.print(out);
  }

  private void warn(ModelLikeness likeness) {
    PrintWriter err = spec.commandLine().getErr();
    if (likeness.picture().second() > WORTHWHILE * likeness.picture().first()) {
      err.println(
          "warning: pictures are embedded hardly faster, or slower: convolutions stay as they are,"
              + " and pictures are run one by one; keep the other graphs");
    }
    double mean = Math.min(likeness.ofPictures().mean(), likeness.ofTexts().mean());
    if (mean < LEAST_COSINE) {
      err.println(
          format(
              "warning: a mean cosine of %.4f is less than %.2f: labels and hits will differ;"
                  + " compare with eval before you use it",
              mean, LEAST_COSINE));
    }
  }

  private static String speed(Both millis) {
    return format(
        "%.1f ms before, %.1f ms after: %.2f times as fast",
        millis.first(), millis.second(), millis.first() / millis.second());
  }

  private static String cosines(ModelLikeness.Cosines cosines) {
    return format("%.4f on average, %.4f at least", cosines.mean(), cosines.least());
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
