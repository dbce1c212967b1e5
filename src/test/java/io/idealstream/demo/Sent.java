package io.idealstream.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.demo.feed.Sample;
import io.idealstream.demo.feed.Truth;
import io.idealstream.demo.feed.Turn;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Header;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.Reason;
import io.idealstream.wire.Source;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Messages and labels of a small world: one feed {@code cam}, ids as a test likes them. */
public final class Sent {

  private Sent() {}

  /** A picture's message; its place is partition 0 and the given offset. */
  public static TopicRecord picture(long offset, String id, long millis) {
    return new TopicRecord(
        "images",
        0,
        offset,
        millis,
        "cam".getBytes(UTF_8),
        new byte[] {1},
        List.of(Header.of(Header.CONTENT_TYPE, "image/png"), Header.of("id", id)));
  }

  /** A picture in an envelope, which has no headers of its own. */
  public static TopicRecord envelope(long offset, String json, long millis) {
    return new TopicRecord(
        "images", 0, offset, millis, "cam".getBytes(UTF_8), json.getBytes(UTF_8), List.of());
  }

  public static TopicRecord deadLetter(TopicRecord of, Reason reason) {
    Outgoing letter = DeadLetter.of(of, new Unreadable(reason, "a sentence"), 100);
    return new TopicRecord("dead-letters", 0, 0, 0, letter.key(), letter.value(), letter.headers());
  }

  public static Label label(String id, String space, Map<String, FactorLabel> factors) {
    return new Label(id, "cam", Instant.EPOCH, space, 1, "sha256:m", 1, Source.PROMPTS, factors);
  }

  /** An answer between {@code landbird} and {@code waterbird}. */
  public static FactorLabel bird(String raw, String debiased) {
    return new FactorLabel(
        debiased,
        0.83,
        Map.of("landbird", 0.5, "waterbird", 0.5),
        new RawAnswer(raw, 0.61),
        true,
        0,
        null);
  }

  /** An answer of a gate that did not admit the picture. */
  public static FactorLabel outside(String raw) {
    return new FactorLabel(null, null, Map.of(), new RawAnswer(raw, 0.61), true, 0, "outside");
  }

  /** An answer that names several values. */
  public static FactorLabel several(String... values) {
    RawAnswer raw = new RawAnswer(null, null, List.of(), Map.of());
    return new FactorLabel(
        null, null, Map.of(), raw, true, 0, null, List.of(values), null, null, null, null);
  }

  /** Lets a picture's truth be known. */
  public static void know(Truth truth, String id, Map<String, String> values) {
    Outgoing nothing = new Outgoing(null, null, List.of());
    Sample sample = new Sample(id, id + ".jpg", "a caption", values);
    truth.note(new Turn("cam", id, sample, nothing, nothing, true));
  }
}
