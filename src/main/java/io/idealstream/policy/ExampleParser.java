package io.idealstream.policy;

import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.Source;
import io.idealstream.wire.config.Section;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one example of a policy; what it leaves out of labels and hits has stand-ins. */
final class ExampleParser {

  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final String MODEL = "example";
  private static final long MOST = 1_000_000_000;

  private ExampleParser() {}

  static Example parse(Section section) {
    String name = section.text("name", section.path());
    Item item = item(section.section("item"));
    List<Label> labels = labels(section.section("labels"), item);
    List<Hit> hits = new ArrayList<>();
    for (Section hit : section.sections("hits")) {
      hits.add(hit(hit, item));
    }
    Conditions conditions = ExampleConditions.parse(section, item.time());
    Map<String, Long> counts = new LinkedHashMap<>();
    Section counted = section.section("counts");
    counted.names().forEach(count -> counts.put(count, counted.integer(count, 0, 0, MOST)));
    long earlier = section.integer("earlier", 0, 0, MOST);
    String expected = section.text("expect");
    section.refuseOthers();
    return new Example(name, new Facts(item, labels, hits, conditions), counts, earlier, expected);
  }

  private static Item item(Section section) {
    Map<String, String> attributes = new LinkedHashMap<>();
    Section given = section.section("attributes");
    given.names().forEach(name -> attributes.put(name, given.scalar(name)));
    Item item =
        new Item(
            section.text("id", "example"),
            section.text("feed", "default"),
            time(section),
            section.text("caption", null),
            attributes);
    section.refuseOthers();
    return item;
  }

  private static Instant time(Section section) {
    String text = section.text("time", TIME.toString());
    try {
      return Instant.parse(text);
    } catch (DateTimeException wrong) {
      section
          .problems()
          .expected(section.pathOf("time"), "a time such as 2026-03-01T12:00:00Z", text);
      return TIME;
    }
  }

  private static List<Label> labels(Section section, Item item) {
    List<Label> labels = new ArrayList<>();
    for (String space : section.names()) {
      Section given = section.section(space);
      Map<String, FactorLabel> factors = new LinkedHashMap<>();
      for (String factor : given.names()) {
        factors.put(factor, answer(given, factor));
      }
      labels.add(
          new Label(
              item.id(), item.feed(), item.time(), space, 1, MODEL, 1, Source.PROMPTS, factors));
    }
    return labels;
  }

  /** An answer, or its label alone. */
  private static FactorLabel answer(Section factors, String factor) {
    if (factors.isText(factor)) {
      String label = factors.text(factor);
      return new FactorLabel(
          label, 1.0, Map.of(label, 1.0), new RawAnswer(label, 1.0), true, 0, null);
    }
    Section section = factors.section(factor);
    String label = section.text("label", null);
    Double probability = numberOrNull(section, "probability");
    Map<String, Double> probabilities = numbers(section.section("probabilities"));
    List<String> labels = section.texts("labels", null);
    RawAnswer raw =
        section.has("raw")
            ? raw(section.section("raw"))
            : new RawAnswer(label, probability, labels, labels == null ? null : probabilities);
    FactorLabel answer =
        new FactorLabel(
            label,
            probability,
            probabilities,
            raw,
            section.truth("debiased", true),
            section.number("support", 0),
            section.text("abstained", null),
            labels,
            numberOrNull(section, "margin"),
            numberOrNull(section, "standardError"),
            section.text("method", null),
            null);
    section.refuseOthers();
    return answer;
  }

  private static RawAnswer raw(Section section) {
    RawAnswer raw =
        new RawAnswer(
            section.text("label", null),
            numberOrNull(section, "probability"),
            section.texts("labels", null),
            section.has("probabilities") ? numbers(section.section("probabilities")) : null);
    section.refuseOthers();
    return raw;
  }

  private static Hit hit(Section section, Item item) {
    Hit hit =
        new Hit(
            section.text("query"),
            section.integer("queryVersion", 1, 1, MOST),
            item.id(),
            item.feed(),
            item.time(),
            section.number("score", 1),
            section.has("rank") ? (Integer) (int) section.integer("rank", 1, 1, MOST) : null,
            section.truth("lookBack", false),
            MODEL,
            null,
            section.has("priority")
                ? (Integer) (int) section.integer("priority", 0, -MOST, MOST)
                : null,
            null,
            null);
    section.refuseOthers();
    return hit;
  }

  private static Map<String, Double> numbers(Section section) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    section.names().forEach(name -> numbers.put(name, section.number(name)));
    return numbers;
  }

  private static Double numberOrNull(Section section, String name) {
    return section.has(name) ? (Double) section.number(name) : null;
  }
}
