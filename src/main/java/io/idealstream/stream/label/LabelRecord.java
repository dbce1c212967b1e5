package io.idealstream.stream.label;

import io.idealstream.decision.ConformalSets;
import io.idealstream.decision.FactorAnswer;
import io.idealstream.decision.Lead;
import io.idealstream.decision.Reply;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.Basis;
import io.idealstream.wire.Explanation;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.space.Kind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes down the answer for one factor, values by their names.
 *
 * @param words behind the answer, where it is debiased
 * @param sets of debiased answers; empty where there are none
 */
record LabelRecord(
    FactorSpace factors,
    int factor,
    Kind kind,
    Optional<LabelWords> words,
    Optional<ConformalSets> sets) {

  /**
   * @param method by which the answer was made
   */
  FactorLabel of(FactorAnswer answer, String method) {
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
        method,
        answer.lead() == null ? null : explanation(answer.lead()),
        set(answer),
        answer.debiased() ? basis() : null);
  }

  private Map<String, Basis> basis() {
    Map<String, Basis> basis = new LinkedHashMap<>();
    for (int v = 0; v < factors.values(factor); v++) {
      Optional<Basis> known = words.orElseThrow().basis(factor, v);
      if (known.isPresent()) {
        basis.put(name(v), known.get());
      }
    }
    return basis.isEmpty() ? null : basis;
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
    return factors.factor(factor).values().get(value);
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
    double[] sorted = probabilities.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length - 1] - sorted[sorted.length - 2];
  }

  private double support(FactorAnswer answer) {
    return answer.debiased()
        ? answer.given().values().stream()
            .mapToDouble(v -> words.orElseThrow().support(factor, v))
            .min()
            .orElse(0)
        : 0;
  }

  private Double standardError(FactorAnswer answer) {
    double largest =
        answer.debiased()
            ? answer.given().values().stream()
                .mapToDouble(v -> words.orElseThrow().standardError(factor, v))
                .max()
                .orElse(Double.NaN)
            : Double.NaN;
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
