package io.idealstream.web.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Caption;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.Hit;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Label;
import io.idealstream.wire.Source;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.Word;
import io.idealstream.wire.codec.CaptionReader;
import io.idealstream.wire.codec.FeedbackReader;
import io.idealstream.wire.codec.ImageReader;
import io.idealstream.wire.codec.QueryReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.SpaceReader;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.Decision;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the page shows, in memory: totals of everything that was read, and of the rest the newest,
 * bounded. One thread takes records; any other may look.
 *
 * <p>Every record is counted; which images, captions, hits and feedback are looked at besides is
 * sampled by the second, so that the work does not grow with the stream.
 */
public final class Board {

  /** The topics that are read. */
  public static final List<Topic<?>> TOPICS =
      List.of(
          Topic.IMAGES,
          Topic.CAPTIONS,
          Topic.FEEDBACK,
          Topic.LABELS,
          Topic.HITS,
          Topic.DECISIONS,
          Topic.WORDS,
          Topic.QUALITY,
          Topic.DRIFT,
          Topic.DRIFT_SCORES,
          Topic.STATUS,
          Topic.SPACES,
          Topic.QUERIES,
          Topic.TRANSACTIONS,
          Topic.DEAD_LETTERS);

  private static final Logger LOG = LoggerFactory.getLogger(Board.class);
  private static final int MOST_FEEDS = 500;
  private static final int ITEMS_AT_ONCE = 20;
  private static final int OBJECTS_AT_ONCE = 20;
  private static final int WORDS_AT_ONCE = 2;

  @FunctionalInterface
  private interface Reader {
    void read(TopicRecord record, long now) throws Unreadable;
  }

  private final Clock clock;
  private final PictureWork work;
  private final Instant started;
  private final Map<String, Topic<?>> topics = new HashMap<>();
  private final Map<Topic<?>, Reader> readers = new HashMap<>();
  private final ImageReader images;
  private final CaptionReader captions;
  private final FeedbackReader feedbacks;
  private final QueryReader queryReader;
  private final SpaceReader spaceReader = new SpaceReader();

  private final Counts counts = new Counts();
  private final Latencies latencies = new Latencies();
  private final Flow flow;
  private final SmallJpegs pictures = new SmallJpegs();
  private final Items items;
  private final EarlyLabels early = new EarlyLabels();
  private final Sampling imageSample = new Sampling(20, 60);
  private final Sampling captionSample = new Sampling(100, 200);
  private final Sampling feedbackSample = new Sampling(100, 200);
  private final Sampling hitSample = new Sampling(20, 200);
  private final Groups groups = new Groups();
  private final Spaces spaces = new Spaces();
  private final Words words = new Words(spaces);
  private final Drifts drifts = new Drifts();
  private final Queries queries;
  private final Letters letters;
  private final Decisions decisions;
  private final Statuses statuses = new Statuses();
  private final Set<String> feeds = new LinkedHashSet<>();
  private String labelModel;
  private long checkpoint;
  private long unreadable;
  private long undecoded;
  private long unpictured;
  private Map<String, Object> reading = Map.of();
  private Map<String, Long> lag;
  private String problem;

  /**
   * An empty board.
   *
   * @param names full name of each topic
   * @param limits of what is read
   */
  public Board(
      Function<Topic<?>, String> names, ReadingLimits limits, Clock clock, PictureWork work) {
    this.clock = clock;
    this.work = work;
    this.started = clock.instant();
    this.flow = new Flow(latencies, started.getEpochSecond());
    this.items = new Items(item -> pictures.forget(item.picture()));
    this.queries = new Queries(items);
    this.decisions = new Decisions(items, work);
    this.letters = new Letters("./idealstream tail dead-letters --from-beginning");
    images = new ImageReader(limits);
    captions = new CaptionReader(limits);
    feedbacks = new FeedbackReader(limits);
    queryReader = new QueryReader(limits);
    TOPICS.forEach(topic -> topics.put(names.apply(topic), topic));
    readers.put(Topic.IMAGES, this::image);
    readers.put(Topic.CAPTIONS, this::caption);
    readers.put(Topic.FEEDBACK, this::feedback);
    readers.put(Topic.LABELS, this::label);
    readers.put(Topic.HITS, this::hit);
    readers.put(Topic.DECISIONS, (record, now) -> decisions.note(record));
    readers.put(Topic.WORDS, (record, now) -> word(record));
    readers.put(Topic.QUALITY, (record, now) -> groups.note(Topic.QUALITY.decode(record)));
    readers.put(Topic.DRIFT, (record, now) -> drift(Topic.DRIFT.decode(record)));
    readers.put(Topic.DRIFT_SCORES, (record, now) -> score(Topic.DRIFT_SCORES.decode(record)));
    readers.put(Topic.STATUS, (record, now) -> status(record));
    readers.put(Topic.SPACES, (record, now) -> spaces.note(spaceReader.read(record)));
    readers.put(Topic.QUERIES, (record, now) -> queries.note(queryReader.read(record)));
    readers.put(Topic.TRANSACTIONS, (record, now) -> transaction(record));
    readers.put(Topic.DEAD_LETTERS, (record, now) -> letters.note(record));
  }

  /** Takes records in the order of their partitions. */
  public synchronized void take(List<TopicRecord> records) {
    long now = clock.instant().getEpochSecond();
    for (TopicRecord record : records) {
      Topic<?> topic = topics.get(record.topic());
      counts.note(topic);
      flow.note(topic, record.timestampMillis() / 1000, now);
      try {
        readers.get(topic).read(record, now);
      } catch (Unreadable foreign) {
        unreadable++;
      } catch (RuntimeException unforeseen) {
        // one record must not end the page
        LOG.warn("{} cannot be shown", record, unforeseen);
        unreadable++;
      }
    }
  }

  /** Hears that nothing is read any more. */
  public synchronized void fail(String why) {
    problem = why;
  }

  /** Takes how many records are still to be read, by full name of the topic; null if unknown. */
  public synchronized void reading(Map<String, Long> behind) {
    Map<String, Object> byCode = new LinkedHashMap<>();
    TOPICS.forEach(topic -> byCode.put(topic.code(), null));
    behind.forEach((name, records) -> byCode.put(topics.get(name).code(), records));
    reading = byCode;
  }

  /** Takes how many records the job has still to read of each topic; null where nobody says. */
  public synchronized void lag(Map<String, Long> ofJob) {
    lag = ofJob;
    if (ofJob != null) {
      long all = ofJob.values().stream().mapToLong(Long::longValue).sum();
      flow.lag(clock.instant().getEpochSecond(), all);
    }
  }

  /** Takes the small picture of an item, which may be on show no more. */
  public synchronized void pictured(String item, byte[] jpeg, int width, int height) {
    ShownItem shown = items.get(item);
    if (shown != null && shown.picture() == null) {
      shown.pictured(pictures.keep(jpeg), width, height, jpeg.length);
      items.changed(item);
      decisions.pictured(item);
    }
  }

  /** Takes the vector of an item, which may be on show no more. */
  public synchronized void embedded(String item, float[] vector) {
    ShownItem shown = items.get(item);
    if (shown != null && shown.vector() == null) {
      shown.vector(vector);
    }
  }

  /** Hears that the picture of an item cannot be decoded. */
  public synchronized void undecodable() {
    undecoded++;
  }

  /** A small picture by the last part of its address; empty where it is on show no more. */
  public Optional<byte[]> picture(String name) {
    return pictures.get(name);
  }

  /** Whether there was ever a small picture of that name. */
  public boolean hadPicture(String name) {
    return pictures.gave(name);
  }

  private void image(TopicRecord record, long now) throws Unreadable {
    String bucket = record.key() == null ? "" : new String(record.key(), UTF_8);
    if (!imageSample.takes(bucket, now)) {
      return;
    }
    ImageItem image = images.read(record);
    feed(image.feed());
    String key = Keys.item(image.feed(), image.id());
    items.add(new ShownItem(image.withoutImage(), record, clock.instant()));
    if (image.image() != null) {
      unpictured += work.offer(key, image.image());
    }
    for (TopicRecord label : early.take(key)) {
      label(label, now);
    }
  }

  private void caption(TopicRecord record, long now) throws Unreadable {
    if (captionSample.takes("", now)) {
      Caption caption = captions.read(record);
      String key = Keys.item(caption.feed(), caption.id());
      ShownItem item = items.get(key);
      if (item != null) {
        item.caption(caption, record.value().length);
        items.changed(key);
      }
    }
  }

  private void feedback(TopicRecord record, long now) throws Unreadable {
    if (feedbackSample.takes("", now)) {
      Feedback said = feedbacks.read(record);
      ShownItem item = items.get(Keys.item(said.feed(), said.id()));
      if (item != null) {
        item.feedback(said, record.value().length);
      }
    }
  }

  /** Only labels of items on show are decoded: the key tells whose they are. */
  private void label(TopicRecord record, long now) throws Unreadable {
    String key = record.key() == null ? "" : new String(record.key(), UTF_8);
    String itemKey = key.substring(0, Math.max(0, key.lastIndexOf('/')));
    ShownItem item = items.get(itemKey);
    if (item == null) {
      if (record.value() != null) {
        early.add(itemKey, record);
      }
      return;
    }
    Label label = Topic.LABELS.decode(record);
    item.label(label, record.value().length);
    labelModel = label.model();
    latencies.note(now, record.timestampMillis() - item.written());
    items.changed(itemKey);
  }

  private void hit(TopicRecord record, long now) throws Unreadable {
    String query = record.key() == null ? "" : new String(record.key(), UTF_8);
    queries.counted(query);
    if (hitSample.takes(query, now)) {
      Hit hit = Topic.HITS.decode(record);
      queries.note(hit);
      String key = Keys.item(hit.feed(), hit.id());
      ShownItem item = items.get(key);
      if (item != null) {
        item.hit(hit, record.value().length);
        work.want(key);
        items.changed(key);
      }
    }
  }

  private void word(TopicRecord record) throws Unreadable {
    if (record.value() == null) {
      words.remove(record.key());
    } else {
      words.note(Topic.WORDS.decode(record), record.timestampMillis());
    }
  }

  private void drift(Drift drift) {
    drifts.note(drift);
    feed(drift.feed());
  }

  private void score(DriftScore score) {
    drifts.note(score);
    groups.note(score);
  }

  private void status(TopicRecord record) throws Unreadable {
    if (record.value() == null) {
      return;
    }
    Status status = Topic.STATUS.decode(record);
    statuses.note(status);
    if (status.kind() == StatusKind.QUERY) {
      queries.note(status);
    } else if (status.kind() == StatusKind.SPACE) {
      spaces.note(status);
    } else if (status.kind() == StatusKind.POLICY) {
      decisions.note(status);
    }
  }

  /** A transaction is committed by a checkpoint. */
  private void transaction(TopicRecord record) {
    checkpoint = Math.max(checkpoint, record.timestampMillis());
  }

  private void feed(String name) {
    if (feeds.size() < MOST_FEEDS) {
      feeds.add(name);
    }
  }

  /** All that the page needs at its start. */
  public synchronized Map<String, Object> state() {
    Instant time = clock.instant();
    Map<String, Object> now = now(time);
    now.put("series", flow.series(time.getEpochSecond()));
    return Fields.of(
        "started", started,
        "now", now,
        "spaces", spaces.view(),
        "feeds", List.copyOf(feeds),
        "items", items.view(),
        "groups", groups.view(),
        "words", words.view(),
        "drift", drifts.view(),
        "queries", queries.view(),
        "decisions", decisions.view(),
        "deadLetters", letters.view(),
        "statuses", statuses.view());
  }

  /** Event {@code now}, whose {@code dropped} each client completes for itself. */
  public synchronized Map<String, Object> now() {
    Instant time = clock.instant();
    Map<String, Object> now = now(time);
    now.put("series", flow.lastPoint(time.getEpochSecond()));
    return now;
  }

  private Map<String, Object> now(Instant time) {
    long second = time.getEpochSecond();
    return Fields.of(
        "time", time,
        "counts", counts.view(),
        "reading", reading,
        "rates", flow.rates(second),
        "latencyMillis", latencies.view(second),
        "lag", lag,
        "age",
            Fields.of(
                "wordsSeconds", age(time, words.published()),
                "checkpointSeconds", age(time, checkpoint)),
        "model", model(),
        "leftOut", leftOut(),
        "problem", problem,
        "dropped", 0L);
  }

  private static Double age(Instant now, long millis) {
    return millis == 0 ? null : (Double) (Math.max(0, now.toEpochMilli() - millis) / 1000.0);
  }

  /** Of the newest labels, else of the words, else as the job says. */
  private String model() {
    if (labelModel != null) {
      return labelModel;
    }
    return words.model() == null ? statuses.model() : words.model();
  }

  /** What the bounds of this board have left out, by what it is. */
  private Map<String, Object> leftOut() {
    return Fields.of(
        "images", imageSample.leftOut(),
        "captions", captionSample.leftOut(),
        "feedback", feedbackSample.leftOut(),
        "hits", hitSample.leftOut(),
        "pictures", unpictured,
        "undecodable", undecoded,
        "unreadable", unreadable,
        "groups", groups.leftOut(),
        "words", words.leftOut(),
        "scores", drifts.leftOut(),
        "queries", queries.leftOut(),
        "policies", decisions.leftOut(),
        "spaces", spaces.leftOut());
  }

  /** What changed since the last call, as far as it is told at once; the rest comes next. */
  public synchronized List<Event> changes() {
    List<Event> events = new ArrayList<>();
    Event.ofAny("items", items.takeChanged(ITEMS_AT_ONCE)).ifPresent(events::add);
    Event.ofAny("groups", groups.takeChanged()).ifPresent(events::add);
    spaces.takeChanged().forEach(space -> events.add(Event.of("space", space)));
    words.takeChanged(WORDS_AT_ONCE).forEach(space -> events.add(Event.of("words", space)));
    drifts.takeChanged().forEach(drift -> events.add(Event.of("drift", drift)));
    drifts
        .takeChangedScores(OBJECTS_AT_ONCE)
        .forEach(score -> events.add(Event.of("score", score)));
    queries.takeChanged(OBJECTS_AT_ONCE).forEach(query -> events.add(Event.of("query", query)));
    statuses.takeChanged(OBJECTS_AT_ONCE).forEach(status -> events.add(Event.of("status", status)));
    Event.ofAny("decisions", decisions.takeChanged(OBJECTS_AT_ONCE)).ifPresent(events::add);
    Event.ofAny("deadLetters", letters.takeChanged()).ifPresent(events::add);
    return events;
  }

  /**
   * A word as it stands, over all feeds.
   *
   * @param source null for the one that labels the space
   */
  public synchronized Optional<Word> word(
      String space, Source source, String factor, String value) {
    return words.get(space, source, factor, value);
  }

  /** The items on show that have a vector. */
  public synchronized List<Candidate> candidates() {
    return items.candidates();
  }

  /** How many items on show have no vector. */
  public synchronized long vectorless() {
    return items.vectorless();
  }

  /**
   * A decision on show, with what it went by.
   *
   * @param at as the list numbers it
   */
  public synchronized Optional<Decision> decision(long at, String feed, String id) {
    return decisions.get(at, feed, id);
  }

  /** All that is known of an item on show; empty for any other. */
  public synchronized Optional<Map<String, Object>> item(String feed, String id) {
    ShownItem item = items.get(Keys.item(feed, id));
    if (item == null) {
      return Optional.empty();
    }
    Map<String, Object> details = item.details();
    details.put("deadLetters", letters.at(item.place()));
    return Optional.of(details);
  }
}
