package io.idealstream.stream.label;

import io.idealstream.decision.ConformalSets;
import io.idealstream.decision.Explainer;
import io.idealstream.decision.FactorAnswer;
import io.idealstream.decision.FactorLabeller;
import io.idealstream.decision.Method;
import io.idealstream.decision.Methods;
import io.idealstream.decision.PlainMethod;
import io.idealstream.decision.Scoring;
import io.idealstream.decision.SpaceLabeller;
import io.idealstream.decision.SpaceVectors;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.math.FactorSpace;
import io.idealstream.stream.Embedded;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Label;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.space.FactorDefinition;
import io.idealstream.wire.space.Kind;
import io.idealstream.wire.space.Role;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A space made ready to label: its vectors cut up by factor, in the words of {@code decision}. */
public final class CompiledSpace {

  private static final Method PLAIN = new PlainMethod();

  private final SpaceInForce space;
  private final SpaceParts parts;
  private final SpaceDefinition definition;
  private final FactorSpace factors;
  private final Method method;
  private final Optional<LabelWords> words;

  /** How each label factor's answer is written down, in the order of the labeller's factors. */
  private final List<LabelRecord> records = new ArrayList<>();

  private final SpaceLabeller labeller;

  private CompiledSpace(SpaceInForce space, SpaceParts parts) {
    this.space = space;
    this.parts = parts;
    this.definition = parts.definition();
    this.factors = parts.factors();
    this.words = parts.words();
    this.method = Methods.named(definition.method().code());
    this.labeller = new SpaceLabeller(labellers(), parts.gate());
  }

  /**
   * Makes a space ready.
   *
   * @throws Unreadable if its definition is none
   * @throws IllegalArgumentException if its vectors do not fit the definition
   */
  public static CompiledSpace of(SpaceInForce space) throws Unreadable {
    return new CompiledSpace(space, SpaceParts.of(space));
  }

  private List<FactorLabeller> labellers() {
    List<FactorLabeller> labellers = new ArrayList<>();
    SpaceVectors vectors = parts.vectors();
    for (int i = 0; i < factors.factors(); i++) {
      if (parts.factor(i).role() == Role.LABEL) {
        Scoring plain = PLAIN.scoring(vectors, i).orElseThrow();
        labellers.add(
            new FactorLabeller(space.logitScale(), parts.rule(i), plain, scoring(vectors, i))
                .at(parts.factor(i).temperature())
                .doubting(uncertain(i))
                .explaining(explainer(vectors, i)));
        records.add(
            new LabelRecord(
                factors, i, parts.factor(i).kind(), definition.method().code(), words, sets(i)));
      }
    }
    return labellers;
  }

  private Optional<ConformalSets> sets(int factor) {
    FactorDefinition asked = parts.factor(factor);
    return asked.sets().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ConformalSets(
                factors.factor(factor).values().stream().mapToDouble(asked::quantile).toArray()));
  }

  /** Of many values at once there is no one lead to take apart. */
  private Optional<Explainer> explainer(SpaceVectors vectors, int factor) {
    return definition.explain() && parts.factor(factor).kind() == Kind.ONE
        ? Explainer.of(vectors, factor)
        : Optional.empty();
  }

  /** The debiased scoring of a factor; empty before the words come, though some need none. */
  private Optional<Scoring> scoring(SpaceVectors vectors, int factor) {
    return method.debiases() && words.isPresent()
        ? method.scoring(vectors, factor)
        : Optional.empty();
  }

  /** Values whose word is uncertain; see {@link SourceEstimate#isUncertain}. */
  private Set<Integer> uncertain(int factor) {
    return IntStream.range(0, factors.values(factor))
        .filter(v -> words.isPresent() && words.get().isUncertain(factor, v))
        .boxed()
        .collect(Collectors.toSet());
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
  public Optional<Label> label(Embedded item) {
    if (!space.model().equals(item.model()) || !definition.appliesTo(item.feed())) {
      return Optional.empty();
    }
    List<FactorAnswer> answers = labeller.answer(item.vector());
    Map<String, FactorLabel> labels = new LinkedHashMap<>();
    for (int i = 0; i < answers.size(); i++) {
      labels.put(records.get(i).factor(), records.get(i).of(answers.get(i)));
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
            definition.shadow() ? true : null,
            item.caption(),
            item.attributes()));
  }
}
