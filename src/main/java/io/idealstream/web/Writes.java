package io.idealstream.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.client.KafkaAccessException;
import io.idealstream.client.Publisher;
import io.idealstream.job.JobSettings;
import io.idealstream.wire.Control;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Query;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.ControlReader;
import io.idealstream.wire.codec.FeedbackReader;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.QueryReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends what people say to topics, each record read before as the job will read it. */
final class Writes implements AutoCloseable {

  private static final String NOBODY = "page";

  /** Time for an act to reach the job, so that what it asks for is what it gets. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

  private static final List<String> OF_ACTS =
      List.of(
          "space",
          "feed",
          "source",
          "signal",
          "factor",
          "value",
          "act",
          "toVersion",
          "toTime",
          "until",
          "reason");

  private final JobSettings.Kafka kafka;
  private final Clock clock;
  private final FeedbackReader feedbacks;
  private final QueryReader queries;
  private final ControlReader controls;
  private Publisher publisher;

  Writes(JobSettings.Kafka kafka, ReadingLimits limits, Clock clock) {
    this.kafka = kafka;
    this.clock = clock;
    this.feedbacks = new FeedbackReader(limits);
    this.queries = new QueryReader(limits);
    this.controls = new ControlReader(limits);
  }

  /** Sends a query and gives its id. */
  String query(Map<String, Object> asked) throws Unreadable {
    Query query = queries.read(record(Topic.QUERIES, bytes(Weights.renamed(asked)))).query();
    send(Topic.QUERIES, Topic.QUERIES.message(query, Encoding.JSON));
    return query.id();
  }

  void removeQuery(String id) throws Unreadable {
    Outgoing removal = Outgoing.removal(id);
    queries.read(
        new TopicRecord(
            Topic.QUERIES.code(), 0, 0, clock.millis(), removal.key(), null, List.of()));
    send(Topic.QUERIES, removal);
  }

  void feedback(Map<String, Object> said) throws Unreadable {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", said.get("id"));
    fields.put("feed", said.get("feed"));
    fields.put("time", clock.instant());
    fields.put("values", said.get("values"));
    fields.put("source", by(said));
    Feedback feedback = feedbacks.read(record(Topic.FEEDBACK, bytes(fields)));
    send(Topic.FEEDBACK, Topic.FEEDBACK.message(feedback, Encoding.JSON));
  }

  void control(Map<String, Object> asked) throws Unreadable {
    Instant now = clock.instant();
    Map<String, Object> fields = new LinkedHashMap<>();
    OF_ACTS.forEach(name -> fields.put(name, asked.get(name)));
    fields.put("effective", now.plus(ON_ITS_WAY));
    fields.put("by", by(asked));
    fields.put("time", now);
    Control act = controls.read(record(Topic.CONTROLS, bytes(fields)));
    send(Topic.CONTROLS, Topic.CONTROLS.message(act, Encoding.JSON));
  }

  private static Object by(Map<String, Object> said) {
    Object by = said.get("by");
    return by == null || by.equals("") ? NOBODY : by;
  }

  private static byte[] bytes(Map<String, Object> fields) {
    fields.values().removeIf(value -> value == null);
    return Json.text(fields).getBytes(UTF_8);
  }

  private TopicRecord record(Topic<?> topic, byte[] value) {
    return new TopicRecord(topic.code(), 0, 0, clock.millis(), null, value, List.of());
  }

  private synchronized void send(Topic<?> topic, Outgoing message) {
    try {
      if (publisher == null) {
        publisher =
            Publisher.to(
                kafka.connection(),
                List.of(
                    kafka.name(Topic.FEEDBACK),
                    kafka.name(Topic.QUERIES),
                    kafka.name(Topic.CONTROLS)));
      }
      publisher.send(kafka.name(topic), message);
      publisher.flush();
    } catch (KafkaAccessException failure) {
      throw new Refusal(Refusal.UNAVAILABLE, failure.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    if (publisher != null) {
      publisher.close();
    }
  }
}
