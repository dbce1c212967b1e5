package io.idealstream.wire.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.idealstream.wire.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SectionTest {

  private final Problems problems = new Problems();

  private Section section(Map<String, Object> fields) {
    return new Section(new TreeMap<>(fields), "job", problems);
  }

  @Test
  void whatIsThereIsRead() {
    Section section =
        section(
            Map.of(
                "text",
                "x",
                "texts",
                "alone",
                "number",
                3L,
                "time",
                "6h",
                "source",
                "captions",
                "nested",
                Map.of("inner", List.of("a", "b")),
                "whole",
                7L,
                "truth",
                true));

    assertEquals("x", section.text("text"));
    assertEquals(List.of("alone"), section.texts("texts"));
    assertEquals(3.0, section.number("number"));
    assertEquals(7, section.integer("whole", 1, 0, 10));
    assertEquals(Duration.ofHours(6), section.duration("time", null));
    assertEquals(Source.CAPTIONS, section.choice("source", Source.class));
    assertEquals(List.of("a", "b"), section.section("nested").texts("inner"));
    assertEquals(true, section.truth("truth", false));
    section.refuseOthers();
    assertEquals(List.of(), problems.sentences());
  }

  @Test
  void whatIsMissingIsReplacedOrNoted() {
    Section section = section(Map.of());

    assertEquals("y", section.text("a", "y"));
    assertEquals(Duration.ofHours(1), section.duration("b", Duration.ofHours(1)));
    assertEquals(Source.BLEND, section.choice("c", Source.class, Source.BLEND));
    assertEquals(List.of(), section.section("d").names());
    assertEquals(List.of(), problems.sentences());

    assertNull(section.text("e"));
    assertEquals(List.of("job.e: expected a text, found nothing"), problems.sentences());
  }

  @Test
  void whatIsWrongIsNotedAndReadingGoesOn() {
    Section section =
        section(
            Map.of(
                "a",
                1L,
                "b",
                List.of("x", 2L),
                "c",
                "much",
                "d",
                11L,
                "e",
                "0s",
                "f",
                "nowhere",
                "g",
                3L,
                "h",
                "yes"));

    section.text("a");
    section.texts("b");
    section.number("c");
    assertEquals(5, section.integer("d", 5, 0, 10));
    section.duration("e", null);
    section.choice("f", Source.class);
    section.section("g");
    section.truth("h", false);

    assertEquals(
        List.of(
            "job.a: expected a text, found 1",
            "job.b[1]: expected a text, found 2",
            "job.c: expected a number, found \"much\"",
            "job.d: expected a whole number from 0 to 10, found 11",
            "job.e: expected a time such as 250ms, 10s, 5m, 1h30m or 2d, found \"0s\"",
            "job.f: expected prompts or captions or images or feedback or blend or inferred or"
                + " completed, found \"nowhere\"",
            "job.g: expected an object, found 3",
            "job.h: expected true or false, found \"yes\""),
        problems.sentences());
  }

  @Test
  void unknownFieldsAreRefusedWithTheNameThatWasProbablyMeant() {
    Section section = section(Map.of("templats", "x", "zebra", 1L));
    section.texts("templates", List.of());
    section.text("space", "x");

    section.refuseOthers();

    assertEquals(
        List.of(
            "job.templats: unknown field; did you mean templates?",
            "job.zebra: unknown field; expected templates, space"),
        problems.sentences());
  }

  @Test
  void allProblemsAreRaisedAtOnce() {
    problems.refuseIfAny("conf/job.yaml");
    problems.note("a", "one");
    problems.note("b", "two");

    Misconfigured refused =
        assertThrows(Misconfigured.class, () -> problems.refuseIfAny("conf/job.yaml"));

    assertEquals("conf/job.yaml: 2 problems\n  a: one\n  b: two", refused.getMessage());
    assertEquals(List.of("a: one", "b: two"), refused.problems());
  }

  @Test
  void aShortNameIsNotTakenForAnyOther() {
    assertEquals(Optional.empty(), Spelling.closest("x", Set.of("k")));
    assertEquals(Optional.of("role"), Spelling.closest("rol", Set.of("role", "kind")));
  }
}
