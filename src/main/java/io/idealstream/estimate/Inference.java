package io.idealstream.estimate;

import io.idealstream.decision.Gate;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.space.Kind;
import io.idealstream.wire.space.Naming;
import io.idealstream.wire.space.Shortfall;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values that an image shows by the words of the prompts, where nobody said.
 *
 * <pre>
 *   v_i = argmax_v  x . (u_0 + u_iv)
 * </pre>
 *
 * <p>Nothing flows back: the words are those of the prompts, whatever the inferred values make of
 * them in the end.
 */
public final class Inference {

  private final SpaceDefinition definition;
  private final FactorSpace space;
  private final int dimension;

  /** Row-major [rows x dimension]: the centre, then the class vector of every value. */
  private final double[] classes;

  private final Optional<Gate> gate;

  private Inference(PreparedSpace prepared, KnownSpace known) {
    SourceEstimate words = prepared.prompts();
    definition = known.definition();
    space = known.cells();
    dimension = words.dimension();
    classes = classes(words);
    gate =
        definition.gate() == null
            ? Optional.empty()
            : Optional.of(
                new Gate(
                    Arrays.copyOf(classes, dimension),
                    prepared.gate(),
                    definition.gate().margin()));
  }

  /** Empty where the space does not ask for it, or its prompts leave a word open. */
  public static Optional<Inference> of(PreparedSpace prepared, KnownSpace known) {
    return known.definition().estimate().inferred() && prepared.prompts().estimable()
        ? Optional.of(new Inference(prepared, known))
        : Optional.empty();
  }

  private double[] classes(SourceEstimate words) {
    double[] sums = words.rows().clone();
    for (int row = 1; row < space.rows(); row++) {
      double squares = 0;
      for (int j = 0; j < dimension; j++) {
        sums[row * dimension + j] += sums[j];
        squares += sums[row * dimension + j] * sums[row * dimension + j];
      }
      for (int j = 0; definition.normalizeClasses() && squares > 0 && j < dimension; j++) {
        sums[row * dimension + j] /= Math.sqrt(squares);
      }
    }
    return sums;
  }

  /**
   * The whole cell of an image: what it names stays, and what it leaves open is inferred. Empty
   * where it names something else than one known value of a factor, is not about the space, or
   * leaves a factor open whose values do not exclude each other.
   *
   * @param image [dimension]
   */
  public Optional<Map<String, String>> complete(Naming naming, float[] image) {
    if (!Set.of(Shortfall.MISSING_FACTOR).equals(naming.shortfalls())
        || (gate.isPresent() && !gate.get().admits(image))) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>(naming.values());
    for (int i = 0; i < space.factors(); i++) {
      String factor = space.factor(i).name();
      if (!values.containsKey(factor)) {
        if (definition.factors().get(factor).kind() != Kind.ONE) {
          return Optional.empty();
        }
        values.put(factor, best(i, image));
      }
    }
    return Optional.of(values);
  }

  private String best(int factor, float[] image) {
    List<String> values = space.factor(factor).values();
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int v = 0; v < values.size(); v++) {
      double product = product(space.row(factor, v), image);
      if (product > highest) {
        highest = product;
        best = v;
      }
    }
    return values.get(best);
  }

  private double product(int row, float[] image) {
    double product = 0;
    for (int j = 0; j < dimension; j++) {
      product += classes[row * dimension + j] * image[j];
    }
    return product;
  }
}
