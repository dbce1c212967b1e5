package io.idealstream.policy;

import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelFunctionResolver;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import io.idealstream.wire.RawAnswer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The facts about an item as expressions see them, made once for all policies. Not for several
 * threads at once.
 */
final class Situation {

  private final Facts facts;
  private final Map<String, Object> variables;
  private CelFunctionResolver functions;

  Situation(Facts facts) {
    this(
        facts,
        Map.of(
            Environment.ITEM,
            item(facts.item()),
            Environment.LABELS,
            labels(facts.labels()),
            Environment.HITS,
            facts.hits().stream().map(Situation::hit).toList(),
            Environment.COUNTS,
            Map.of()));
  }

  private Situation(Facts facts, Map<String, Object> variables) {
    this.facts = facts;
    this.variables = variables;
  }

  /** The same to a policy, which sees its own counts. */
  Situation of(Policy policy) {
    if (policy.counts().isEmpty()) {
      return this;
    }
    Map<String, Object> own = new LinkedHashMap<>(variables);
    own.put(Environment.COUNTS, facts.counts(policy.name()));
    return new Situation(facts, own);
  }

  Facts facts() {
    return facts;
  }

  /** Name to value. */
  Map<String, Object> variables() {
    return variables;
  }

  /** Functions of how things stood at the item's time. */
  CelFunctionResolver functions() {
    if (functions == null) {
      functions = ConditionFunctions.of(facts.conditions());
    }
    return functions;
  }

  private static Map<String, Object> item(Item item) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", item.id());
    fields.put("feed", item.feed());
    fields.put("time", item.time());
    fields.put("caption", orNull(item.caption()));
    fields.put("attributes", ordered(item.attributes()));
    return fields;
  }

  private static Map<String, Object> labels(Map<String, Label> labels) {
    Map<String, Object> spaces = new TreeMap<>();
    labels.forEach(
        (space, label) -> {
          Map<String, Object> factors = new TreeMap<>();
          label.factors().forEach((factor, answer) -> factors.put(factor, answer(answer)));
          spaces.put(space, factors);
        });
    return spaces;
  }

  private static Map<String, Object> answer(FactorLabel answer) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("label", orNull(answer.label()));
    fields.put("labels", orEmpty(answer.labels()));
    fields.put("probability", orNull(answer.probability()));
    fields.put("probabilities", ordered(answer.probabilities()));
    fields.put("raw", raw(answer.raw()));
    fields.put("debiased", answer.debiased());
    fields.put("support", answer.support());
    fields.put("abstained", orNull(answer.abstained()));
    fields.put("margin", orNull(answer.margin()));
    fields.put("standardError", orNull(answer.standardError()));
    fields.put("method", orNull(answer.method()));
    return fields;
  }

  private static Map<String, Object> raw(RawAnswer raw) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("label", orNull(raw.label()));
    fields.put("labels", orEmpty(raw.labels()));
    fields.put("probability", orNull(raw.probability()));
    fields.put("probabilities", ordered(raw.probabilities()));
    return fields;
  }

  private static Map<String, Object> hit(Hit hit) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("query", hit.query());
    fields.put("queryVersion", hit.queryVersion());
    fields.put("score", hit.score());
    fields.put("rank", integer(hit.rank()));
    fields.put("lookBack", hit.lookBack());
    fields.put("words", integer(hit.words()));
    fields.put("priority", integer(hit.priority()));
    fields.put("concepts", ordered(hit.concepts()));
    return fields;
  }

  /** Whoever goes through a map does so in the same order always. */
  private static Map<String, ?> ordered(Map<String, ?> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
  }

  private static List<String> orEmpty(List<String> texts) {
    return texts == null ? List.of() : texts;
  }

  private static Object integer(Number number) {
    return number == null ? NullValue.NULL_VALUE : (Object) number.longValue();
  }

  private static Object orNull(Object value) {
    return value == null ? NullValue.NULL_VALUE : value;
  }
}
