package io.idealstream.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.idealstream.wire.config.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What would be dear to evaluate, or to read already, is refused with its reason. */
class HostileExpressionTest {

  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of(
            "too long",
            "'" + "x".repeat(4_000) + "' == ''",
            "expected at most 4000 characters, found more"),
        Arguments.of(
            "brackets",
            "(".repeat(1_900) + "true" + ")".repeat(1_900),
            "expected at most 32 levels of nesting, found more"),
        Arguments.of(
            "lists",
            "[".repeat(40) + "]".repeat(40) + " == []",
            "line 1, column 32: expected at most 32 levels of nesting, found more"),
        Arguments.of(
            "a sum",
            "1" + " + 1".repeat(100) + " == 1",
            "expected at most 32 levels of nesting, found more"),
        Arguments.of(
            "a path",
            "item" + ".a".repeat(400) + " == 1",
            "expected at most 32 levels of nesting, found more"),
        Arguments.of(
            "many parts",
            "true" + " && true".repeat(400),
            "expected at most 500 names, values and operations, found more"),
        Arguments.of(
            "loops",
            "hits.exists(h, true)" + " && hits.exists(h, true)".repeat(8),
            "line 1, column 204: expected at most 8 of exists, all, exists_one, map and filter"),
        Arguments.of(
            "loops in loops",
            "hits.exists(a, hits.exists(b, hits.exists(c, true)))",
            "line 1, column 42: expected at most 2 of exists, all, exists_one, map and filter inside"
                + " one another"),
        Arguments.of(
            "texts that grow",
            "hits.map(h, item.id + item.id).size() > 0",
            "line 1, column 21: texts and lists cannot be joined inside exists, all or map"),
        Arguments.of(
            "another name for hits",
            "hits.exists(hits, true)",
            "line 1, column 12: hits already has a meaning; take another name"),
        Arguments.of(
            "a pattern of an item",
            "item.id.matches(item.feed)",
            "line 1, column 16: expected the regular expression itself, as a text in quotes"),
        Arguments.of(
            "a long pattern",
            "item.id.matches('" + "a".repeat(201) + "')",
            "line 1, column 17: expected a regular expression of at most 200 characters, found 201"),
        Arguments.of(
            "a pattern that grows",
            "item.id.matches('((((a{1000}){1000}){1000}){1000})')",
            "line 1, column 17: a group cannot be repeated by a number; write it out"),
        Arguments.of(
            "a large pattern",
            "item.id.matches('a{900}b{900}')",
            "line 1, column 17: the regular expression comes to 1802 instructions, expected at most"
                + " 1000"),
        Arguments.of(
            "a wrong pattern",
            "item.id.matches('a(')",
            "line 1, column 17: not a regular expression of RE2: error parsing regexp: missing closing"
                + " ): `a(`"),
        Arguments.of(
            "a message", "Item{}.id == ''", "line 1, column 5: messages cannot be made here"),
        Arguments.of(
            "a number",
            "labels.birds.bird.support",
            "expected an expression that gives true or false, found one that gives double"),
        Arguments.of(
            "anything",
            "dyn(true)",
            "expected an expression that gives true or false, found one that gives dyn"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void itIsRefusedAtOnce(String what, String expression, String why) {
    Problems problems = new Problems();
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () ->
            assertNull(
                new ExpressionReader(Vocabulary.UNKNOWN, problems).truth("when", expression)));
    assertEquals(List.of("when: " + why), problems.sentences());
  }

  /** RE2 takes time in proportion to the text, where others would take years. */
  @Test
  void aPatternThatOthersBacktrackOnIsFast() {
    Item item = new Item("a".repeat(500), "f", Things.TIME, null, Map.of());
    Facts facts = new Facts(item, List.of(), List.of());
    Object value =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60), () -> Things.value("item.id.matches('^(a+)+b$')", facts));
    assertEquals(false, value);
  }

  @Test
  void whatIsJustWithinBoundsIsTaken() {
    Problems problems = new Problems();
    ExpressionReader reader = new ExpressionReader(Vocabulary.UNKNOWN, problems);
    assertNotNull(reader.truth("", "hits.exists(h, true)" + " && hits.exists(h, true)".repeat(7)));
    assertNotNull(reader.truth("", "hits.exists(a, hits.exists(b, a.score > b.score))"));
    assertNotNull(reader.truth("", "true" + " && true".repeat(249)));
    assertNotNull(reader.truth("", "item.id.matches('^[a-f0-9]{64}$')"));
    assertEquals(List.of(), problems.sentences());
  }
}
