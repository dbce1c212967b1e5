package io.idealstream.stream.label;

import io.idealstream.decision.ConformalSets;
import io.idealstream.decision.FactorAnswer;
import io.idealstream.decision.Lead;
import io.idealstream.decision.Reply;
import io.idealstream.decision.Softmax;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.Basis;
import io.idealstream.wire.Explanation;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.space.Kind;
import io.idealstream.wire.space.LabelMethod;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes down the answers for one factor, values by their names. */
final class LabelRecord {

  private static final String PLAIN = LabelMethod.PLAIN.code();

  private final FactorSpace factors;
  private final int factor;
  private final List<String> names;
  private final Kind kind;
  private final String method;
  private final Optional<LabelWords> words;
  private final Optional<ConformalSets> sets;

  /** What debiased values are answered by; null where that is the source alone. */
  private final Map<String, Basis> basis;

  /**
   * @param method by which debiased answers are made
   * @param words behind them
   * @param sets of them; empty where there are none
   */
  LabelRecord(
      FactorSpace factors,
      int factor,
      Kind kind,
      String method,
      Optional<LabelWords> words,
      Optional<ConformalSets> sets) {
    this.factors = factors;
    this.factor = factor;
    this.names = factors.factor(factor).values();
    this.kind = kind;
    this.method = method;
    this.words = words;
    this.sets = sets;
    this.basis = words.map(this::basis).orElse(null);
  }

  /** The factor's name. */
  String factor() {
    return factors.factor(factor).name();
  }

  FactorLabel of(FactorAnswer answer) {
    Reply given = answer.given();
    boolean one = kind == Kind.ONE && !given.values().isEmpty();
    return new FactorLabel(
        one ? name(answer.value()) : null,
        one ? given.probabilities()[answer.value()] : null,
        probabilities(given),
        raw(answer.raw()),
        answer.debiased(),
        support(answer),
        answer.abstained() == null ? null : answer.abstained().code(),
        kind == Kind.MANY ? names(given) : null,
        kind == Kind.ONE ? margin(given.probabilities()) : null,
        standardError(answer),
        answer.debiased() ? method : PLAIN,
        answer.lead() == null ? null : explanation(answer.lead()),
        set(answer),
        answer.debiased() ? basis : null);
  }

  private Map<String, Basis> basis(LabelWords held) {
    Map<String, Basis> known = new LinkedHashMap<>();
    for (int v = 0; v < names.size(); v++) {
      String name = name(v);
      held.basis(factor, v).ifPresent(by -> known.put(name, by));
    }
    return known.isEmpty() ? null : Collections.unmodifiableMap(known);
  }

  /** Sets are of the probabilities that a method made; where these are withheld, there is none. */
  private List<String> set(FactorAnswer answer) {
    double[] probabilities = answer.probabilities();
    return sets.filter(asked -> answer.debiased() && probabilities.length > 0)
        .map(asked -> asked.of(probabilities).stream().map(this::name).toList())
        .orElse(null);
  }

  private RawAnswer raw(Reply raw) {
    if (kind == Kind.MANY) {
      return new RawAnswer(null, null, names(raw), probabilities(raw));
    }
    int value = raw.values().get(0);
    return new RawAnswer(name(value), raw.probabilities()[value]);
  }

  private String name(int value) {
    return names.get(value);
  }

  private List<String> names(Reply reply) {
    return reply.values().stream().map(this::name).toList();
  }

  /** Values that have none are left out. */
  private Map<String, Double> probabilities(Reply reply) {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    for (int v = 0; v < reply.probabilities().length; v++) {
      if (!Double.isNaN(reply.probabilities()[v])) {
        probabilities.put(name(v), reply.probabilities()[v]);
      }
    }
    return probabilities;
  }

  private static Double margin(double[] probabilities) {
    if (probabilities.length == 0) {
      return null;
    }
    int best = Softmax.largest(probabilities);
    double second = Double.NEGATIVE_INFINITY;
    for (int v = 0; v < probabilities.length; v++) {
      second = v == best ? second : Math.max(second, probabilities[v]);
    }
    return probabilities[best] - second;
  }

  private double support(FactorAnswer answer) {
    if (!answer.debiased() || answer.given().values().isEmpty()) {
      return 0;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int v : answer.given().values()) {
      least = Math.min(least, words.orElseThrow().support(factor, v));
    }
    return least;
  }

  private Double standardError(FactorAnswer answer) {
    if (!answer.debiased() || answer.given().values().isEmpty()) {
      return null;
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (int v : answer.given().values()) {
      largest = Math.max(largest, words.orElseThrow().standardError(factor, v));
    }
    return Double.isNaN(largest) ? null : largest;
  }

  private Explanation explanation(Lead lead) {
    Map<String, Double> parts = new LinkedHashMap<>();
    for (int j = 0; j < factors.factors(); j++) {
      parts.put(factors.factor(j).name(), lead.factors()[j]);
    }
    return new Explanation(name(lead.value()), name(lead.over()), lead.logit(), parts, lead.rest());
  }
}
