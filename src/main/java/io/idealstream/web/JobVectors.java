package io.idealstream.web;

import io.idealstream.client.Isolation;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.job.JobSettings;
import io.idealstream.job.query.VectorModel;
import io.idealstream.model.Embedding;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.TextEmbedding.Outcome;
import io.idealstream.stream.embed.ImageEmbedding;
import io.idealstream.stream.embed.JobModel;
import io.idealstream.wire.Keys;
import io.idealstream.wire.TextChange;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.TextReader;
import io.idealstream.wire.codec.Topic;
import java.util.List;

/** The job's model, opened once it is asked for. For one thread. */
final class JobVectors implements VectorModel, AutoCloseable {

  private final JobSettings job;
  private final JobModel model;
  private TextEmbedding texts;
  private ImageEmbedding images;

  JobVectors(JobSettings job) {
    this.job = job;
    this.model = job.model().made();
  }

  @Override
  public String fingerprint() {
    return texts().fingerprint();
  }

  @Override
  public int dimension() {
    return texts().dimension();
  }

  private TextEmbedding texts() {
    if (texts == null) {
      texts = model.texts().open();
    }
    return texts;
  }

  @Override
  public float[] text(String text) {
    Outcome outcome = texts().embed(List.of(text)).get(0);
    if (outcome instanceof Outcome.Vector vector) {
      return vector.values();
    }
    if (outcome instanceof Outcome.Failure failure) {
      throw new IllegalStateException("the text cannot be embedded: " + failure.detail());
    }
    return given(text);
  }

  /** The vector of a text on its topic, where no model is opened. */
  private float[] given(String text) {
    String key = Keys.text(fingerprint(), text);
    TextReader reader = new TextReader(job.readingLimits().withDimension(dimension()));
    float[][] found = new float[1][];
    try (Tail tail =
        Tail.of(
            job.kafka().connection(),
            List.of(job.kafka().name(Topic.TEXTS)),
            Start.beginning(),
            Isolation.READ_COMMITTED)) {
      tail.toEnd(job.kafka().patience(), record -> take(record, reader, key, found));
    }
    if (found[0] == null) {
      throw new IllegalStateException(
          "no model is opened, and neither its file nor topic texts has a vector of \"%s\""
              .formatted(text));
    }
    return found[0];
  }

  private static void take(TopicRecord record, TextReader reader, String key, float[][] found) {
    try {
      TextChange change = reader.read(record);
      if (change.key().equals(key)) {
        found[0] = change.vector() == null ? null : change.vector().vector();
      }
    } catch (Unreadable unusable) {
      // a dead letter of the job's, and no vector
    }
  }

  @Override
  public float[] image(String name, byte[] encoded) {
    if (images == null) {
      images = model.images(1).open();
    }
    Embedding outcome = images.embed(List.of(encoded)).get(0);
    if (outcome instanceof Embedding.Vector vector) {
      return vector.values();
    }
    throw new IllegalStateException(name + ": " + ((Embedding.Rejected) outcome).detail());
  }

  @Override
  public void close() {
    if (texts != null) {
      texts.close();
    }
    if (images != null) {
      images.close();
    }
  }
}
