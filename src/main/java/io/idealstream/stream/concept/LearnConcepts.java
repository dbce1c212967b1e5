package io.idealstream.stream.concept;

import io.idealstream.control.Definition;
import io.idealstream.control.LifeCycle;
import io.idealstream.control.Maker;
import io.idealstream.decision.ConceptMeans;
import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.stream.ConceptArrival;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.keyed.Backlog;
import io.idealstream.stream.keyed.KeyedOperator;
import io.idealstream.stream.keyed.LifeCycles;
import io.idealstream.wire.ConceptMean;
import io.idealstream.wire.ConceptRole;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Learns concepts, keyed by their names: every image changes the vectors that queries may name.
 *
 * <p>What was taught under another model than the one that runs stays in state, should that model
 * come back, until the first image under the new one.
 */
public final class LearnConcepts extends KeyedOperator<NamedVectors>
    implements OneInputStreamOperator<ConceptArrival, NamedVectors> {

  /** What each concept was taught so far. */
  public static final OutputTag<Status> STATUS =
      new OutputTag<>("concept-status", TypeInformation.of(Status.class));

  private static final long serialVersionUID = 1L;

  /** A concept means what it was taught: there is no other definition of it. */
  private static final String TAUGHT = "";

  private static final int TOLD_AT_ONCE = 1024;

  private final TextEmbedding.Opening model;
  private final long versionFloor;

  private transient LifeCycles concepts;
  private transient Backlog ofAnotherModel;
  private transient Maker running;

  /**
   * Versions begin with 1.
   *
   * @param model asked for its fingerprint, and closed again
   */
  public LearnConcepts(TextEmbedding.Opening model) {
    this(model, 0);
  }

  /**
   * @param model asked for its fingerprint, and closed again
   * @param versionFloor versions begin above it, unless there is state
   */
  public LearnConcepts(TextEmbedding.Opening model, long versionFloor) {
    this.model = model;
    this.versionFloor = versionFloor;
  }

  @Override
  public void open() throws Exception {
    super.open();
    concepts = new LifeCycles(this, StatusKind.CONCEPT, STATUS, versionFloor, () -> {});
    try (TextEmbedding opened = model.open()) {
      running = Maker.of(opened.fingerprint());
    }
    ofAnotherModel = new Backlog(this, TOLD_AT_ONCE, this::tell);
    concepts.forEach(
        () -> {
          if (concepts.get().due(running).isPresent()) {
            ofAnotherModel.add();
          }
        });
    ofAnotherModel.workSoon();
  }

  private void tell() throws Exception {
    Optional<Definition> learned = concepts.get().due(running);
    if (learned.isPresent()) {
      concepts.say(
          learned.get().version(),
          StatusState.DISABLED,
          "%s by model %s, which does not run now: teach it again by %s"
              .formatted(
                  Taught.of(learned.get().made()).counts(),
                  learned.get().by().model(),
                  running.model()));
    }
  }

  @Override
  public void processElement(StreamRecord<ConceptArrival> element) throws Exception {
    ConceptArrival arrival = element.getValue();
    LifeCycle before = concepts.get();
    if (arrival.role() == null) {
      remove(before);
      return;
    }
    ConceptRole role =
        arrival.role().equals(ConceptRole.EXAMPLE.code()) ? ConceptRole.EXAMPLE : ConceptRole.CLASS;
    Maker maker = Maker.of(arrival.model());
    Taught after = taught(before.inForce(), maker, arrival.vector().length);
    after = after.with(role, arrival.vector());
    Definition learned =
        Definition.asked(concepts.nextVersion(before), TAUGHT, null).madeBy(maker, after.toBytes());
    concepts.put(before.prepared(learned));
    emit(vectors(learned, after));
    concepts.say(
        learned.version(),
        after.hasExamples() ? StatusState.ACTIVE : StatusState.DISABLED,
        after.counts());
  }

  /** Images of another model do not count any more. */
  private static Taught taught(Definition before, Maker maker, int dimension) {
    return before == null || before.isDue(maker)
        ? Taught.nothing(dimension)
        : Taught.of(before.made());
  }

  private void remove(LifeCycle before) throws Exception {
    if (before.inForce() == null) {
      return;
    }
    LifeCycle after = concepts.put(before.removed(concepts.nextVersion(before)));
    long[] versions = new long[ConceptMean.values().length];
    Arrays.fill(versions, NamedVectors.GONE);
    emit(event(before.inForce(), versions, new float[0]));
    concepts.say(after.version(), StatusState.DISABLED, "removed");
  }

  private NamedVectors vectors(Definition learned, Taught taught) {
    ConceptMeans means = taught.means();
    ConceptMean[] all = ConceptMean.values();
    int dimension = taught.dimension();
    long[] versions = new long[all.length];
    float[] vectors = new float[all.length * dimension];
    for (int i = 0; i < all.length; i++) {
      Optional<double[]> vector = ConceptVector.of(means, all[i]);
      versions[i] = vector.isPresent() ? learned.version() : NamedVectors.OPEN;
      for (int j = 0; j < dimension && vector.isPresent(); j++) {
        vectors[i * dimension + j] = (float) vector.get()[j];
      }
    }
    return event(learned, versions, vectors);
  }

  private NamedVectors event(Definition learned, long[] versions, float[] vectors) {
    List<String> names = new ArrayList<>();
    for (ConceptMean mean : ConceptMean.values()) {
      names.add(NamedVectors.concept(key(), mean));
    }
    String ofModel = learned.by().model();
    return new NamedVectors(NamedVectors.concept(key()), null, ofModel, names, versions, vectors);
  }

  @Override
  public void finish() throws Exception {
    ofAnotherModel.finish();
    super.finish();
  }
}
