package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Publisher;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.Source;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.Action;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.Evidence;
import io.idealstream.wire.decision.PolicyVerdict;
import io.idealstream.wire.decision.Sampled;
import io.idealstream.wire.decision.StatedReason;
import io.idealstream.wire.decision.VerdictState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What commands about policies say of topics, where a test writes in place of a job. */
class PolicyTopicsIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String BOATS =
      """
      policy: boats
      when: labels.scenes.thing.label == "boat" && hits.exists(h, h.score > 0.3)
      action: {name: review}
      reason: {text: "a {labels.scenes.thing.label}"}
      sample: {of-the-rest: 100%}
      """;

  /** A policy that fired for a reason. */
  private record Fired(long version, String policy, String text) {
    PolicyVerdict verdict() {
      Action review = new Action("review", null, 0);
      return new PolicyVerdict(
          policy, version, VerdictState.FIRED, false, review, null, null, List.of());
    }
  }

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir private Path folder;

  @BeforeEach
  void createTopics() {
    kafka.createTopics(2);
  }

  @Test
  void policiesAreListedWithWhatTheJobSaysOfThem() throws Exception {
    assertEquals(0, publish(BOATS).code());
    assertEquals(
        List.of(
            "boats: nothing was said of it yet",
            "  review where labels.scenes.thing.label == \"boat\" && hits.exists(h, h.score > 0.3);"
                + " 100 % of the rest are sampled; goes by labels of scenes.thing, hits of every"
                + " query"),
        run("policy", "list").out().lines().toList());
    inForce(4, NOON);
    assertTrue(
        run("policy", "list", "--json")
            .out()
            .startsWith(
                "{\"policy\":\"boats\",\"state\":\"active\",\"version\":4,"
                    + "\"since\":\"2026-03-01T12:00:00Z\",\"detail\":\"for items from"
                    + " 2026-03-01T12:00:00Z on\",\"file\":{\"policy\":\"boats\""));
    say("boats", 0, StatusState.REJECTED, "when: no; version 4 stays in force");
    assertEquals(
        "boats: version 0 rejected, when: no; version 4 stays in force",
        run("policy", "list").out().lines().findFirst().orElseThrow());
    CommandRun misspelt = run("policy", "remove", "boat");
    assertEquals(0, misspelt.code());
    assertTrue(misspelt.err().endsWith("nothing is removed; did you mean boats?\n"), misspelt::err);
    CommandRun unheard = run("policy", "remove", "boats", "--wait", "0");
    assertEquals(1, unheard.code());
    assertTrue(
        unheard.err().contains("did not say that the policy is disabled within 0 s"), unheard::err);
    assertEquals("", run("policy", "list").out());
  }

  @Test
  void namesThatAreOnNoTopicAreToldAndThePoliciesAreSent() throws Exception {
    CommandRun run = publish(BOATS);
    assertEquals(0, run.code());
    assertEquals("1 policy sent\n", run.out());
    assertTrue(
        run.err()
            .contains(
                ": when: line 1, column 20: unknown space \"scenes\"; there are none (sent all the"
                    + " same)\n"),
        run::err);
  }

  @Test
  void anotherAnswerIsToldAndSoIsATextThatIsNotTheVersions() throws Exception {
    publish(BOATS);
    inForce(1, NOON);
    decide("cam", "i-1", fired(1, "boats", "a boat"), 0.4);
    assertLines("i-1", "    asked again: the same");
    decide("cam", "i-2", fired(1, "boats", "a ship"), 0.4);
    assertLines("i-2", "    asked again: not the same: text was a ship, is a boat");
    decide("cam", "i-3", fired(7, "boats", "a boat"), 0.4);
    assertLines(
        "i-3",
        "    the text of version 7 is not on topic policies any more; asked is the newest text there",
        "    by the newest text: the same");
    decide("cam", "i-4", fired(1, "ships", "a boat"), 0.4);
    assertLines("i-4", "    cannot be asked again: its topic holds no text of it any more");
    publish(BOATS.replace("0.3", "0.5"));
    inForce(2, NOON.plusSeconds(60));
    assertLines("i-1", "    asked again: the same");
    decide("cam", "i-5", fired(2, "boats", "a boat"), 0.4);
    assertLines("i-5", "    asked again: not the same: it passes the item over");
  }

  @Test
  void ofTwoItemsOfOneIdTheFeedTells() throws Exception {
    publish(BOATS);
    inForce(1, NOON);
    decide("cam", "i-1", fired(1, "boats", "a boat"), 0.4);
    decide("zoo", "i-1", fired(1, "boats", "a boat"), 0.4);
    CommandRun either = run("policy", "explain", "i-1");
    assertEquals(1, either.code());
    assertEquals(
        "idealstream: i-1 may be any of cam/i-1, zoo/i-1; name one by --feed\n", either.err());
    assertEquals(0, run("policy", "explain", "zoo/i-1").code());
    CommandRun one = run("policy", "explain", "i-1", "--feed", "zoo");
    assertTrue(
        one.out().startsWith("item zoo/i-1, of 2026-03-01T12:00:00Z\ndecision 1: "), one::out);
  }

  @Test
  void aDecisionThatReplacesAnotherIsToldBehindIt() throws Exception {
    publish(BOATS);
    inForce(1, NOON);
    Decision first = decision("cam", "i-1", List.of(), 0.2);
    Decision sampled =
        new Decision(
            first.id(),
            first.feed(),
            first.time(),
            1,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(new Sampled("boats", 1, 1, false)),
            first.evidence(),
            true,
            null,
            null);
    send(Topic.DECISIONS, sampled);
    send(
        Topic.DECISIONS,
        decision("cam", "i-1", List.of(fired(1, "boats", "a boat")), 0.4).revising(1));
    assertLines(
        "i-1",
        "decision 1: no action",
        "  policy boats, version 1: sampled, as any of the rest with probability 1.0",
        "decision 2, in place of 1: review, by policy boats",
        "    labels of scenes: version 3 of the space, words 128 of captions, model m",
        "      thing: boat (0.8300), debiased; plain prompts say ship (0.6000)",
        "    hit of nets: version 2 of the query, score 0.4000");
    assertEquals(
        2,
        run("policy", "explain", "i-1")
            .out()
            .lines()
            .filter("    asked again: the same"::equals)
            .count());
  }

  @Test
  void whatWasNotDecidedIsHeldAgainstThePoliciesOfNow() throws Exception {
    publish(BOATS);
    send(Topic.LABELS, label("cam", "i-1"));
    send(Topic.HITS, hit("cam", "i-1", 0.4));
    assertLines("i-1", "    asked now: fired, review", "    this text is not in force");
    inForce(1, NOON.plusSeconds(60));
    assertLines(
        "i-1",
        "  policy boats: version 1 active, for items from 2026-03-01T12:01:00Z on",
        "    this version came into force after the item, at 2026-03-01T12:01:00Z",
        "        hits.exists(h, h.score > 0.3)  =  true");
    send(Topic.HITS, hit("cam", "i-2", 0.4));
    assertLines(
        "i-2",
        "    asked now: failed, when: line 1, column 20: the item has no label of space scenes",
        "    no label yet: policies are asked once its labels are there");
  }

  private void assertLines(String item, String... expected) {
    CommandRun run = run("policy", "explain", item);
    assertEquals(0, run.code(), run::toString);
    List<String> lines = run.out().lines().toList();
    for (String line : expected) {
      assertTrue(lines.contains(line), () -> line + "\nin\n" + run.out());
    }
  }

  private static Fired fired(long version, String policy, String text) {
    return new Fired(version, policy, text);
  }

  private void decide(String feed, String id, Fired fired, double score) {
    send(Topic.DECISIONS, decision(feed, id, List.of(fired), score));
  }

  private static Decision decision(String feed, String id, List<Fired> fired, double score) {
    List<PolicyVerdict> verdicts = fired.stream().map(Fired::verdict).toList();
    List<StatedReason> reasons =
        fired.stream().map(one -> new StatedReason(one.policy, null, one.text)).toList();
    Decision bare =
        new Decision(
            id,
            feed,
            NOON,
            1,
            null,
            null,
            null,
            null,
            null,
            verdicts,
            reasons,
            List.of(),
            new Evidence(List.of(label(feed, id)), List.of(hit(feed, id, score)), 0),
            true,
            null,
            null);
    return bare.decided(verdicts, verdicts.isEmpty() ? null : verdicts.get(0));
  }

  private static Label label(String feed, String id) {
    FactorLabel boat =
        new FactorLabel(
            "boat", 0.83, Map.of("boat", 0.83), new RawAnswer("ship", 0.6), true, 12.5, null);
    return new Label(id, feed, NOON, "scenes", 3, "m", 128, Source.CAPTIONS, Map.of("thing", boat));
  }

  private static Hit hit(String feed, String id, double score) {
    return new Hit("nets", 2, id, feed, NOON, score, null, false, "m", null, null, null, null);
  }

  private void inForce(long version, Instant since) {
    say("boats", version, StatusState.ACTIVE, "for items from " + since + " on");
  }

  private void say(String policy, long version, StatusState state, String detail) {
    send(Topic.STATUS, new Status(StatusKind.POLICY, policy, version, state, detail));
  }

  private <T> void send(Topic<T> topic, T record) {
    Outgoing message = topic.message(record, Encoding.JSON);
    String name = kafka.name(topic);
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(name))) {
      publisher.send(name, message);
    }
  }

  private CommandRun publish(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("policy.yaml"), yaml);
    return run("publish", "policies", file.toString());
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of("--kafka", kafka.connection().bootstrapServers(), "--prefix", kafka.prefix()));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
