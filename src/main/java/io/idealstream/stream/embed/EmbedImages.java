package io.idealstream.stream.embed;

import io.idealstream.model.Embedding;
import io.idealstream.stream.Attempt;
import io.idealstream.stream.CaptionArrival;
import io.idealstream.stream.DeadLetters;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import io.idealstream.stream.output.DeadLetterOffice;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.Caption;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Header;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.ImageReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.Topic;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.OutputTag;

/**
 * Messages of topic {@code images} to unit vectors, at the items' own times.
 *
 * <p>Pictures go through the model; an embedding that somebody else computed is taken if it was
 * made by the same model. The caption in an envelope comes out at {@link #CAPTIONS}, if the image
 * itself can be used.
 */
public final class EmbedImages implements BatchFunction<TopicRecord, Embedded> {
  private static final long serialVersionUID = 1L;

  /** Captions of envelopes. */
  public static final OutputTag<CaptionArrival> CAPTIONS =
      new OutputTag<>("envelope-captions", TypeInformation.of(CaptionArrival.class));

  private final ImageEmbedding.Opening model;
  private final ReadingLimits limits;
  private final DeadLetterSettings deadLetters;

  private transient ImageReader reader;
  private transient Punctuality punctuality;
  private transient DeadLetterOffice office;
  private transient InferenceTime inferenceTime;
  private transient ImageEmbedding embedding;
  private transient GivenEmbedding given;
  private transient FeedWatch feeds;

  public EmbedImages(
      ImageEmbedding.Opening model, ReadingLimits limits, DeadLetterSettings deadLetters) {
    this.model = model;
    this.limits = limits;
    this.deadLetters = deadLetters;
  }

  @Override
  public void open(MetricGroup metrics) {
    reader = new ImageReader(limits);
    punctuality = new Punctuality(limits.maxClockSkew(), InstantSource.system(), metrics);
    office = new DeadLetterOffice(deadLetters, metrics);
    inferenceTime = new InferenceTime(metrics);
    feeds = new FeedWatch(EmbedImages.class, metrics);
    embedding = model.open();
    given = new GivenEmbedding(embedding.fingerprint(), embedding.dimension());
  }

  @Override
  public long bytes(TopicRecord record) {
    return record.value() == null ? 0 : record.value().length;
  }

  @Override
  public void apply(List<TopicRecord> batch, Outputs<Embedded> outputs) {
    List<Attempt<ImageItem>> items =
        batch.stream().map(record -> Attempt.of(() -> read(record))).toList();
    List<byte[]> pictures =
        items.stream()
            .filter(item -> !item.failed() && item.value().image() != null)
            .map(item -> item.value().image())
            .toList();
    Iterator<Embedding> embeddings =
        inferenceTime.of(pictures, () -> embedding.embed(pictures)).iterator();
    for (int i = 0; i < batch.size(); i++) {
      TopicRecord record = batch.get(i);
      Attempt<Arrival> arrival = items.get(i).then(item -> arrival(item, record, embeddings));
      emit(i, record, arrival, outputs);
    }
  }

  private ImageItem read(TopicRecord record) throws Unreadable {
    ImageItem item = reader.read(record);
    punctuality.check(item.time(), record);
    return item;
  }

  @Override
  public void close() {
    if (embedding != null) {
      embedding.close();
      embedding = null;
    }
  }

  /**
   * @param caption null where the envelope holds none
   */
  private record Arrival(Embedded image, CaptionArrival caption) {}

  private Arrival arrival(ImageItem item, TopicRecord record, Iterator<Embedding> embeddings)
      throws Unreadable {
    float[] vector =
        item.image() != null
            ? ImageVector.of(item.id(), embeddings.next())
            : given.take(item.id(), item.model(), item.embedding());
    Embedded image =
        new Embedded(
            Modality.IMAGE,
            item.id(),
            item.feed(),
            item.time(),
            embedding.fingerprint(),
            vector,
            item.caption(),
            item.values());
    return new Arrival(image, item.caption() == null ? null : caption(item, record));
  }

  private void emit(
      int index, TopicRecord record, Attempt<Arrival> arrival, Outputs<Embedded> outputs) {
    if (arrival.failed()) {
      outputs.emit(index, DeadLetters.TAG, office.letter(record, arrival.why()));
      return;
    }
    feeds.see(arrival.value().image().feed());
    outputs.emit(arrival.value().image().time(), arrival.value().image());
    if (arrival.value().caption() != null) {
      outputs.emit(index, CAPTIONS, arrival.value().caption());
    }
  }

  /** The caption, as if it had come alone from the same place. */
  private static CaptionArrival caption(ImageItem item, TopicRecord record) {
    Caption caption =
        new Caption(item.id(), item.feed(), item.time(), item.caption(), item.values());
    TopicRecord origin =
        new TopicRecord(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestampMillis(),
            record.key(),
            Topic.CAPTIONS.encode(caption, Encoding.JSON),
            List.of(Header.of(Header.CONTENT_TYPE, Encoding.JSON.contentType())));
    return new CaptionArrival(caption, origin);
  }
}
