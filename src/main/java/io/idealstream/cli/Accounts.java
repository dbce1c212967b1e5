package io.idealstream.cli;

import io.idealstream.policy.Conditions;
import io.idealstream.policy.ExampleRun.Part;
import io.idealstream.policy.Item;
import io.idealstream.wire.Drift;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Label;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.decision.FeedDrift;
import io.idealstream.wire.decision.LabelQuality;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Lines and trees about items, what is known of them, and parts of expressions. */
final class Accounts {

  private Accounts() {}

  /** An item in a line. */
  static String item(Item item) {
    StringBuilder line = new StringBuilder();
    line.append(Keys.item(item.feed(), item.id())).append(", of ").append(item.time());
    if (item.caption() != null) {
      line.append(", caption \"").append(item.caption()).append('"');
    }
    new TreeMap<>(item.attributes())
        .forEach((name, value) -> line.append(", ").append(name).append(' ').append(value));
    return line.toString();
  }

  /** Labels and hits, each in a line. */
  static List<String> evidence(Collection<Label> labels, List<Hit> hits, int leftOut) {
    List<String> lines = new ArrayList<>();
    for (Label label : labels) {
      lines.add(
          "labels of %s: version %d of the space, words %d of %s, model %s"
              .formatted(
                  label.space(),
                  label.spaceVersion(),
                  label.words(),
                  label.source().code(),
                  label.model()));
      label.factors().forEach((factor, answer) -> lines.add("  " + answer(factor, answer)));
    }
    for (Hit hit : hits) {
      lines.add(
          "hit of %s: version %d of the query, score %s%s%s"
              .formatted(
                  hit.query(),
                  hit.queryVersion(),
                  number(hit.score()),
                  hit.rank() == null ? "" : ", rank " + hit.rank(),
                  hit.words() == null ? "" : ", words " + hit.words()));
    }
    if (leftOut > 0) {
      lines.add("%s more that the decision has no room for".formatted(Count.of(leftOut, "hit")));
    }
    return lines;
  }

  /** How things stood, a line each. */
  static List<String> conditions(Conditions conditions) {
    List<String> lines = new ArrayList<>();
    for (FeedDrift drift : conditions.drifts()) {
      String name = Drift.name(drift.signal(), drift.factor(), drift.value());
      lines.add("drift in space %s: %s, since %s".formatted(drift.space(), name, drift.since()));
    }
    for (LabelQuality quality : conditions.quality()) {
      lines.add(
          "quality of %s.%s, of %s items with feedback: worst group %s, plain prompts %s"
              .formatted(
                  quality.space(),
                  quality.factor(),
                  number(quality.items()),
                  worst(quality.debiased()),
                  worst(quality.raw())));
    }
    return lines;
  }

  private static String worst(GroupAccuracy accuracy) {
    return accuracy.worst() == null
        ? "not known"
        : accuracy.worstGroup() + " " + number(accuracy.worst());
  }

  private static String answer(String factor, FactorLabel answer) {
    String label =
        said(answer.label(), answer.labels(), answer.probability(), answer.probabilities());
    RawAnswer raw = answer.raw();
    String plain = said(raw.label(), raw.labels(), raw.probability(), raw.probabilities());
    String by =
        answer.debiased()
            ? "debiased; plain prompts say " + plain
            : "by plain prompts" + (plain.equals(label) ? "" : ", which say " + plain);
    return "%s: %s%s, %s"
        .formatted(
            factor,
            label,
            answer.abstained() == null ? "" : " (abstained: " + answer.abstained() + ")",
            by);
  }

  /** The label with its probability; of several that may hold, each with its own. */
  private static String said(
      String label, List<String> labels, Double probability, Map<String, Double> probabilities) {
    if (labels == null) {
      String shown = label == null ? "no label" : label;
      return probability == null ? shown : shown + " (" + number(probability) + ")";
    }
    List<String> each = new ArrayList<>();
    for (String one : labels) {
      Double own = probabilities == null ? null : probabilities.get(one);
      each.add(own == null ? one : one + " (" + number(own) + ")");
    }
    return each.isEmpty() ? "none" : String.join(" and ", each);
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** Parts of an expression under its name, a line each; none where there is none. */
  static List<String> parts(String name, List<Part> parts) {
    List<String> lines = new ArrayList<>();
    if (!parts.isEmpty()) {
      lines.add(name);
    }
    for (Part part : parts) {
      lines.add(line(part));
    }
    return lines;
  }

  /** A part of an expression with its value. */
  static String line(Part part) {
    return "  ".repeat(part.depth() + 1) + part.text() + "  =  " + part.value();
  }

  /** The same for JSON. */
  static List<Object> tree(List<Part> parts) {
    List<Object> all = new ArrayList<>();
    for (Part part : parts) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("depth", (long) part.depth());
      one.put("text", part.text());
      one.put("value", part.value());
      all.add(one);
    }
    return all;
  }

  static List<String> indented(List<String> lines) {
    return lines.stream().map(line -> "  " + line).toList();
  }
}
