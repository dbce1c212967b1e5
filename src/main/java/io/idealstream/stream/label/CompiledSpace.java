package io.idealstream.stream.label;

import io.idealstream.decision.BestValue;
import io.idealstream.decision.ClassLength;
import io.idealstream.decision.ConformalSets;
import io.idealstream.decision.EachValue;
import io.idealstream.decision.Explainer;
import io.idealstream.decision.FactorAnswer;
import io.idealstream.decision.FactorLabeller;
import io.idealstream.decision.Gate;
import io.idealstream.decision.Method;
import io.idealstream.decision.Methods;
import io.idealstream.decision.PlainMethod;
import io.idealstream.decision.Rule;
import io.idealstream.decision.Scoring;
import io.idealstream.decision.SpaceLabeller;
import io.idealstream.decision.SpaceVectors;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.math.FactorSpace;
import io.idealstream.stream.Embedded;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Label;
import io.idealstream.wire.Source;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.FactorDefinition;
import io.idealstream.wire.space.Kind;
import io.idealstream.wire.space.LabelMethod;
import io.idealstream.wire.space.Role;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A space made ready to label: its vectors cut up by factor, in the words of {@code decision}. */
final class CompiledSpace {

  private static final Method PLAIN = new PlainMethod();

  private final SpaceInForce space;
  private final SpaceDefinition definition;
  private final FactorSpace factors;
  private final Method method;
  private final Optional<LabelWords> words;
  private final List<Integer> answered = new ArrayList<>();
  private final Map<Integer, ConformalSets> sets = new HashMap<>();
  private final SpaceLabeller labeller;

  private CompiledSpace(SpaceInForce space, SpaceDefinition definition) {
    this.space = space;
    this.definition = definition;
    this.factors = definition.factorSpace();
    this.words = Optional.ofNullable(space.labelling()).map(this::labelWords);
    this.method = Methods.named(definition.method().code());
    this.labeller = new SpaceLabeller(labellers(), gate());
  }

  private LabelWords labelWords(SourceEstimate estimate) {
    return new LabelWords(estimate, factors, SpaceInForce.labelled(estimate, definition));
  }

  /**
   * Makes a space ready.
   *
   * @throws Unreadable if its definition is none
   * @throws IllegalArgumentException if its vectors do not fit the definition
   */
  static CompiledSpace of(SpaceInForce space) throws Unreadable {
    return new CompiledSpace(space, Topic.SPACES.decode(space.definition(), Encoding.JSON));
  }

  private List<FactorLabeller> labellers() {
    List<FactorLabeller> labellers = new ArrayList<>();
    SpaceVectors vectors = vectors();
    for (int i = 0; i < factors.factors(); i++) {
      if (factor(i).role() == Role.LABEL) {
        Scoring plain = PLAIN.scoring(vectors, i).orElseThrow();
        labellers.add(
            new FactorLabeller(space.logitScale(), rule(i), plain, scoring(vectors, i))
                .at(factor(i).temperature())
                .doubting(uncertain(i))
                .explaining(explainer(vectors, i)));
        answered.add(i);
        if (!factor(i).sets().isEmpty()) {
          sets.put(i, new ConformalSets(quantiles(i)));
        }
      }
    }
    return labellers;
  }

  private double[] quantiles(int factor) {
    return factors.factor(factor).values().stream().mapToDouble(factor(factor)::quantile).toArray();
  }

  private FactorDefinition factor(int factor) {
    return definition.factors().get(factors.factor(factor).name());
  }

  private Rule rule(int factor) {
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

  /** Of many values at once there is no one lead to take apart. */
  private Optional<Explainer> explainer(SpaceVectors vectors, int factor) {
    return definition.explain() && factor(factor).kind() == Kind.ONE
        ? Explainer.of(vectors, factor)
        : Optional.empty();
  }

  private int dimension() {
    int values = 0;
    for (String name : definition.plainFactors()) {
      values += factors.values(factors.factorIndex(name));
    }
    if (space.plain().length == 0 || space.plain().length % values != 0) {
      throw new IllegalArgumentException(
          "plain vectors of %d numbers for %d values with plain prompts"
              .formatted(space.plain().length, values));
    }
    return space.plain().length / values;
  }

  /** The debiased scoring of a factor; empty before the words come, though some need none. */
  private Optional<Scoring> scoring(SpaceVectors vectors, int factor) {
    return method.debiases() && words.isPresent()
        ? method.scoring(vectors, factor)
        : Optional.empty();
  }

  private SpaceVectors vectors() {
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

  /** Values whose word is uncertain; see {@link SourceEstimate#isUncertain}. */
  private Set<Integer> uncertain(int factor) {
    return IntStream.range(0, factors.values(factor))
        .filter(v -> words.isPresent() && words.get().isUncertain(factor, v))
        .boxed()
        .collect(Collectors.toSet());
  }

  private Optional<Gate> gate() {
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

  /** What to say where the prompts of some cells stand for all; empty otherwise. */
  String sample() {
    boolean some = space.prompted() > 0 && space.prompted() < factors.cells();
    return some
        ? String.format(
            Locale.ROOT, "; prompts: %,d of %,d cells", space.prompted(), factors.cells())
        : "";
  }

  /** The label of an item; empty where the space has nothing to do with its feed or model. */
  Optional<Label> label(Embedded item) {
    if (!space.model().equals(item.model()) || !definition.appliesTo(item.feed())) {
      return Optional.empty();
    }
    List<FactorAnswer> answers = labeller.answer(item.vector());
    Map<String, FactorLabel> labels = new LinkedHashMap<>();
    for (int i = 0; i < answers.size(); i++) {
      int factor = answered.get(i);
      labels.put(factors.factor(factor).name(), label(factor, answers.get(i)));
    }
    return Optional.of(
        new Label(
            item.id(),
            item.feed(),
            item.time(),
            space.space(),
            space.spaceVersion(),
            space.model(),
            space.words(),
            words.map(LabelWords::source).orElse(definition.estimate().labelSource()),
            labels,
            definition.shadow() ? true : null));
  }

  private FactorLabel label(int factor, FactorAnswer answer) {
    String made = (answer.debiased() ? definition.method() : LabelMethod.PLAIN).code();
    return new LabelRecord(
            factors, factor, factor(factor).kind(), words, Optional.ofNullable(sets.get(factor)))
        .of(answer, made);
  }
}
