package io.idealstream.cli.eval;

import io.idealstream.model.Digest;
import io.idealstream.model.Embedding;
import io.idealstream.model.ModelDescription;
import io.idealstream.model.ModelMemory;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.dataset.MatrixRows;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Texts as the rows of a matrix, in the place of a model that would embed them. */
public final class TextMatrix implements Function<List<String>, List<Embedding>> {

  private static final int NAMED = 20;

  private final Path matrix;
  private final Path lines;
  private final Map<String, float[]> vectors;

  /**
   * @param lines the text of each row
   * @throws Misconfigured if a file cannot be read, or not all of it can be used
   */
  public TextMatrix(Path matrix, Path lines) {
    this.matrix = matrix;
    this.lines = lines;
    vectors = MatrixRows.texts(matrix, lines);
    if (vectors.isEmpty()) {
      throw new Misconfigured(matrix.toString(), List.of("no texts"));
    }
  }

  /** Length of a vector. */
  public int dimension() {
    return vectors.values().iterator().next().length;
  }

  /**
   * One vector per text, in order.
   *
   * @throws Misconfigured if some are not there
   */
  @Override
  public List<Embedding> apply(List<String> texts) {
    List<String> missing =
        texts.stream().filter(text -> !vectors.containsKey(text)).distinct().toList();
    if (!missing.isEmpty()) {
      List<String> problems = new ArrayList<>();
      missing.stream()
          .limit(NAMED)
          .forEach(text -> problems.add("no line has the text \"%s\"".formatted(text)));
      if (missing.size() > NAMED) {
        problems.add("and %d more".formatted(missing.size() - NAMED));
      }
      throw new Misconfigured(lines.toString(), problems);
    }
    return texts.stream().<Embedding>map(text -> new Embedding.Vector(vectors.get(text))).toList();
  }

  /** What stands in the place of a model. */
  public ModelDescription description(double logitScale) {
    return new ModelDescription(
        matrix.toString(),
        fingerprint(),
        dimension(),
        0,
        0,
        0,
        "",
        "",
        logitScale,
        "no model",
        List.of(),
        0,
        0,
        new ModelMemory(0, 0, 0, 0));
  }

  private String fingerprint() {
    try (InputStream bytes = Files.newInputStream(matrix)) {
      return "sha256:" + Digest.hex(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + matrix, e);
    }
  }
}
