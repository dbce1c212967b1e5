package io.idealstream.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.NoAnswerException;
import io.idealstream.client.Offsets;
import io.idealstream.client.Partition;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.job.JobSettings;
import io.idealstream.wire.Caption;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Hit;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Label;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.CaptionReader;
import io.idealstream.wire.codec.ImageReader;
import io.idealstream.wire.codec.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads what came in and what came out of it, committed, and changes nothing.
 *
 * <p>First it looks how far the job has read by its last complete checkpoint; what lies behind that
 * is not due yet. Inputs are read once, answers to their end; where some are missing it looks again
 * for those that were committed meanwhile.
 */
public final class Audit {
  private static final List<Topic<?>> ITEMS = List.of(Topic.IMAGES, Topic.CAPTIONS, Topic.FEEDBACK);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);
  private static final int LOOKS = 3;

  private final JobSettings settings;
  private final KafkaConnection kafka;
  private final Instant from;
  private final Instant to;
  private final SpacesInForce spaces;
  private final Map<Topic<?>, Range> ranges = new LinkedHashMap<>();
  private final Map<Topic<?>, Long> read = new HashMap<>();
  private final ImageReader images;
  private final CaptionReader captions;
  private final Optional<String> soleModel;
  private DeadPositions dead;
  private Positions ofOtherModels;

  /**
   * @param from Kafka timestamp of the first records of the range
   * @param to Kafka timestamp behind them
   */
  public Audit(JobSettings settings, Instant from, Instant to) {
    this.settings = settings;
    this.kafka = settings.kafka().connection();
    this.from = from;
    this.to = to;
    this.spaces = new SpacesInForce(settings.input().past().isPresent());
    this.images = new ImageReader(settings.readingLimits());
    this.captions = new CaptionReader(settings.readingLimits());
    this.soleModel = settings.soleModel();
  }

  /**
   * Does it.
   *
   * @throws IOException when there is no room for temporary files
   * @throws NoAnswerException when no server answers
   */
  public AuditReport run() throws IOException, NoAnswerException {
    lookUp();
    dead = new DeadPositions(byName());
    ofOtherModels = new Positions(byName());
    all(Topic.SPACES, spaces::definition);
    all(Topic.STATUS, spaces::status);
    // an answer may bear an earlier time than its item, by as much as clocks may differ
    Start answers = Start.since(from.minus(settings.input().maxClockSkew()));
    try (Spill spill = new Spill(4 * ranges.get(Topic.IMAGES).records());
        Tail letters = tail(Topic.DEAD_LETTERS, answers);
        Tail labels = tail(Topic.LABELS, answers);
        Tail hits = tail(Topic.HITS, answers)) {
      ITEMS.forEach(topic -> readRange(topic, spill));
      Judge judge = null;
      for (int look = 0; look < LOOKS && (judge == null || judge.missing().total() > 0); look++) {
        if (look > 0) {
          pause();
        }
        letters.toEnd(kafka.patience(), letter -> letter(letter, spill));
        labels.toEnd(kafka.patience(), label -> label(label, spill));
        hits.toEnd(kafka.patience(), hit -> hit(hit, spill));
        judge = judge(spill);
      }
      return AuditReport.of(from, to, intake(judge), reasons(), judge);
    }
  }

  private Map<String, AuditReport.Intake> intake(Judge judge) {
    Map<String, AuditReport.Intake> intake = new LinkedHashMap<>();
    ranges.forEach(
        (topic, range) ->
            intake.put(
                topic.code(),
                new AuditReport.Intake(
                    read.getOrDefault(topic, 0L),
                    dead.count(name(topic)),
                    leftAside(topic, judge),
                    range.notYetDue())));
    return intake;
  }

  private long leftAside(Topic<?> topic, Judge judge) {
    return topic == Topic.IMAGES
        ? judge.leftAside()
        : ofOtherModels.countWithout(dead.positions(), name(topic));
  }

  private Map<String, Long> reasons() {
    Map<String, Long> reasons = new TreeMap<>();
    ranges
        .keySet()
        .forEach(
            topic ->
                dead.reasons(name(topic))
                    .forEach((reason, count) -> reasons.merge(reason, count, Long::sum)));
    return reasons;
  }

  private Map<String, Range> byName() {
    Map<String, Range> byName = new HashMap<>();
    ranges.forEach((topic, range) -> byName.put(name(topic), range));
    return byName;
  }

  private void lookUp() throws NoAnswerException {
    try (Offsets offsets = Offsets.of(kafka, settings.kafka().group())) {
      Map<Partition, Long> committed = offsets.committed();
      for (Topic<?> topic : ITEMS) {
        Map<Partition, Long> until = offsets.since(List.of(name(topic)), to);
        // a past range is audited once it is worked off, whether its last positions arrived or not
        ranges.put(
            topic,
            Range.of(
                offsets.since(List.of(name(topic)), from),
                until,
                settings.input().past().isPresent() ? until : committed));
      }
    }
  }

  private void readRange(Topic<?> topic, Spill spill) {
    Range range = ranges.get(topic);
    try (Tail tail = tail(topic, Start.at(range.from()))) {
      tail.upTo(
          range.to(),
          kafka.patience(),
          record -> {
            read.merge(topic, 1L, Long::sum);
            if (topic == Topic.IMAGES) {
              image(record, spill);
            } else if (topic == Topic.CAPTIONS && soleModel.isPresent()) {
              caption(record);
            }
          });
    }
  }

  private void image(TopicRecord record, Spill spill) {
    try {
      ImageItem item = images.read(record);
      noteModel(record, item.embedding(), item.model());
      spill.sighting(
          Keys.item(item.feed(), item.id()),
          sighting(record, item.feed(), item.time().toEpochMilli()));
    } catch (Unreadable why) {
      spill.sighting(
          "unreadable/" + record.partition() + "-" + record.offset(),
          sighting(record, "", Sighting.UNREADABLE));
    }
  }

  private void caption(TopicRecord record) {
    try {
      Caption caption = captions.read(record);
      noteModel(record, caption.embedding(), caption.model());
    } catch (Unreadable dead) {
      // counts among the dead
    }
  }

  private void noteModel(TopicRecord record, float[] embedding, String model) {
    if (embedding != null && soleModel.filter(sole -> !sole.equals(model)).isPresent()) {
      ofOtherModels.add(new Partition(record.topic(), record.partition()), record.offset());
    }
  }

  private static Sighting sighting(TopicRecord record, String feed, long time) {
    return new Sighting(feed, record.partition(), record.offset(), time, record.timestampMillis());
  }

  private void letter(TopicRecord letter, Spill spill) {
    String topic = DeadPositions.header(letter, DeadLetter.SOURCE_TOPIC);
    if (topic.equals(name(Topic.LABELS)) && letter.key() != null) {
      String key = new String(letter.key(), UTF_8);
      int space = key.lastIndexOf('/');
      spill.unwritten(key.substring(0, Math.max(space, 0)), key.substring(space + 1));
    } else {
      dead.take(letter);
    }
  }

  private static void label(TopicRecord record, Spill spill) {
    try {
      Label label = Topic.LABELS.decode(record);
      spill.label(Keys.item(label.feed(), label.id()), label.space(), label.time().toEpochMilli());
    } catch (Unreadable foreign) {
      // is no answer
    }
  }

  private static void hit(TopicRecord record, Spill spill) {
    try {
      Hit hit = Topic.HITS.decode(record);
      spill.hit(Keys.item(hit.feed(), hit.id()), QueryVersion.of(hit), hit.time().toEpochMilli());
    } catch (Unreadable foreign) {
      // is no answer
    }
  }

  private Judge judge(Spill spill) throws IOException {
    Judge judge = new Judge(spaces, dead, ofOtherModels, name(Topic.IMAGES));
    for (int part = 0; part < spill.parts(); part++) {
      spill.part(part).values().forEach(judge::look);
    }
    for (int part = 0; part < spill.parts(); part++) {
      spill.part(part).forEach(judge::judge);
    }
    return judge;
  }

  private void all(Topic<?> topic, Consumer<TopicRecord> reader) {
    try (Tail tail = tail(topic, Start.beginning())) {
      tail.toEnd(kafka.patience(), reader);
    }
  }

  private Tail tail(Topic<?> topic, Start start) {
    return Tail.of(kafka, List.of(name(topic)), start, Isolation.READ_COMMITTED);
  }

  private String name(Topic<?> topic) {
    return settings.kafka().name(topic);
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN.toMillis());
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }
}
