package io.idealstream.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.policy.ExampleRun.Part;
import io.idealstream.wire.decision.Action;
import io.idealstream.wire.decision.Counted;
import io.idealstream.wire.decision.VerdictState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExaminedTest {
  private static final String LIMITED =
      """
      policy: author
      when: labels.birds.bird.label == "waterbird"
      unless: item.feed == "zoo"
      action: {name: review}
      limits: {per: item.attributes.author, at-most: 3, within: 24h, then: {name: restrict}}
      sample: {of-the-rest: 100%}
      """;

  @Test
  void whatFiredIsToldPartByPartAndWithTheLimitAsItWasCounted() {
    Examined examined = Examined.of(Things.policy(LIMITED), Things.bird());
    assertEquals(
        List.of(
            new Part(0, "labels.birds.bird.label == \"waterbird\"", "true"),
            new Part(1, "labels.birds.bird.label", "waterbird")),
        examined.when());
    assertEquals(new Part(0, "item.feed == \"zoo\"", "false"), examined.unless().get(0));
    assertEquals(VerdictState.FIRED, examined.within().state());
    assertEquals("ann", examined.limit().key());
    assertEquals(new Action("review", null, 0), examined.verdict(null).action());
    Verdict within = examined.verdict(new Counted("ann", 2, false));
    assertEquals(new Action("review", null, 0), within.action());
    Verdict beyond = examined.verdict(new Counted("ann", 3, true));
    assertEquals(new Action("restrict", null, 0), beyond.action());
    assertEquals(new Counted("ann", 3, true), beyond.limit());
    assertEquals(false, examined.sampled(), "it fired");
  }

  @Test
  void whatIsPassedOverHasPartsAndMaySampleTheItem() {
    Examined examined =
        Examined.of(Things.policy(LIMITED.replace("waterbird", "owl")), Things.bird());
    assertNull(examined.within());
    assertNull(examined.verdict(new Counted("ann", 3, true)));
    assertEquals("false", examined.when().get(0).value());
    assertTrue(examined.sampled());
  }
}
