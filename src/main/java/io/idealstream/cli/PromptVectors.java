package io.idealstream.cli;

import io.idealstream.cli.eval.PromptedSpace;
import io.idealstream.math.Anchor;
import io.idealstream.math.Cell;
import io.idealstream.math.CellSums;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.Progress;
import io.idealstream.math.PromptDesign;
import io.idealstream.model.ClipModel;
import io.idealstream.model.Embedding;
import io.idealstream.model.ModelDescription;
import io.idealstream.wire.space.SpaceDefinition;
import io.idealstream.wire.space.SpacePrompts;
import io.idealstream.wire.vectors.SingleVectors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The prompts of a space as a model sees them. */
final class PromptVectors {
  private static final long SEED = 1;
  private static final int TOGETHER = 256;

  /** A text, and what takes its vector. */
  private record Prompt(String text, Consumer<float[]> taker) {}

  private final SpaceDefinition definition;
  private final ModelDescription model;
  private final Function<List<String>, List<Embedding>> texts;
  private final SpacePrompts prompts;
  private final FactorSpace space;
  private final List<Prompt> waiting = new ArrayList<>();

  PromptVectors(SpaceDefinition definition, ClipModel model) {
    this(definition, model.description(), model::embedTexts);
  }

  /**
   * @param texts gives the model's vectors of texts, one outcome per text, in order
   */
  PromptVectors(
      SpaceDefinition definition,
      ModelDescription model,
      Function<List<String>, List<Embedding>> texts) {
    this.definition = definition;
    this.model = model;
    this.texts = texts;
    prompts = new SpacePrompts(definition);
    space = prompts.cells();
  }

  /**
   * Vectors of cells.
   *
   * @param most cells; of a space with more a sample that determines every word
   */
  CellSums cells(int most, Progress progress) {
    List<Cell> chosen = PromptDesign.of(space, most, SEED);
    CellSums sums = new CellSums(space, Anchor.origin(model.dimension()));
    for (int done = 0; done < chosen.size(); done++) {
      Cell cell = chosen.get(done);
      List<String> texts = prompts.ofCell(cell);
      // prompts of a cell share its one vote
      texts.forEach(text -> embed(text, vector -> sums.add(cell, vector, 1.0 / texts.size())));
      progress.at(done, chosen.size());
    }
    flush();
    progress.at(chosen.size(), chosen.size());
    return sums;
  }

  /** Vectors of plain prompts; empty if a factor has none. */
  Optional<SingleVectors> singles() {
    SingleVectors singles = new SingleVectors(space, Anchor.origin(model.dimension()));
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        int factor = i;
        int value = v;
        List<String> texts = prompts.plain(space.factor(i).name(), space.factor(i).values().get(v));
        if (texts.isEmpty()) {
          waiting.clear();
          return Optional.empty();
        }
        texts.forEach(text -> embed(text, vector -> singles.add(factor, value, vector)));
      }
    }
    flush();
    return Optional.of(singles);
  }

  /**
   * Unit vectors of a label factor's plain prompts, the mean where a value has several.
   *
   * @return row-major [values x dimension]
   */
  double[] plain(int factor) {
    int dimension = model.dimension();
    double[] rows = new double[space.values(factor) * dimension];
    for (int v = 0; v < space.values(factor); v++) {
      int at = v * dimension;
      String value = space.factor(factor).values().get(v);
      for (String text : prompts.plain(space.factor(factor).name(), value)) {
        embed(text, vector -> add(rows, at, vector));
      }
    }
    flush();
    scaleToLengthOne(rows, dimension);
    return rows;
  }

  /** Unit vectors of the gate's texts, row-major [texts x dimension]; empty without a gate. */
  double[] gate() {
    int dimension = model.dimension();
    double[] rows = new double[prompts.gate().size() * dimension];
    for (int t = 0; t < prompts.gate().size(); t++) {
      int at = t * dimension;
      embed(prompts.gate().get(t), vector -> add(rows, at, vector));
    }
    flush();
    return rows;
  }

  /**
   * All prompts of the space.
   *
   * @param most cells; of a space with more a sample that determines every word
   */
  PromptedSpace prompted(int most, Progress progress) {
    CellSums cells = cells(most, progress);
    Map<Integer, double[]> plain = new HashMap<>();
    for (String factor : definition.plain().keySet()) {
      plain.put(space.factorIndex(factor), plain(space.factorIndex(factor)));
    }
    return new PromptedSpace(
        definition,
        cells,
        definition.estimate().weighting().fit(cells),
        singles().map(SingleVectors::realWords),
        plain,
        gate(),
        model.logitScale());
  }

  private static void scaleToLengthOne(double[] rows, int dimension) {
    for (int at = 0; at < rows.length; at += dimension) {
      double squares = 0;
      for (int j = at; j < at + dimension; j++) {
        squares += rows[j] * rows[j];
      }
      for (int j = at; j < at + dimension; j++) {
        rows[j] /= Math.sqrt(squares);
      }
    }
  }

  private static void add(double[] rows, int at, float[] vector) {
    for (int j = 0; j < vector.length; j++) {
      rows[at + j] += vector[j];
    }
  }

  private void embed(String text, Consumer<float[]> taker) {
    waiting.add(new Prompt(text, taker));
    if (waiting.size() >= TOGETHER) {
      flush();
    }
  }

  private void flush() {
    List<Embedding> embeddings = texts.apply(waiting.stream().map(Prompt::text).toList());
    for (int i = 0; i < waiting.size(); i++) {
      if (embeddings.get(i) instanceof Embedding.Rejected rejected) {
        throw new IllegalStateException(
            "prompt \"%s\": %s".formatted(waiting.get(i).text(), rejected.detail()));
      }
      waiting.get(i).taker().accept(((Embedding.Vector) embeddings.get(i)).values());
    }
    waiting.clear();
  }
}
