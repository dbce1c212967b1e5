package io.idealstream.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.PolicyVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTimelineTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final PolicyTimeline timeline = new PolicyTimeline();

  private static CompiledPolicy policy(String name, String action) {
    return Things.policy(name, "true", "{name: " + action + "}");
  }

  private String at(Instant time) {
    Item item = new Item("i", "f", time, null, Map.of());
    Decision decision = timeline.at(time).draft(new Facts(item, List.of(), List.of())).decision();
    return String.join(" ", decision.policies().stream().map(PolicyTimelineTest::words).toList());
  }

  private static String words(PolicyVerdict verdict) {
    return verdict.policy() + "/" + verdict.version() + ":" + verdict.action().name();
  }

  @Test
  void aVersionIsInForceFromItsOwnMillisecondOnUntilTheNextOnes() {
    timeline.put("a", 1, START, policy("a", "tag"));
    timeline.put("b", 1, START.plusSeconds(5), policy("b", "review"));
    timeline.put("a", 2, START.plusSeconds(10), policy("a", "hide"));
    timeline.put("b", 2, START.plusSeconds(20), null);

    assertEquals("", at(START.minusMillis(1)));
    assertEquals("a/1:tag", at(START));
    assertEquals("a/1:tag", at(START.plusMillis(4_999)));
    assertEquals("a/1:tag b/1:review", at(START.plusSeconds(5)));
    assertEquals("a/2:hide b/1:review", at(START.plusSeconds(10)));
    assertEquals("a/2:hide", at(START.plusSeconds(20)));
    assertEquals("a/2:hide", at(START.plusSeconds(1_000_000)));
    assertTrue(timeline.at(START.minusMillis(1)).isEmpty());
    assertFalse(timeline.at(START).isEmpty());
  }

  @Test
  void whatIsKnownAlreadyChangesNothing() {
    timeline.put("a", 2, START, policy("a", "tag"));
    timeline.put("a", 2, START, policy("a", "hide"));
    timeline.put("a", 1, START.plusSeconds(1), policy("a", "hide"));
    assertEquals("a/2:tag", at(START.plusSeconds(2)));
  }

  @Test
  void theLastTenVersionsAreKnown() {
    for (int version = 1; version <= 12; version++) {
      timeline.put("a", version, START.plusSeconds(version), policy("a", "v" + version));
      assertFalse(timeline.isBeyond(START.plusSeconds(3)));
    }
    assertTrue(timeline.isBeyond(START.plusMillis(2_999)));
    assertEquals("", at(START.plusSeconds(2)));
    assertEquals("a/3:v3", at(START.plusSeconds(3)));
    assertFalse(timeline.isKnown("a", 2));
    assertTrue(timeline.isKnown("a", 12));
    timeline.forget("a");
    assertEquals("", at(START.plusSeconds(12)));
    assertFalse(timeline.isBeyond(START));
  }
}
