package io.idealstream.bench;

import io.idealstream.demo.feed.Samples;
import io.idealstream.demo.feed.Spaces;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.prompt.Preparation;
import io.idealstream.estimate.prompt.PromptBounds;
import io.idealstream.estimate.prompt.PromptedCells;
import io.idealstream.estimate.prompt.Target;
import io.idealstream.estimate.words.Labelling;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.model.ClipModel;
import io.idealstream.model.Embedding;
import io.idealstream.model.ModelDescription;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import io.idealstream.stream.label.CompiledSpace;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Labels in spaces, written as JSON, beside embedding the picture that is labelled. */
final class SpaceTimes {

  private static final int BATCH = 32;
  private static final int TEXTS = 32;
  private static final PromptBounds BOUNDS = new PromptBounds(10_000, 100_000);

  private final ClipModel model;
  private final SpaceInForce space;
  private final List<byte[]> pictures = new ArrayList<>();
  private final List<Embedded> items = new ArrayList<>();

  /** Read by nobody: without it, Java may leave out what nobody asks for. */
  private volatile Object last;

  private SpaceTimes(ClipModel model) {
    this.model = model;
    Samples samples = Samples.bundled();
    for (int i = 0; i < BATCH; i++) {
      pictures.add(samples.picture(i));
    }
    for (Embedding embedding : model.embedImages(pictures)) {
      if (embedding instanceof Embedding.Vector vector) {
        items.add(item(vector.values()));
      }
    }
    space = inForce(Spaces.bundled().get(0));
  }

  static List<Measurement> measure(ClipModel model, Turns.Length length, Runnable between) {
    SpaceTimes times = new SpaceTimes(model);
    List<Measurement> measured = new ArrayList<>();
    Quartiles embedding = null;
    for (int number : new int[] {1, 100}) {
      List<CompiledSpace> spaces = times.spaces(number);
      Turns turns =
          Turns.take(
              new Turns.Work(times.items.size(), () -> times.label(spaces)),
              new Turns.Work(BATCH, times::embed),
              length,
              between);
      embedding = turns.plain();
      measured.add(
          new Measurement(
              "labels in " + Count.of(number, "space"),
              turns.ours().lower() / 1e3,
              "µs/image",
              Better.LOWER,
              turns.ratios().middle(),
              "embedding the picture",
              turns.ratios().spread()));
    }
    measured.add(
        Measurement.alone(
            "embedding a picture",
            embedding.lower() / 1e3,
            "µs/image",
            Better.LOWER,
            embedding.spread()));
    return measured;
  }

  private void label(List<CompiledSpace> spaces) {
    for (Embedded item : items) {
      for (CompiledSpace one : spaces) {
        last = Topic.LABELS.message(one.label(item).orElseThrow(), Encoding.JSON);
      }
    }
  }

  private void embed() {
    last = model.embedImages(pictures);
  }

  private Embedded item(float[] vector) {
    return new Embedded(
        Modality.IMAGE,
        String.format(Locale.ROOT, "picture-%d", items.size()),
        "feed",
        Instant.EPOCH,
        model.description().fingerprint(),
        vector,
        null,
        null);
  }

  /** Each with vectors of its own. */
  private List<CompiledSpace> spaces(int number) {
    List<CompiledSpace> spaces = new ArrayList<>(number);
    try {
      for (int i = 0; i < number; i++) {
        spaces.add(CompiledSpace.of(space));
      }
    } catch (Unreadable broken) {
      throw new IllegalStateException(space.space() + ": " + broken.getMessage(), broken);
    }
    return spaces;
  }

  private SpaceInForce inForce(SpaceDefinition definition) {
    ModelDescription made = model.description();
    Target target =
        new Target(
            definition.space(),
            1,
            Topic.SPACES.encode(definition, Encoding.JSON),
            made.fingerprint(),
            made.logitScale());
    Preparation preparation =
        Preparation.begin(target, PromptedCells.of(target.parsed(), BOUNDS), made.dimension());
    while (!preparation.complete()) {
      preparation.take(vectors(preparation.next(TEXTS)));
    }
    PreparedSpace prepared = preparation.result();
    return Labelling.inForce(prepared, 1, prepared.prompts());
  }

  private List<float[]> vectors(List<String> texts) {
    List<float[]> vectors = new ArrayList<>();
    for (Embedding embedding : model.embedTexts(texts)) {
      if (!(embedding instanceof Embedding.Vector vector)) {
        throw new IllegalStateException(((Embedding.Rejected) embedding).detail());
      }
      vectors.add(vector.values());
    }
    return vectors;
  }
}
