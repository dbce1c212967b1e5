package io.idealstream.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.idealstream.fixtures.DocPage;
import io.idealstream.policy.PolicyFile;
import io.idealstream.policy.Vocabulary;
import io.idealstream.wire.Caption;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Distinct;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Label;
import io.idealstream.wire.Query;
import io.idealstream.wire.Reason;
import io.idealstream.wire.Term;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.config.Misconfigured;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages name every field that is read, and every reason for which a record is refused. */
class FieldsGuideTest {

  /** A field that no reader knows, nor takes for a slip of another. */
  private static final String UNKNOWN = "qqqqqqqqqqqq";

  private static final Pattern EXPECTED =
      Pattern.compile("(?:(.*)\\.)?" + UNKNOWN + ": unknown field; expected (.*)");

  @Test
  void everyFieldOfASpaceHasItsRow() {
    String file =
        """
        space: s
        templates: ["a {a}"]
        plain: {a: ["a {a}"]}
        factors: {F: {role: label, values: [x, y], %1$s: 1}}
        gate: {against: [t], %1$s: 1}
        estimate: {%1$s: 1}
        %1$s: 1
        """;
    Set<String> fields = new TreeSet<>();
    known(file, bytes -> SpaceFile.read("s.yaml", bytes))
        .forEach((path, names) -> names.forEach(name -> fields.add(join(path, name))));
    assertEquals(fields, firstCells(DocPage.of("docs/spaces.md")));
  }

  @Test
  void everyFieldOfAPolicyIsInItsTable() {
    String file =
        """
        policy: p
        when: "true"
        action: {name: a, %1$s: 1}
        reason: {%1$s: 1}
        limits: {per: item.id, at-most: 1, within: 1h, then: {name: b, %1$s: 1}, %1$s: 1}
        sample: {of-the-rest: 1%%, %1$s: 1}
        counts: {posts: {per: item.id, within: 1h, %1$s: 1}}
        examples: [{expect: none, %1$s: 1}]
        %1$s: 1
        """;
    DocPage page = DocPage.of("docs/policies.md");
    DocPage fields = page.section("The file");
    Map<String, List<String>> known =
        known(file, bytes -> PolicyFile.read("p.yaml", bytes, Vocabulary.UNKNOWN));
    assertEquals(
        Set.of(
            "",
            "action",
            "reason",
            "limits",
            "limits.then",
            "sample",
            "counts.posts",
            "examples[0]"),
        known.keySet());
    assertEquals(new TreeSet<>(known.remove("")), firstCells(fields));
    assertEquals(new TreeSet<>(known.remove("counts.posts")), firstCells(page.section("Counts")));
    known.remove("limits.then"); // an action
    String examples = page.section("Examples").text();
    for (String name : known.remove("examples[0]")) {
      assertFalse(missing(name, examples), "examples: " + name);
    }
    known.forEach(
        (field, names) ->
            names.forEach(
                name -> assertFalse(missing(name, fields.row(field)), field + "." + name)));
  }

  @Test
  void everyFieldOfAQueryIsInItsTables() {
    DocPage page = DocPage.of("docs/queries.md");
    DocPage query = page.section("The query, field by field");
    assertEquals(names(Query.class), firstCells(query));
    names(Distinct.class).forEach(name -> assertFalse(missing(name, query.row("distinct")), name));
    String terms = page.section("Terms").text();
    names(Term.class).forEach(name -> assertFalse(missing(name, terms), name));
  }

  @Test
  void everyFieldOfAnImageAndOfACaptionHasItsRow() {
    DocPage page = DocPage.of("docs/input.md");
    Set<String> both = names(ImageItem.class);
    both.addAll(names(Caption.class));
    assertEquals(both, firstCells(page.section("The fields")));
  }

  @Test
  void everyFieldOfALabelHasItsRow() {
    Set<String> both = names(Label.class);
    both.addAll(names(FactorLabel.class));
    both.remove("factors"); // what the second table is of
    assertEquals(
        both, firstCells(DocPage.of("docs/labels.md").section("The record, field by field")));
  }

  @Test
  void everyReasonHasItsRowInTheCodesOrder() {
    assertEquals(
        Arrays.stream(Reason.values()).map(Reason::code).toList(),
        DocPage.of("docs/dead-letters.md").section("The reasons").rows().stream()
            .map(row -> row.get(0))
            .toList());
  }

  @Test
  void everyHeaderOfADeadLetterHasItsRow() {
    String page = DocPage.of("docs/dead-letters.md").text();
    Stream.of(
            DeadLetter.SOURCE_TOPIC,
            DeadLetter.SOURCE_PARTITION,
            DeadLetter.SOURCE_OFFSET,
            DeadLetter.SOURCE_TIMESTAMP,
            DeadLetter.REASON,
            DeadLetter.DETAIL,
            DeadLetter.LENGTH,
            DeadLetter.SHA256,
            DeadLetter.SOURCE_HEADER_PREFIX + "NAME")
        .forEach(name -> assertFalse(missing(name, page), name));
  }

  /** What a reader knows of each object of a file that has an unknown field in each. */
  private static Map<String, List<String>> known(String file, Consumer<byte[]> reader) {
    byte[] bytes = file.formatted(UNKNOWN).getBytes(StandardCharsets.UTF_8);
    return assertThrows(Misconfigured.class, () -> reader.accept(bytes)).problems().stream()
        .map(EXPECTED::matcher)
        .filter(Matcher::matches)
        .collect(
            Collectors.toMap(
                found -> found.group(1) == null ? "" : found.group(1),
                found -> List.of(found.group(2).split(", "))));
  }

  private static Set<String> names(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> firstCells(DocPage page) {
    return page.rows().stream()
        .flatMap(List::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean missing(String name, String text) {
    return !text.contains('`' + name + '`') && !text.contains(name + ":");
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
