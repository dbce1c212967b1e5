package io.idealstream.web.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Header;
import io.idealstream.wire.Hit;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.Source;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.Action;
import io.idealstream.wire.decision.Counted;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.Evidence;
import io.idealstream.wire.decision.PolicyVerdict;
import io.idealstream.wire.decision.Sampled;
import io.idealstream.wire.decision.StatedReason;
import io.idealstream.wire.decision.VerdictState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records as topics deliver them. */
public final class BoardRecords {

  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private BoardRecords() {}

  /** A record of a topic without prefix, written at a time. */
  public static <T> TopicRecord at(Instant written, Topic<T> topic, T value) {
    Outgoing message = topic.message(value, Encoding.JSON);
    return new TopicRecord(
        topic.code(),
        0,
        0,
        written.toEpochMilli(),
        message.key(),
        message.value(),
        message.headers());
  }

  public static <T> TopicRecord of(Topic<T> topic, T value) {
    return at(NOON, topic, value);
  }

  /** A picture by itself, as topic {@code images} delivers it. */
  public static TopicRecord picture(String feed, String id, byte[] encoded, Instant written) {
    return new TopicRecord(
        "images",
        0,
        7,
        written.toEpochMilli(),
        feed.getBytes(UTF_8),
        encoded,
        List.of(Header.of(Header.CONTENT_TYPE, "image/png"), Header.of("id", id)));
  }

  /** An image that is a vector, with a caption. */
  public static ImageItem image(String feed, String id, String caption) {
    return new ImageItem(
        id,
        feed,
        NOON,
        null,
        new float[] {1, 0},
        "sha256:m",
        caption,
        Map.of("bird", List.of("waterbird")));
  }

  /** A label of factor {@code bird}. */
  public static Label label(String feed, String id, String space, String raw, String debiased) {
    FactorLabel answer =
        new FactorLabel(
            debiased,
            0.75,
            Map.of("landbird", 0.25, "waterbird", 0.75),
            new RawAnswer(raw, 0.5),
            true,
            3,
            null);
    return new Label(
        id, feed, NOON, space, 4, "sha256:m", 2, Source.CAPTIONS, Map.of("bird", answer));
  }

  public static Hit hit(String query, String feed, String id, double score) {
    return new Hit(
        query, 1, id, feed, NOON, score, null, false, "sha256:m", null, null, null, null);
  }

  /**
   * A decision by what policies say of an item, the first of which takes its action; none fires
   * without verdicts, and policy {@code look} has sampled the item then.
   */
  public static Decision decision(String feed, String id, PolicyVerdict... verdicts) {
    List<PolicyVerdict> all = List.of(verdicts);
    Decision bare =
        new Decision(
            id,
            feed,
            NOON,
            1,
            null,
            "a bird",
            Map.of("author", "ann"),
            null,
            null,
            all,
            all.stream()
                .map(one -> new StatedReason(one.policy(), "CODE", "<b>why</b> " + one.policy()))
                .toList(),
            all.isEmpty() ? List.of(new Sampled("look", 3, 0.01, false)) : List.of(),
            new Evidence(
                List.of(label(feed, id, "birds", "landbird", "waterbird")),
                List.of(hit("q", feed, id, 0.5)),
                2),
            true,
            null,
            null);
    return bare.decided(
        all, all.stream().filter(PolicyVerdict::hasEffect).findFirst().orElse(null));
  }

  /** What version 2 of a policy says, by a limit that is reached where it fires. */
  public static PolicyVerdict verdict(String policy, VerdictState state, boolean shadow) {
    boolean fired = state == VerdictState.FIRED;
    return new PolicyVerdict(
        policy,
        2,
        state,
        shadow,
        fired ? new Action("review", "birds", 1) : null,
        fired ? new Counted("ann", 3, true) : null,
        null,
        state == VerdictState.FAILED
            ? List.of("the item has no label of space people")
            : List.of());
  }

  /** A word from prompts. */
  public static Word word(String space, String value, long version, double... vector) {
    return new Word(
        space,
        1,
        Word.EVERY_FEED,
        Source.PROMPTS,
        "bird",
        value,
        version,
        vector,
        5,
        0.25,
        "sha256:m",
        false,
        null,
        null);
  }

  public static WordsHead head(String space, long version) {
    return new WordsHead(space, 1, version, "sha256:m", NOON, Map.of(), null, null);
  }
}
