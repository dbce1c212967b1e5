package io.idealstream.stream.decide;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.stream.Embedded;
import io.idealstream.stream.ItemPart;
import io.idealstream.stream.Modality;
import io.idealstream.stream.PolicyInForce;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.Source;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.PolicyVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Parts of items and policies for tests, from one feed. */
final class Parts {

  static final int GROUPS = 720;
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Duration WINDOW = Duration.ofMinutes(1);

  /** What fires for owls. */
  static final String OWLS =
      "policy: owls\nwhen: labels.birds.bird.label == 'owl'\naction: {name: review}\n";

  /** What fires for hits of a query by windows. */
  static final String BEST =
      "policy: best\nwhen: hits.exists(h, h.query == 'best')\naction: {name: show, priority: 2}\n";

  private Parts() {}

  static PolicyInForce policy(String yaml, long version, Instant since) {
    String name = yaml.substring("policy: ".length(), yaml.indexOf('\n'));
    return new PolicyInForce(name, version, yaml.getBytes(UTF_8), since.toEpochMilli(), false);
  }

  /** In force for all items of these tests. */
  static PolicyInForce policy(String yaml) {
    return policy(yaml, 1, NOON.minusSeconds(86_400));
  }

  static String key(String id) {
    return "cam/" + id;
  }

  static ItemPart labelled(String id, Instant time, String bird) {
    return labelled(id, time, bird, "ann");
  }

  static ItemPart labelled(String id, Instant time, String bird, String author) {
    return Labelled.part(item(id, time, author), List.of(label(id, time, "birds", bird)));
  }

  static Embedded item(String id, Instant time, String author) {
    return new Embedded(
        Modality.IMAGE,
        id,
        "cam",
        time,
        "sha256:x",
        new float[] {1},
        "a bird",
        null,
        0,
        Map.of("author", author));
  }

  static Label label(String id, Instant time, String space, String... birds) {
    Map<String, FactorLabel> factors = new TreeMap<>();
    for (int i = 0; i < birds.length; i++) {
      factors.put(
          i == 0 ? "bird" : "bird" + i,
          new FactorLabel(
              birds[i],
              0.75,
              Map.of("owl", 0.75, "duck", 0.25),
              new RawAnswer("duck", 0.5),
              true,
              12,
              null,
              null,
              0.5,
              0.01,
              "ideal-words",
              null));
    }
    return new Label(id, "cam", time, space, 3, "sha256:x", 7, Source.IMAGES, factors);
  }

  static Hit hit(String id, Instant time, String query, double score) {
    return new Hit(
        query, 2, id, "cam", time, score, null, false, "sha256:x", null, null, null, null);
  }

  /** All key groups at once. */
  static ItemPart matched(String id, Instant time, Hit... hits) {
    return matched(id, time, 0, GROUPS, List.of(hits), Map.of());
  }

  /** All key groups; among the best of query {@code best} in the window of the time. */
  static ItemPart among(String id, Instant time, Hit... hits) {
    return matched(id, time, 0, GROUPS, List.of(hits), Map.of("best", end(time)));
  }

  static ItemPart matched(
      String id, Instant time, int first, int groups, List<Hit> hits, Map<String, Long> open) {
    return new ItemPart(
        key(id), time, ItemPart.Kind.MATCHED, new Matched(hits, open).toBytes(), first, groups);
  }

  /** A hit of a window. */
  static ItemPart later(String id, Instant time, String query, long end) {
    Hit hit = hit(id, time, query, 0.5).ranked(1);
    return new ItemPart(
        key(id),
        time,
        ItemPart.Kind.LATER,
        new Matched(List.of(hit), Map.of(query, end)).toBytes());
  }

  static ItemPart later(String id, Instant time) {
    return later(id, time, "best", end(time));
  }

  /** End of the window that a time is in. */
  static long end(Instant time) {
    long window = WINDOW.toMillis();
    return (time.toEpochMilli() / window + 1) * window;
  }

  static ItemPart forgotten(String id) {
    return ItemPart.forgotten(Embedded.forgotten(new Erasure("r", "cam", id, "anna", null, NOON)));
  }

  /** An item with its labels and hits, all at once. */
  static List<ItemPart> whole(String id, Instant time, String bird, Hit... hits) {
    return List.of(labelled(id, time, bird), matched(id, time, hits));
  }

  /** {@code id number[<revised] action by policy/version ...}. */
  static String words(Decision decision) {
    List<String> policies = new ArrayList<>();
    for (PolicyVerdict verdict : decision.policies()) {
      policies.add(verdict.policy() + "/" + verdict.version());
    }
    return "%s %d%s %s by %s"
        .formatted(
            decision.id(),
            decision.number(),
            decision.revises() == null ? "" : "<" + decision.revises(),
            decision.action() == null ? "none" : decision.action().name(),
            String.join(" ", policies));
  }
}
