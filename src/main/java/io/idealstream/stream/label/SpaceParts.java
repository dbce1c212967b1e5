package io.idealstream.stream.label;

import io.idealstream.decision.BestValue;
import io.idealstream.decision.ClassLength;
import io.idealstream.decision.EachValue;
import io.idealstream.decision.Gate;
import io.idealstream.decision.Rule;
import io.idealstream.decision.SpaceVectors;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Source;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.space.FactorDefinition;
import io.idealstream.wire.space.Kind;
import io.idealstream.wire.space.Role;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A space in force, its vectors cut up by factor, and the rules of its answers. */
public final class SpaceParts {

  private final SpaceInForce space;
  private final SpaceDefinition definition;
  private final FactorSpace factors;
  private final Optional<LabelWords> words;

  private SpaceParts(SpaceInForce space, SpaceDefinition definition) {
    this.space = space;
    this.definition = definition;
    this.factors = definition.factorSpace();
    this.words = Optional.ofNullable(space.labelling()).map(this::labelWords);
  }

  private LabelWords labelWords(SourceEstimate estimate) {
    return new LabelWords(estimate, factors, SpaceInForce.labelled(estimate, definition));
  }

  /**
   * Cuts a space up.
   *
   * @throws Unreadable if its definition is none
   * @throws IllegalArgumentException if its vectors do not fit the definition
   */
  public static SpaceParts of(SpaceInForce space) throws Unreadable {
    return new SpaceParts(space, Topic.SPACES.decode(space.definition(), Encoding.JSON));
  }

  public SpaceDefinition definition() {
    return definition;
  }

  public FactorSpace factors() {
    return factors;
  }

  /** The words that came with the space. */
  Optional<LabelWords> words() {
    return words;
  }

  /** The definition of a factor by its index. */
  public FactorDefinition factor(int factor) {
    return definition.factors().get(factors.factor(factor).name());
  }

  /** How scores of a factor become an answer. */
  public Rule rule(int factor) {
    FactorDefinition asked = factor(factor);
    double[] weights = new double[factors.values(factor)];
    double[] thresholds = new double[weights.length];
    for (int v = 0; v < weights.length; v++) {
      weights[v] = factors.weight(factor, v);
      thresholds[v] = asked.threshold(factors.factor(factor).values().get(v));
    }
    return asked.kind() == Kind.ONE
        ? new BestValue(thresholds)
        : new EachValue(weights, thresholds);
  }

  private int dimension() {
    int values = 0;
    for (String name : definition.plainFactors()) {
      values += factors.values(factors.factorIndex(name));
    }
    if (space.plain().length == 0 || space.plain().length % values != 0) {
      throw new IllegalArgumentException(
          "plain vectors of %s for %s with plain prompts"
              .formatted(Count.of(space.plain().length, "number"), Count.of(values, "value")));
    }
    return space.plain().length / values;
  }

  /** Everything that methods make class vectors of. */
  public SpaceVectors vectors() {
    ClassLength length = definition.normalizeClasses() ? ClassLength.UNIT : ClassLength.ESTIMATED;
    SpaceVectors vectors =
        SpaceVectors.of(factors, dimension())
            .with(length)
            .withSpurious(
                definition.factorsOf(Role.SPURIOUS).stream()
                    .map(factors::factorIndex)
                    .collect(Collectors.toSet()));
    int from = 0;
    for (String name : definition.plainFactors()) {
      int factor = factors.factorIndex(name);
      int to = from + factors.values(factor) * dimension();
      vectors = vectors.withPlain(factor, Arrays.copyOfRange(space.plain(), from, to));
      from = to;
    }
    return words.isPresent() ? words.get().addTo(vectors) : vectors;
  }

  /** What keeps items out that are not about the space; empty without. */
  public Optional<Gate> gate() {
    return definition.gate() == null
        ? Optional.empty()
        : Optional.of(new Gate(centre(), space.gate(), definition.gate().margin()));
  }

  /**
   * The centre of the space among texts, since the gate's texts are texts: the prompts' centre, or
   * the mean of the plain prompts where the words are not made of prompts.
   */
  private double[] centre() {
    int dimension = dimension();
    Optional<double[]> ofPrompts =
        words.filter(held -> held.source() == Source.PROMPTS).flatMap(LabelWords::centre);
    double[] sum = new double[dimension];
    for (int j = 0; j < space.plain().length; j++) {
      sum[j % dimension] += space.plain()[j];
    }
    return ofPrompts.orElse(sum);
  }
}
