package io.idealstream.stream.space;

import io.idealstream.control.Definition;
import io.idealstream.control.LifeCycle;
import io.idealstream.control.Maker;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.prompt.Preparation;
import io.idealstream.estimate.prompt.PromptBounds;
import io.idealstream.estimate.prompt.PromptedCells;
import io.idealstream.estimate.prompt.SpaceTexts;
import io.idealstream.estimate.prompt.Target;
import io.idealstream.estimate.prompt.Unpreparable;
import io.idealstream.stream.SpaceArrival;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.TextVectors;
import io.idealstream.stream.TextsAwaited;
import io.idealstream.stream.keyed.AlarmOperator;
import io.idealstream.stream.keyed.LifeCycles;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
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
public class PrepareSpaces extends AlarmOperator<PreparedSpace>
    implements OneInputStreamOperator<SpaceArrival, PreparedSpace> {

  /** Spaces that cannot be used, and spaces that have to wait for another model's prompts. */
  public static final OutputTag<Status> STATUS =
      new OutputTag<>("space-status", TypeInformation.of(Status.class));

  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<byte[]> PROGRESS =
      new ValueStateDescriptor<>("progress", BytePrimitiveArraySerializer.INSTANCE);

  /** Nothing is kept of what goes down the stream. */
  private static final byte[] NOTHING = {};

  /** What a preparation in progress prompts. */
  private record Prompted(Target target, PromptedCells cells) {}

  private final TextEmbedding.Opening opening;
  private final PromptBounds bounds;
  private final int slice;
  private final int remembered;
  private final long versionFloor;

  private transient TextEmbedding embedding;
  private transient TextCache texts;

  /** By space; not in the state, since they can be drawn up again. */
  private transient Map<String, Prompted> prompted;

  private transient LifeCycles spaces;
  private transient ValueState<byte[]> progress;
  private transient Maker maker;

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
    embedding = opened(opening);
    texts = new TextCache(embedding, remembered);
    prompted = new HashMap<>();
    progress = getRuntimeContext().getState(PROGRESS);
    maker = new Maker(embedding.fingerprint(), embedding.logitScale());
    spaces = new LifeCycles(this, StatusKind.SPACE, STATUS, versionFloor, this::forgotten);
    spaces.forEach(() -> goOn(spaces.get()));
  }

  /** Opens what embeds the texts. */
  TextEmbedding opened(TextEmbedding.Opening from) throws Exception {
    return from.open();
  }

  /**
   * Called before the first text of a version is embedded.
   *
   * @throws TextsAwaited if its texts are not all there
   */
  void requireTexts(Preparation begun) {}

  /** Whether the version that is due waits for texts. */
  boolean waits() {
    return false;
  }

  /** Whether all of a version is embedded in one go: it takes no time. */
  boolean isAtOnce() {
    return false;
  }

  /** What is kept of the texts of a version that is prepared. */
  byte[] made(Definition prepared) {
    return NOTHING;
  }

  /** A version waits for texts. */
  void await(TextsAwaited why) throws Exception {
    throw why;
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
    LifeCycle before = spaces.get();
    if (arrival.rejected() != null) {
      reject(before, arrival.rejected());
    } else if (arrival.definition() == null) {
      remove(before);
    } else {
      ask(before, arrival);
    }
  }

  private void remove(LifeCycle before) throws Exception {
    giveUpProgress();
    if (before.version() == 0) {
      forgotten();
    } else {
      emit(none(before.version()));
      spaces.put(before.removed());
    }
  }

  /** The stream down forgets the space too. */
  private void forgotten() {
    emit(none(PreparedSpace.FORGOTTEN));
  }

  private void ask(LifeCycle before, SpaceArrival arrival) throws Exception {
    byte[] definition = arrival.definition();
    String hash;
    try {
      hash = SpaceFile.contentHash(Topic.SPACES.decode(definition, Encoding.JSON));
    } catch (Unreadable why) {
      reject(before, why.getMessage());
      return;
    }
    long next = arrival.version() > 0 ? arrival.version() : spaces.nextVersion(before);
    LifeCycle after = before.asking(hash, definition, next);
    if (!after.equals(before)) {
      spaces.put(after);
      giveUpProgress();
      goOn(after);
    }
  }

  @Override
  protected void alarmed() throws Exception {
    LifeCycle before = spaces.get();
    Optional<Definition> due = before.due(maker);
    if (due.isPresent()) {
      goOn(embedSlice(before, due.get()));
    }
  }

  /** Where the space stands after the next slice. */
  private LifeCycle embedSlice(LifeCycle before, Definition due) throws Exception {
    byte[] state = progress.value();
    Preparation preparation;
    PreparedSpace prepared;
    PreparedSpace ahead;
    try {
      Prompted next = prompted(due);
      preparation =
          state == null
              ? null
              : Preparation.resume(next.target, next.cells, embedding.dimension(), state);
      if (preparation == null) {
        sayIfOutOfDate(before.inForce());
        preparation = Preparation.begin(next.target, next.cells, embedding.dimension());
        requireTexts(preparation);
      }
      boolean knownBefore = preparation.knowsPlain();
      do {
        preparation.take(vectors(preparation));
      } while (isAtOnce() && !preparation.complete());
      prepared = preparation.complete() ? preparation.result() : null;
      ahead = preparation.knowsPlain() && !knownBefore ? preparation.plainResult() : null;
    } catch (TextsAwaited why) {
      await(why);
      return before;
    } catch (Unpreparable why) {
      return refuse(before, due, why.getMessage());
    } catch (RuntimeException | StackOverflowError unforeseen) {
      return refuse(before, due, "its prompts cannot be embedded: " + unforeseen);
    }
    if (prepared == null) {
      progress.update(preparation.toBytes());
      if (ahead != null && !answers(before)) {
        emit(ahead);
      }
      return before;
    }
    giveUpProgress();
    emit(prepared);
    return spaces.put(before.prepared(due.madeBy(maker, made(due))));
  }

  /** Whether what is in force holds vectors of the model, if perhaps under another scale. */
  private boolean answers(LifeCycle now) {
    return now.isInForce() && now.inForce().by().model().equals(maker.model());
  }

  private Prompted prompted(Definition due) {
    Prompted known = prompted.get(key());
    if (known == null || known.target.version() != due.version()) {
      Target target = target(due);
      known = new Prompted(target, PromptedCells.of(target.parsed(), bounds));
      prompted.put(key(), known);
    }
    return known;
  }

  private Target target(Definition definition) {
    return new Target(
        key(), definition.version(), definition.content(), maker.model(), maker.logitScale());
  }

  /** The texts of a version of the current space, each once. */
  final List<String> textsOf(Definition version) {
    return SpaceTexts.of(target(version).parsed(), bounds);
  }

  void giveUpProgress() {
    progress.clear();
    prompted.remove(key());
  }

  private List<float[]> vectors(Preparation preparation) {
    List<String> next = preparation.next(slice);
    return TextVectors.of(next, texts.embed(next), Unpreparable::new);
  }

  /** A version cannot be prepared. */
  LifeCycle refuse(LifeCycle before, Definition due, String why) throws Exception {
    giveUpProgress();
    return reject(spaces.put(before.refused(due, maker)), why);
  }

  /** Says that a definition is not used; where none is, nor will be, the stream down hears it. */
  private LifeCycle reject(LifeCycle now, String why) throws Exception {
    spaces.reject(now, why);
    if (!now.isInForce() && now.due(maker).isEmpty()) {
      letGo(now);
    }
    return now;
  }

  /** Nothing of the space is in force for now: nobody down the stream need wait for it. */
  final void letGo(LifeCycle now) {
    emit(none(now.isSuspended() ? now.inForce().version() : now.version()));
  }

  /** Says of the version that is due that it waits. */
  final LifeCycle sayWaiting(String why) throws Exception {
    LifeCycle now = spaces.get();
    Optional<Definition> due = now.due(maker);
    if (due.isPresent()) {
      spaces.await(now, due.get().version(), why);
    }
    return now;
  }

  private void sayIfOutOfDate(Definition inForce) {
    if (inForce != null && !inForce.suspended() && inForce.isDue(maker)) {
      String detail =
          "prepared by model %s with logit scale %s, the job runs %s with %s: prepared again"
              .formatted(
                  inForce.by().model(),
                  inForce.by().logitScale(),
                  maker.model(),
                  maker.logitScale());
      spaces.say(inForce.version(), StatusState.DISABLED, detail);
    }
  }

  private PreparedSpace none(long version) {
    return new PreparedSpace(key(), version, null, maker.model(), 0, null, null, null);
  }

  /** The life cycles of the spaces. */
  final LifeCycles spaces() {
    return spaces;
  }

  final Maker maker() {
    return maker;
  }

  final void goOn(LifeCycle now) throws Exception {
    if (now.due(maker).isPresent() && !waits()) {
      setAlarm(1);
    }
  }
}
