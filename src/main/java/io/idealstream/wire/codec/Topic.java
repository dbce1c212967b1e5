package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Caption;
import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.Control;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.Header;
import io.idealstream.wire.Hit;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Quality;
import io.idealstream.wire.Query;
import io.idealstream.wire.Status;
import io.idealstream.wire.TextVector;
import io.idealstream.wire.TopicPlan;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.TransactionMark;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.WordsRecord;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.PolicyText;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The topics of the contract. Everything there is to say of one stands here, once: its name, what
 * the job does with it, its records and their keys, and the settings it needs in Kafka.
 *
 * @param <T> its records
 */
public final class Topic<T> implements Serializable {

  /** What a job does with a topic. */
  enum Use {
    /** Read from where its group is; every record has a time. */
    ITEMS,
    /** Read whole by every new job; its records have no say in event time. */
    CONTROL,
    /** Written. */
    OUTPUT
  }

  /** Stands before each name, unless another prefix is configured. */
  public static final String DEFAULT_PREFIX = "idealstream.";

  private static final List<Topic<?>> ALL = new ArrayList<>();

  public static final Topic<ImageItem> IMAGES =
      items("images", ImageItem.class, Keys::of, TopicPlan.items().ofPictures());
  public static final Topic<Caption> CAPTIONS =
      items("captions", Caption.class, Keys::of, TopicPlan.items());
  public static final Topic<Query> QUERIES =
      control("queries", Form.of(Query.class), Keys::of, TopicPlan.compacted());
  public static final Topic<ConceptExample> CONCEPTS =
      control("concepts", Form.of(ConceptExample.class), Keys::of, TopicPlan.kept().ofPictures());
  public static final Topic<TextVector> TEXTS =
      control("texts", Form.of(TextVector.class), Keys::of, TopicPlan.compacted());
  public static final Topic<SpaceDefinition> SPACES =
      control("spaces", new SpaceForm(), SpaceDefinition::space, TopicPlan.compacted());
  public static final Topic<PolicyText> POLICIES =
      control("policies", new PolicyForm(), PolicyText::policy, TopicPlan.compacted());
  public static final Topic<Control> CONTROLS =
      control("controls", Form.of(Control.class), Keys::of, TopicPlan.kept());

  /** What is to be forgotten goes from here as well, by retention. */
  public static final Topic<Erasure> ERASURES =
      control("erasures", Form.of(Erasure.class), Keys::of, TopicPlan.few());

  public static final Topic<Feedback> FEEDBACK =
      items("feedback", Feedback.class, Keys::of, TopicPlan.items());
  public static final Topic<Label> LABELS =
      output("labels", Form.of(Label.class), Keys::of, TopicPlan.answers());
  public static final Topic<Hit> HITS =
      output("hits", Form.of(Hit.class), Keys::of, TopicPlan.answers());
  public static final Topic<Decision> DECISIONS =
      output("decisions", Form.of(Decision.class), Keys::of, TopicPlan.answers());
  public static final Topic<WordsRecord> WORDS =
      output("words", new WordsForm(), Keys::of, TopicPlan.compacted().inOnePartition());
  public static final Topic<Quality> QUALITY =
      output("quality", Form.of(Quality.class), Keys::of, TopicPlan.few());
  public static final Topic<Drift> DRIFT =
      output("drift", Form.of(Drift.class), Keys::of, TopicPlan.few());
  public static final Topic<DriftScore> DRIFT_SCORES =
      output("drift-scores", Form.of(DriftScore.class), Keys::of, TopicPlan.few());
  public static final Topic<Status> STATUS =
      output("status", Form.of(Status.class), Keys::of, TopicPlan.compacted());

  /** Inside each transaction of a job, what that holds. */
  public static final Topic<TransactionMark> TRANSACTIONS =
      output("transactions", Form.of(TransactionMark.class), Keys::of, TopicPlan.few());

  /** Other topics' bytes, with headers that say where they came from and why. */
  public static final Topic<Void> DEAD_LETTERS =
      output("dead-letters", null, null, TopicPlan.few().ofDeadLetters());

  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient Use use;
  private final transient Form<T> form;
  private final transient Function<T, String> key;
  private final transient TopicPlan plan;

  Topic(String code, Use use, Form<T> form, Function<T, String> key, TopicPlan plan) {
    this.code = code;
    this.use = use;
    this.form = form;
    this.key = key;
    this.plan = plan;
  }

  private static <T extends Record> Topic<T> items(
      String code, Class<T> type, Function<T, String> key, TopicPlan plan) {
    return listed(new Topic<>(code, Use.ITEMS, Form.of(type), key, plan));
  }

  private static <T> Topic<T> control(
      String code, Form<T> form, Function<T, String> key, TopicPlan plan) {
    return listed(new Topic<>(code, Use.CONTROL, form, key, plan));
  }

  private static <T> Topic<T> output(
      String code, Form<T> form, Function<T, String> key, TopicPlan plan) {
    return listed(new Topic<>(code, Use.OUTPUT, form, key, plan));
  }

  private static <T> Topic<T> listed(Topic<T> topic) {
    ALL.add(topic);
    return topic;
  }

  /** All of them, in the contract's order. */
  public static List<Topic<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  /** Those that a job reads, in the contract's order. */
  public static List<Topic<?>> inputs() {
    return ALL.stream().filter(topic -> !topic.isOutput()).toList();
  }

  /** Those that a job writes, in the contract's order. */
  public static List<Topic<?>> outputs() {
    return ALL.stream().filter(Topic::isOutput).toList();
  }

  /** The topic of a name without prefix. */
  public static Optional<Topic<?>> named(String code) {
    return ALL.stream().filter(topic -> topic.code.equals(code)).findAny();
  }

  /** The name without prefix, such as {@code dead-letters}. */
  public String code() {
    return code;
  }

  /** The full name under a prefix, such as {@code idealstream.images}. */
  public String under(String prefix) {
    return prefix + code;
  }

  public boolean isControl() {
    return use == Use.CONTROL;
  }

  public boolean isOutput() {
    return use == Use.OUTPUT;
  }

  /** What it needs of Kafka. */
  public TopicPlan plan() {
    return plan;
  }

  /** Whether it has records of its own, and with them a schema. */
  public boolean hasRecords() {
    return form != null;
  }

  /**
   * A record's bytes; equal records give equal bytes.
   *
   * @throws IllegalArgumentException if a required component is null or a number is not finite
   */
  public byte[] encode(T value, Encoding encoding) {
    Map<String, Object> tree = form().write(value);
    return encoding == Encoding.JSON
        ? JsonTree.write(tree)
        : TopicSchema.of(this).write(tree, value.getClass().getSimpleName());
  }

  /** One line of JSON. */
  public String json(T value) {
    return new String(encode(value, Encoding.JSON), UTF_8);
  }

  /** A message's record as one line of JSON, in whichever encoding it came. */
  public String json(TopicRecord message) throws Unreadable {
    return json(decode(message));
  }

  /** The record of bytes written by {@link #encode}, or by anyone who keeps to the schema. */
  public T decode(byte[] bytes, Encoding encoding) throws Unreadable {
    return form().read(Incoming.fields(bytes, encoding, this));
  }

  /** The record of a message, in whichever encoding it came. */
  public T decode(TopicRecord message) throws Unreadable {
    ItemReader.requireValue(message);
    return form().read(Incoming.fields(message, this));
  }

  /** The same; empty for a removal, and for what is no record of this topic. */
  public Optional<T> find(TopicRecord message) {
    try {
      return message.value() == null ? Optional.empty() : Optional.of(decode(message));
    } catch (Unreadable foreign) {
      return Optional.empty();
    }
  }

  /** A record's message: key, value and content type. */
  public Outgoing message(T value, Encoding encoding) {
    return new Outgoing(
        key.apply(value).getBytes(UTF_8),
        encode(value, encoding),
        List.of(Header.of(Header.CONTENT_TYPE, encoding.contentType())));
  }

  private Form<T> form() {
    if (form == null) {
      throw new IllegalArgumentException("topic " + code + " has no records of its own");
    }
    return form;
  }

  /** There is one of each. */
  private Object readResolve() {
    return named(code).orElseThrow();
  }

  @Override
  public String toString() {
    return code;
  }
}
