package io.idealstream.stream.space;

import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.prompt.Preparation;
import io.idealstream.estimate.prompt.PromptBounds;
import io.idealstream.estimate.prompt.PromptedCells;
import io.idealstream.estimate.prompt.Target;
import io.idealstream.estimate.prompt.Unpreparable;
import io.idealstream.stream.SpaceArrival;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.TextEmbedding.Outcome;
import io.idealstream.stream.keyed.AlarmOperator;
import io.idealstream.stream.keyed.RemovedNames;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Embeds the prompts of spaces, keyed by the space's name.
 *
 * <p>A few texts are embedded each time the alarm rings; in between, barriers and other records
 * pass. How far it got is in the state, so that a restart goes on from there. A version takes over
 * when it is complete and not before. Only where none is in force that could answer, its plain
 * prompts go ahead as soon as they are embedded, for the raw answer. Prompts made by another model
 * than the one at hand, after a restore, are made again; a space that this one cannot embed is kept
 * for one that can.
 */
public final class PrepareSpaces extends AlarmOperator<PreparedSpace>
    implements OneInputStreamOperator<SpaceArrival, PreparedSpace> {

  /** Spaces that cannot be used, and spaces that have to wait for another model's prompts. */
  public static final OutputTag<Status> STATUS =
      new OutputTag<>("space-status", TypeInformation.of(Status.class));

  private static final long serialVersionUID = 1L;

  private static final int LONGEST_QUOTE = 100;

  static final ValueStateDescriptor<byte[]> STANDING =
      new ValueStateDescriptor<>("standing", BytePrimitiveArraySerializer.INSTANCE);
  static final ValueStateDescriptor<byte[]> PROGRESS =
      new ValueStateDescriptor<>("progress", BytePrimitiveArraySerializer.INSTANCE);

  /** Cells that a preparation in progress prompts. */
  private record Prompted(long version, PromptedCells cells) {}

  private final TextEmbedding.Opening opening;
  private final PromptBounds bounds;
  private final int slice;
  private final int remembered;
  private final long versionFloor;

  private transient TextEmbedding embedding;
  private transient TextCache texts;

  /** By space; not in the state, since they can be drawn up again. */
  private transient Map<String, Prompted> prompted;

  private transient ValueState<byte[]> standing;
  private transient ValueState<byte[]> progress;
  private transient RemovedNames removed;

  /** Versions begin with 1. */
  public PrepareSpaces(
      TextEmbedding.Opening opening, PromptBounds bounds, int slice, int remembered) {
    this(opening, bounds, slice, remembered, 0);
  }

  /**
   * @param bounds on cells prompted per space
   * @param slice texts embedded at a time
   * @param remembered texts whose vectors are remembered, over all spaces of a subtask
   * @param versionFloor versions begin above it, unless there is state
   */
  public PrepareSpaces(
      TextEmbedding.Opening opening,
      PromptBounds bounds,
      int slice,
      int remembered,
      long versionFloor) {
    this.opening = opening;
    this.bounds = bounds;
    this.slice = slice;
    this.remembered = remembered;
    this.versionFloor = versionFloor;
  }

  @Override
  public void open() throws Exception {
    super.open();
    embedding = opening.open();
    texts = new TextCache(embedding, remembered);
    prompted = new HashMap<>();
    standing = getRuntimeContext().getState(STANDING);
    progress = getRuntimeContext().getState(PROGRESS);
    removed = new RemovedNames(this, versionFloor, this::forget);
    forEveryKey(STANDING, () -> goOn(Standing.of(standing.value())));
  }

  @Override
  public void close() throws Exception {
    if (embedding != null) {
      embedding.close();
    }
    super.close();
  }

  @Override
  public void processElement(StreamRecord<SpaceArrival> element) throws Exception {
    SpaceArrival arrival = element.getValue();
    Standing before = Standing.of(standing.value());
    if (arrival.rejected() != null) {
      reject(before, arrival.rejected());
    } else if (arrival.definition() == null) {
      remove(before);
    } else {
      want(before, arrival);
    }
  }

  private void remove(Standing before) throws Exception {
    giveUpProgress();
    if (before.version() == 0) {
      emit(none(PreparedSpace.FORGOTTEN));
    } else {
      emit(none(before.version()));
      write(before.removed());
      removed.add();
    }
  }

  /** The stream down forgets the space too. */
  private long forget() throws Exception {
    long version = Standing.of(standing.value()).version();
    standing.clear();
    emit(none(PreparedSpace.FORGOTTEN));
    return version;
  }

  private void want(Standing before, SpaceArrival arrival) throws Exception {
    byte[] definition = arrival.definition();
    String hash;
    try {
      hash = SpaceFile.contentHash(Topic.SPACES.decode(definition, Encoding.JSON));
    } catch (Unreadable why) {
      reject(before, why.getMessage());
      return;
    }
    long next = arrival.version() > 0 ? arrival.version() : removed.versionAfter(before.version());
    Standing after = before.wanting(hash, definition, next);
    if (!after.equals(before)) {
      write(after);
      removed.remove();
      giveUpProgress();
      goOn(after);
    }
  }

  @Override
  protected void alarmed() throws Exception {
    Standing before = Standing.of(standing.value());
    Optional<Target> target = target(before);
    if (target.isPresent()) {
      goOn(embedSlice(before, target.get()));
    }
  }

  /** The standing after the next slice, which is written and told. */
  private Standing embedSlice(Standing before, Target target) throws Exception {
    byte[] state = progress.value();
    Preparation preparation;
    PreparedSpace prepared;
    PreparedSpace ahead;
    try {
      PromptedCells cells = cells(target);
      preparation = state == null ? null : Preparation.resume(target, cells, dimension(), state);
      if (preparation == null) {
        sayIfOutOfDate(before);
        preparation = Preparation.begin(target, cells, dimension());
      }
      boolean knownBefore = preparation.knowsPlain();
      preparation.take(vectors(preparation));
      prepared = preparation.complete() ? preparation.result() : null;
      ahead = preparation.knowsPlain() && !knownBefore ? preparation.plainResult() : null;
    } catch (Unpreparable why) {
      return refuse(before, target, why.getMessage());
    } catch (RuntimeException | StackOverflowError unforeseen) {
      return refuse(before, target, "its prompts cannot be embedded: " + unforeseen);
    }
    if (prepared == null) {
      progress.update(preparation.toBytes());
      if (ahead != null && !before.answers(embedding.fingerprint())) {
        emit(ahead);
      }
      return before;
    }
    giveUpProgress();
    emit(prepared);
    return write(before.prepared(target));
  }

  private PromptedCells cells(Target target) {
    Prompted known = prompted.get(target.space());
    if (known == null || known.version != target.version()) {
      known = new Prompted(target.version(), PromptedCells.of(target.parsed(), bounds));
      prompted.put(target.space(), known);
    }
    return known.cells;
  }

  private void giveUpProgress() {
    progress.clear();
    prompted.remove(key());
  }

  private List<float[]> vectors(Preparation preparation) {
    List<String> next = preparation.next(slice);
    List<Outcome> outcomes = texts.embed(next);
    List<float[]> vectors = new ArrayList<>(outcomes.size());
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Failure failure) {
        throw new Unpreparable(
            "the text \"%s\" cannot be embedded: %s"
                .formatted(quote(next.get(i)), failure.detail()));
      }
      vectors.add(((Outcome.Vector) outcomes.get(i)).values());
    }
    return vectors;
  }

  private static String quote(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
  }

  private Standing refuse(Standing before, Target target, String why) throws Exception {
    giveUpProgress();
    return reject(write(before.refused(target)), why);
  }

  /** Says that a definition is not used; where none is, nor will be, the stream down hears it. */
  private Standing reject(Standing now, String why) throws Exception {
    removed.remove();
    say(0, StatusState.REJECTED, why + rest(now));
    if (!now.isInForce() && target(now).isEmpty()) {
      emit(none(now.versionOutOfForce()));
    }
    return now;
  }

  private static String rest(Standing now) {
    if (now.isSuspended()) {
      return "; version %d comes back with a model that can embed it"
          .formatted(now.versionOutOfForce());
    }
    return now.isInForce() ? "; version %d stays in force".formatted(now.inForce()) : "";
  }

  private void sayIfOutOfDate(Standing now) {
    if (now.isOutOfDate(embedding.fingerprint(), embedding.logitScale())) {
      say(
          now.inForce(),
          StatusState.DISABLED,
          "prepared by model %s with logit scale %s, the job runs %s with %s: prepared again"
              .formatted(
                  now.model(), now.logitScale(), embedding.fingerprint(), embedding.logitScale()));
    }
  }

  private void say(long version, StatusState state, String detail) {
    emit(STATUS, new Status(StatusKind.SPACE, key(), version, state, detail));
  }

  private PreparedSpace none(long version) {
    return new PreparedSpace(key(), version, null, embedding.fingerprint(), 0, null, null, null);
  }

  private void goOn(Standing now) throws Exception {
    if (target(now).isPresent()) {
      setAlarm(1);
    }
  }

  private Optional<Target> target(Standing now) {
    return now.target(key(), embedding.fingerprint(), embedding.logitScale());
  }

  private int dimension() {
    return embedding.dimension();
  }

  private Standing write(Standing now) throws Exception {
    standing.update(now.toBytes());
    return now;
  }
}
