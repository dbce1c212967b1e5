package io.idealstream.stream.concept;

import io.idealstream.decision.ConceptMeans;
import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.stream.ConceptArrival;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.keyed.KeyedOperator;
import io.idealstream.stream.keyed.RemovedNames;
import io.idealstream.wire.ConceptMean;
import io.idealstream.wire.ConceptRole;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
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

  static final ValueStateDescriptor<byte[]> TAUGHT =
      new ValueStateDescriptor<>("taught", BytePrimitiveArraySerializer.INSTANCE);

  private final TextEmbedding.Opening model;
  private final long versionFloor;

  private transient ValueState<byte[]> state;
  private transient RemovedNames removed;
  private transient Deque<String> ofAnotherModel;
  private transient String running;

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
    state = getRuntimeContext().getState(TAUGHT);
    removed = new RemovedNames(this, versionFloor, this::forget);
    ofAnotherModel = new ArrayDeque<>();
    try (TextEmbedding opened = model.open()) {
      running = opened.fingerprint();
    }
    forEveryKey(
        TAUGHT,
        () -> {
          if (isOfAnotherModel(taught())) {
            ofAnotherModel.add(key());
          }
        });
    tellSoon();
  }

  private boolean isOfAnotherModel(Taught taught) {
    return !taught.isRemoved() && !taught.model().equals(running);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task if the timer's work fails
  private void tellSoon() {
    if (!ofAnotherModel.isEmpty()) {
      getProcessingTimeService().registerTimer(now() + 1, time -> tell());
    }
  }

  private void tell() throws Exception {
    while (!ofAnotherModel.isEmpty()) {
      setCurrentKey(ofAnotherModel.remove());
      Taught taught = taught();
      if (isOfAnotherModel(taught)) {
        say(
            taught.version(),
            StatusState.DISABLED,
            "%s by model %s, which does not run now: teach it again by %s"
                .formatted(taught.counts(), taught.model(), running));
      }
    }
  }

  @Override
  public void processElement(StreamRecord<ConceptArrival> element) throws Exception {
    ConceptArrival arrival = element.getValue();
    Taught before = taught();
    if (arrival.role() == null) {
      remove(before);
      return;
    }
    ConceptRole role =
        arrival.role().equals(ConceptRole.EXAMPLE.code()) ? ConceptRole.EXAMPLE : ConceptRole.CLASS;
    long next = removed.versionAfter(before.version());
    Taught after = before.with(role, next, arrival.model(), arrival.vector());
    state.update(after.toBytes());
    removed.remove();
    emit(vectors(after));
    say(
        after.version(),
        after.hasExamples() ? StatusState.ACTIVE : StatusState.DISABLED,
        after.counts());
  }

  private void remove(Taught before) throws Exception {
    if (before.isRemoved()) {
      return;
    }
    Taught after = before.removed();
    state.update(after.toBytes());
    removed.add();
    long[] versions = new long[ConceptMean.values().length];
    Arrays.fill(versions, NamedVectors.GONE);
    emit(event(before.model(), versions, new float[0]));
    say(after.version(), StatusState.DISABLED, "removed");
  }

  private long forget() throws Exception {
    long version = taught().version();
    state.clear();
    return version;
  }

  private NamedVectors vectors(Taught taught) {
    ConceptMeans means = taught.means();
    ConceptMean[] all = ConceptMean.values();
    int dimension = taught.dimension();
    long[] versions = new long[all.length];
    float[] vectors = new float[all.length * dimension];
    for (int i = 0; i < all.length; i++) {
      Optional<double[]> vector = ConceptVector.of(means, all[i]);
      versions[i] = vector.isPresent() ? taught.version() : NamedVectors.OPEN;
      for (int j = 0; j < dimension && vector.isPresent(); j++) {
        vectors[i * dimension + j] = (float) vector.get()[j];
      }
    }
    return event(taught.model(), versions, vectors);
  }

  private NamedVectors event(String ofModel, long[] versions, float[] vectors) {
    List<String> names = new ArrayList<>();
    for (ConceptMean mean : ConceptMean.values()) {
      names.add(NamedVectors.concept(key(), mean));
    }
    return new NamedVectors(NamedVectors.concept(key()), null, ofModel, names, versions, vectors);
  }

  private Taught taught() throws Exception {
    return Taught.of(state.value());
  }

  private void say(long version, StatusState what, String detail) {
    emit(STATUS, new Status(StatusKind.CONCEPT, key(), version, what, detail));
  }
}
