package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Header;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicPlan;
import io.idealstream.wire.TopicPlan.Cleanup;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The guide to the topics, made of {@link Topic} and of records that the code writes. */
final class TopicGuide {

  /**
   * What a topic's own settings do not say.
   *
   * @param writers who writes it
   * @param key its fields, joined by slashes
   * @param says what a record is, with a link to the page about it
   * @param headers beside {@code content-type}; null for none
   * @param removal what a record without a value does; null for what is refused or never written
   * @param examples its records
   */
  record Entry<T>(
      Topic<T> topic,
      String writers,
      String key,
      String says,
      String headers,
      String removal,
      List<T> examples) {}

  /** A removal of an item's record, where somebody asks that the item be forgotten. */
  private static final String FORGOTTEN =
      "`forget` writes one, with header `erasure` (its request); pass it over";

  private static final String TRIALS =
      "`trial-basis` on a definition on trial; `activated-by` on one that was";

  static final List<Entry<?>> ENTRIES =
      List.of(
          new Entry<>(
              Topic.IMAGES,
              "you; `publish images`, `publish vectors`",
              "feed",
              "An image or its vector ([fields](input.md#the-fields), [vectors](vectors.md))",
              "a picture by itself has its fields there, see below",
              null,
              List.of(ExampleRecords.image(), ExampleRecords.vector())),
          new Entry<>(
              Topic.CAPTIONS,
              "you; `publish captions`",
              "feed",
              "A caption of an image ([fields](input.md#the-fields))",
              null,
              null,
              List.of(ExampleRecords.caption())),
          new Entry<>(
              Topic.QUERIES,
              "`query add`, `publish queries`, `trial`, the page",
              "id",
              "A [standing query](queries.md#the-query-field-by-field)",
              TRIALS,
              "removes the query",
              List.of(ExampleRecords.query())),
          new Entry<>(
              Topic.CONCEPTS,
              "`publish concepts`",
              "concept",
              "One image that teaches a [concept](queries.md#concepts)",
              null,
              "forgets the whole concept",
              List.of(ExampleRecords.concept())),
          new Entry<>(
              Topic.TEXTS,
              "you; `publish texts`",
              "model/text",
              "The vector of a text, for jobs that open [no model](vectors.md#texts)",
              null,
              "removes the text",
              List.of(ExampleRecords.text())),
          new Entry<>(
              Topic.SPACES,
              "`publish spaces`, `trial`",
              "space",
              "A [space](spaces.md)",
              TRIALS,
              "removes the space",
              List.of(ExampleRecords.space())),
          new Entry<>(
              Topic.POLICIES,
              "`publish policies`",
              "policy",
              "A [policy](policies.md#the-file)",
              null,
              "removes the policy",
              List.of(ExampleRecords.policy())),
          new Entry<>(
              Topic.CONTROLS,
              "`drift accept`, `mute`, `freeze` and so on, `words rollback`; the job, with"
                  + " `drift.on-drift: freeze`",
              "space/feed/signal/factor/value",
              "An act on [drift](drift.md) or words. In the key `*` stands for a part that the act"
                  + " leaves open, and open parts at its end are cut off",
              null,
              null,
              List.of(ExampleRecords.control())),
          new Entry<>(
              Topic.ERASURES,
              "`forget`",
              "request",
              "A request to [forget an item](security.md#what-is-kept-of-an-item)",
              null,
              null,
              List.of(ExampleRecords.erasure())),
          new Entry<>(
              Topic.FEEDBACK,
              "you; `publish feedback`, the page",
              "feed/id",
              "What is true of an item ([feedback](feedback.md))",
              null,
              FORGOTTEN,
              List.of(ExampleRecords.feedback())),
          new Entry<>(
              Topic.LABELS,
              "the job",
              "feed/id/space",
              "What an item shows, in one space"
                  + " ([fields](labels.md#the-record-field-by-field))",
              null,
              FORGOTTEN,
              List.of(ExampleRecords.label())),
          new Entry<>(
              Topic.HITS,
              "the job",
              "query",
              "An item that matches a query ([queries](queries.md#matching))",
              null,
              null,
              List.of(ExampleRecords.hit())),
          new Entry<>(
              Topic.DECISIONS,
              "the job",
              "feed/id",
              "What is to be done with an item ([fields](policies.md#decisions))",
              null,
              FORGOTTEN,
              List.of(ExampleRecords.decision())),
          new Entry<>(
              Topic.WORDS,
              "the job",
              "space/feed/source/factor/value",
              "An [ideal word](ideal-words.md), or the head of a space, which is written behind its"
                  + " words under the space alone",
              null,
              "that there is no such word any more",
              List.of(ExampleRecords.word(), ExampleRecords.head())),
          new Entry<>(
              Topic.QUALITY,
              "the job",
              "space",
              "How often labels are right, or how well words fit"
                  + " ([quality](feedback.md#live-accuracy))",
              null,
              null,
              List.of(ExampleRecords.quality())),
          new Entry<>(
              Topic.DRIFT,
              "the job",
              "space/feed/signal/factor/value",
              "That a feed [drifts](drift.md), or does no more. Without a `factor` the key ends with the"
                  + " signal",
              null,
              null,
              List.of(ExampleRecords.drift())),
          new Entry<>(
              Topic.DRIFT_SCORES,
              "the job",
              "space/feed",
              "How a feed was in an interval, an alarm being 1 ([drift](drift.md))",
              null,
              null,
              List.of(ExampleRecords.driftScore())),
          new Entry<>(
              Topic.STATUS,
              "the job",
              "kind/id",
              "That a definition or an act is in force, or why not",
              null,
              null,
              List.of(ExampleRecords.status())),
          new Entry<>(
              Topic.TRANSACTIONS,
              "the job",
              "transaction",
              "What one transaction holds, for the job itself ([delivery](delivery.md))",
              null,
              null,
              List.of(ExampleRecords.mark())),
          new Entry<>(
              Topic.DEAD_LETTERS,
              "the job",
              "as the record's",
              "The bytes of a record that cannot be used, with the [reason](dead-letters.md)",
              "see below",
              "stands for a record that had none",
              List.of()));

  private TopicGuide() {}

  static String markdown() {
    StringBuilder text =
        new StringBuilder(
            """
            # Topics

            A test makes this page of the code: names, keys, settings and examples are those of the job.

            - **Names**: `topics.prefix` stands before each, `idealstream.` unless it is set.
              `./idealstream topics create` makes what is missing.
            - **Values**: JSON or Avro, as header `content-type` says. The examples are JSON as `tail` and
              kcat show it. The job writes JSON unless `output.encoding` is `avro`. Avro is in
              single-object encoding, by the schema that is linked. What the job writes is compressed by LZ4.
            - **Keys**: fields joined by slashes. A slash in a feed or model is written `%2F`, and a percent
              sign `%25`.

            | topic | job | key | kept | partitions | largest record |
            |---|---|---|---|---|---:|
            """);
    ENTRIES.forEach(entry -> text.append(row(entry)));
    text.append(
        """

        - **kept**: `retention` is as long as the broker or the topic's `retention.ms` says; `last of each
          key` is `cleanup.policy=compact`; `all` is `retention.ms=-1` and `retention.bytes=-1`.
        - **partitions**: `many` are as many as `topics create --partitions` says (4), `few` are created
          with 1 and may be more, `1` has to stay.
        - **largest record**: bytes, `max.message.bytes`.
        """);
    ENTRIES.forEach(entry -> append(text, entry));
    return text.toString();
  }

  private static String row(Entry<?> entry) {
    TopicPlan plan = entry.topic.plan();
    String partitions =
        switch (plan.partitions()) {
          case MANY -> "many";
          case FEW -> "few";
          case ONE -> "1";
        };
    return "| [`%s`](#%s) | %s | %s | %s | %s | %,d |\n"
        .formatted(
            entry.topic.code(),
            entry.topic.code(),
            entry.topic.isOutput() ? "writes" : "reads",
            entry.topic.hasRecords() ? '`' + entry.key + '`' : entry.key,
            kept(plan.cleanup()),
            partitions,
            plan.largestRecord());
  }

  private static String kept(Cleanup cleanup) {
    return switch (cleanup) {
      case DELETE -> "retention";
      case NONE -> "all";
      case COMPACT -> "last of each key";
    };
  }

  private static <T> void append(StringBuilder text, Entry<T> entry) {
    Topic<T> topic = entry.topic;
    text.append("\n## ").append(topic.code()).append("\n\n");
    text.append(entry.says).append(".");
    if (topic.hasRecords()) {
      text.append(" [Schema](../schemas/").append(topic.code()).append(".avsc).");
    }
    text.append("\n\n- written by: ").append(entry.writers).append("\n");
    String contentType = topic.hasRecords() ? "`content-type`" : "";
    String more = entry.headers == null ? "" : entry.headers;
    String separator = contentType.isEmpty() || more.isEmpty() ? "" : "; ";
    text.append("- headers: ").append(contentType).append(separator).append(more).append("\n");
    if (entry.removal != null) {
      text.append("- without a value: ").append(entry.removal).append("\n");
    }
    for (T example : entry.examples) {
      Outgoing message = topic.message(example, Encoding.JSON);
      append(text, message, new String(message.value(), UTF_8));
    }
    if (topic == Topic.IMAGES) {
      text.append("\nThe same picture by itself, its bytes as value:\n");
      appendBare(text, Pictures.message(ExampleRecords.image(), "image/png"));
    }
    if (topic == Topic.DEAD_LETTERS) {
      appendBare(text, letter());
    }
  }

  private static void append(StringBuilder text, Outgoing message, String value) {
    text.append("\nKey `").append(key(message)).append("`:\n\n");
    text.append("```json\n").append(value).append("\n```\n");
  }

  /** Key and headers of what has bytes as its value. */
  private static void appendBare(StringBuilder text, Outgoing message) {
    text.append("\nKey `").append(key(message)).append("`, headers:\n\n```\n");
    for (Header header : message.headers()) {
      text.append(header).append("\n");
    }
    text.append("```\n");
  }

  static String key(Outgoing message) {
    return new String(message.key(), UTF_8);
  }

  /** What becomes of a caption that is no JSON. */
  private static Outgoing letter() {
    byte[] broken = "{\"id\":\"duck-17\",".getBytes(UTF_8);
    Header json = Header.of(Header.CONTENT_TYPE, Encoding.JSON.contentType());
    TopicRecord record =
        new TopicRecord(
            Topic.CAPTIONS.under(Topic.DEFAULT_PREFIX),
            2,
            41,
            Messages.RECEIVED.toEpochMilli(),
            "pond".getBytes(UTF_8),
            broken,
            List.of(json));
    try {
      new CaptionReader(ReadingLimits.DEFAULT).read(record);
      throw new AssertionError("it is no JSON");
    } catch (Unreadable why) {
      if (why.reason() != Reason.NOT_JSON) {
        throw new AssertionError(why.getMessage());
      }
      return DeadLetter.of(record, why, broken.length);
    }
  }

  /** The key that an entry's fields give of one of its records, as its JSON has them. */
  static String keyOf(Entry<?> entry, Map<String, Object> fields) {
    List<String> parts = new ArrayList<>();
    for (String name : entry.key.split("/")) {
      if (fields.get(name) instanceof String part) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }
}
