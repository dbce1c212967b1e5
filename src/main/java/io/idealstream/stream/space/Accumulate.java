package io.idealstream.stream.space;

import io.idealstream.estimate.CarryOver;
import io.idealstream.estimate.EstimateKey;
import io.idealstream.estimate.Fit;
import io.idealstream.estimate.Forgetting;
import io.idealstream.estimate.Intervention;
import io.idealstream.estimate.InterventionState;
import io.idealstream.estimate.KnownSpace;
import io.idealstream.estimate.Marginals;
import io.idealstream.estimate.PartialSum;
import io.idealstream.estimate.PartialSums;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.SharedSums;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.history.Acts;
import io.idealstream.estimate.history.Fate;
import io.idealstream.estimate.history.Fates;
import io.idealstream.estimate.words.Labelling;
import io.idealstream.math.Decayed;
import io.idealstream.math.ForwardDecay;
import io.idealstream.math.VectorSum;
import io.idealstream.math.Weighting;
import io.idealstream.stream.SpaceNews;
import io.idealstream.stream.keyed.AlarmOperator;
import io.idealstream.stream.keyed.RemovedNames;
import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Source;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TrialName;
import io.idealstream.wire.space.Estimate;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Owns the sums of estimates and solves the words from time to time, keyed by {@link #key}; the
 * second input is broadcast.
 *
 * <p>State holds sums, never words, under the names of factors and values. Hence what overtakes the
 * news of its space's version, or falls behind them, adds to the same sums as what comes in time:
 * the former under its own names until the news come, the latter under the names that {@link
 * CarryOver} gives them. Where no news come, it is given up as outdated.
 *
 * <p>A space on trial has sums of its own, but speaks by those of the live one while both would
 * hold the same from the beginning on; see {@link SharedSums}.
 *
 * <p>Acts on words say which event times count. They are about time alone, so that they mean the
 * same whatever comes before or after the news of them.
 */
public final class Accumulate extends AlarmOperator<SourceEstimate>
    implements TwoInputStreamOperator<PartialSums, SpaceNews, SourceEstimate> {

  /** Estimates that cannot be made as their space asks, and what acts have done to them. */
  public static final OutputTag<Status> STATUS =
      new OutputTag<>("estimate-status", TypeInformation.of(Status.class));

  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<Boolean> TOLD =
      new ValueStateDescriptor<>("told-that-folded", BooleanSerializer.INSTANCE);

  static final ValueStateDescriptor<byte[]> RESTORED =
      new ValueStateDescriptor<>("restored", BytePrimitiveArraySerializer.INSTANCE);

  private final long intervalMillis;
  private final int maxCells;
  private final int maxFeeds;
  private final HistorySettings history;

  private transient KeptSums sums;
  private transient ValueState<Boolean> told;
  private transient ValueState<byte[]> restored;
  private transient KnownSpaces spaces;
  private transient KnownActs acts;
  private transient FeedsHeld feeds;
  private transient Counter outdated;
  private transient Counter beyondFeeds;
  private transient Counter takenOut;
  private transient Counter setAside;

  /**
   * @param interval from the first change of an estimate until it is solved
   * @param maxCells cells held per estimate; beyond them they are folded, see {@link KeptSums}
   * @param maxFeeds feeds that a subtask estimates per space, where a space is estimated per feed;
   *     items of further feeds do not count
   */
  public Accumulate(Duration interval, int maxCells, int maxFeeds, HistorySettings history) {
    this.intervalMillis = interval.toMillis();
    this.maxCells = maxCells;
    this.maxFeeds = maxFeeds;
    this.history = history;
  }

  /** What shares one estimate: model, space, source and feed. */
  public static String key(PartialSums part) {
    return EstimateKey.of(part);
  }

  @Override
  public void open() throws Exception {
    super.open();
    sums = new KeptSums(getRuntimeContext(), history.grid(), history.mostSums());
    told = getRuntimeContext().getState(TOLD);
    restored = getRuntimeContext().getState(RESTORED);
    spaces = new KnownSpaces(getOperatorStateBackend());
    acts = new KnownActs(getOperatorStateBackend());
    feeds = new FeedsHeld(maxFeeds);
    forEveryKey(
        KeptSums.NUMBER,
        () -> {
          sums.countRestored();
          feeds.add(EstimateKey.parse(key()));
        });
    getMetricGroup().gauge("cellsHeld", this::cellsHeld);
    outdated = getMetricGroup().addGroup("observations").counter("outdated");
    beyondFeeds = getMetricGroup().addGroup("observations").counter("beyondMaxFeeds");
    takenOut = getMetricGroup().addGroup("observations").counter("rolledBack");
    setAside = getMetricGroup().addGroup("observations").counter("frozen");
  }

  /** Cells whose sums this subtask holds, over all its keys. */
  long cellsHeld() {
    return sums.held();
  }

  @Override
  public void processElement1(StreamRecord<PartialSums> element) throws Exception {
    PartialSums part = element.getValue();
    KnownSpace space = spaces.get(part.space());
    Map<String, Decayed<VectorSum>> placed = placed(part, space);
    if (placed.isEmpty() || !hasRoom(placed)) {
      return;
    }
    boolean behind = part.spaceVersion() < spaces.version(part.space());
    long halfLife = behind ? space.halfLifeMillis() : part.halfLifeMillis();
    sums.follow(halfLife);
    if (halfLife != part.halfLifeMillis()) {
      ForwardDecay decay = Forgetting.by(halfLife);
      long newest = part.newest().toEpochMilli();
      placed.replaceAll((name, sum) -> Forgetting.changed(sum, decay, newest));
    }
    long events = KeptSums.events(placed);
    Fates fates = acts.on(EstimateKey.parse(key()));
    Fate fate = sums.add(placed, part.slice(), part.newest(), fates);
    count(fate, events);
    sums.fold(space == null ? maxCells : mostCells(space));
    if (space == null) {
      setAlarm(RemovedNames.RETENTION.toMillis());
    } else if (fate == Fate.COUNTED) {
      setAlarm(intervalMillis);
    }
  }

  private void count(Fate fate, long events) {
    if (fate == Fate.OUT) {
      takenOut.inc(events);
    } else if (fate == Fate.ASIDE) {
      setAside.inc(events);
    }
  }

  private boolean hasRoom(Map<String, Decayed<VectorSum>> placed) throws Exception {
    EstimateKey key = EstimateKey.parse(key());
    if (!sums.empty()) {
      return true;
    }
    if (feeds.hasRoom(key)) {
      feeds.add(key);
      return true;
    }
    beyondFeeds.inc(KeptSums.events(placed));
    return false;
  }

  /** Sums by the cells that they add to; those that their space has moved on from are counted. */
  private Map<String, Decayed<VectorSum>> placed(PartialSums part, KnownSpace space) {
    Map<String, Decayed<VectorSum>> placed = new TreeMap<>();
    PartialSum.cells(part)
        .forEach(
            (cell, sum) -> {
              Optional<String> name = placeOf(cell, part, space);
              name.ifPresent(kept -> Marginals.merge(placed, kept, sum));
              if (name.isEmpty()) {
                outdated.inc(sum.sums().count());
              }
            });
    return placed;
  }

  private Optional<String> placeOf(String cell, PartialSums part, KnownSpace space) {
    long version = spaces.version(part.space());
    if (part.spaceVersion() > version) {
      return Optional.of(cell);
    }
    if (space == null || !space.estimates(part.feed())) {
      return Optional.empty();
    }
    return part.spaceVersion() == version
        ? Optional.of(cell)
        : Optional.of(cell)
            .filter(kept -> part.model().equals(space.model()))
            .flatMap(CarryOver.to(space.definition())::name);
  }

  /** Where events alone count, cells are worth keeping while they are fewer than the marginals. */
  private int mostCells(KnownSpace space) {
    return space.definition().estimate().weighting() == Weighting.COUNTS
        ? Math.min(maxCells, space.cells().rows())
        : maxCells;
  }

  @Override
  public void processElement2(StreamRecord<SpaceNews> element) throws Exception {
    SpaceNews news = element.getValue();
    if (news.act() != null) {
      take(news.act());
    } else if (!news.space().awaitsWords()) {
      take(news.space());
    }
  }

  private void take(PreparedSpace space) throws Exception {
    spaces.put(space);
    if (!space.isUnknown()) { // else what is held came ahead of the news of a version
      forEveryEstimate(space.space(), key -> carryOver(key, spaces.get(space.space())));
    }
    if (TrialName.isOne(space.space())) {
      forEveryEstimate(TrialName.live(space.space()), key -> lend(key, null));
    } else {
      // what no longer shares its sums goes on with its own
      forEveryEstimate(TrialName.of(space.space()), key -> setAlarmSoon());
    }
  }

  private interface Visit {
    void estimate(EstimateKey key) throws Exception;
  }

  private void forEveryEstimate(String space, Visit visit) throws Exception {
    forEveryKey(
        KeptSums.NUMBER,
        () -> {
          EstimateKey key = EstimateKey.parse(key());
          if (key.space().equals(space)) {
            visit.estimate(key);
          }
        });
  }

  private void take(Control act) throws Exception {
    if (!Acts.areOf(act)) {
      return;
    }
    KnownSpace space = spaces.get(act.space());
    if (act.act() == Act.ROLLBACK
        && act.feed() != null
        && space != null
        && !space.estimates(act.feed())) {
      reject(act);
      return;
    }
    Control sliced = Acts.sliced(act, history.grid());
    Acts before = acts.on(act.space());
    acts.put(act.space(), before.with(sliced));
    forEveryEstimate(act.space(), key -> follow(sliced, key, before.on(key)));
  }

  /** All subtasks hear of it, and one says it. */
  private void reject(Control act) {
    if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
      String why = "it is estimated over all feeds together, or not from this one: name no feed";
      emit(STATUS, Status.of(Keys.of(act), act, 0, StatusState.REJECTED, why));
    }
  }

  private void follow(Control act, EstimateKey key, Fates before) throws Exception {
    Fates now = acts.on(key);
    if (now.areThoseOf(before)) {
      return;
    }
    KeptSums.Moved moved = sums.follow(before, now);
    takenOut.inc(Math.max(0, moved.out()));
    KnownSpace space = spaces.get(key.space());
    if (space == null) {
      return;
    }
    sums.fold(mostCells(space));
    if (act.act() == Act.ROLLBACK) {
      Intervention back = new Intervention(null, act.toTime(), act.toVersion());
      restored.update(InterventionState.toBytes(back));
    }
    tell(key, space, ActOutcome.of(act, key, moved, sums.reach()));
    setAlarmSoon();
  }

  private void tell(EstimateKey key, KnownSpace space, String detail) {
    emit(
        STATUS,
        new Status(StatusKind.SPACE, key.space(), space.version(), StatusState.ACTIVE, detail));
  }

  /** Another model, or estimates that are divided otherwise, start with no sums. */
  private void carryOver(EstimateKey key, KnownSpace space) throws Exception {
    boolean stays =
        space != null
            && key.model().equals(space.model())
            && space.estimates(key.feed())
            && sums.carryOver(CarryOver.to(space.definition()), acts.on(key));
    if (stays) {
      sums.follow(space.halfLifeMillis());
      sums.fold(mostCells(space));
      told.clear();
      setAlarmSoon();
    } else {
      forget(key);
      stopAlarm();
    }
  }

  private void forget(EstimateKey key) throws Exception {
    sums.forget();
    feeds.remove(key);
    acts.forget(key);
    told.clear();
    restored.clear();
  }

  @Override
  protected void alarmed() throws Exception {
    EstimateKey key = EstimateKey.parse(key());
    KnownSpace space = spaces.get(key.space());
    if (space == null) {
      outdated.inc(sums.events());
      forget(key);
      return;
    }
    if (!space.model().equals(key.model()) || borrows(key, space)) {
      return;
    }
    if (sums.folded()) {
      tellThatFolded(key, space);
    }
    Intervention done = intervention(key);
    solve(key, space, done);
    lend(key, done);
  }

  /** Whether an estimate on trial is made of the sums of the live one. */
  private boolean borrows(EstimateKey key, KnownSpace space) {
    KnownSpace live = TrialName.isOne(key.space()) ? spaces.get(TrialName.live(key.space())) : null;
    return live != null && SharedSums.between(live, space, key.source());
  }

  /** Makes words of the live sums for a trial that shares them. */
  private void lend(EstimateKey key, Intervention done) throws Exception {
    KnownSpace live = spaces.get(key.space());
    KnownSpace trial = spaces.get(TrialName.of(key.space()));
    if (live != null
        && trial != null
        && live.model().equals(key.model())
        && SharedSums.between(live, trial, key.source())) {
      solve(key.of(TrialName.of(key.space())), trial, ofNoVersion(done));
    }
  }

  /** Versions of words are of the live space alone. */
  private static Intervention ofNoVersion(Intervention done) {
    return done == null ? null : new Intervention(done.frozenSince(), done.restored(), null);
  }

  private void solve(EstimateKey key, KnownSpace space, Intervention done) throws Exception {
    Optional<Fit> fit = sums.fit(space);
    if (fit.isPresent()) {
      emit(labelling(fit.get(), fit.get().estimate(key), space).after(done));
      if (isBlended(key, space)) {
        spaces
            .prompts(key.space())
            .flatMap(prompts -> fit.get().blended(key, prompts))
            .ifPresent(blended -> emit(blended.after(done)));
      }
    } else if (done != null) {
      emitNothing(key, space, done);
    }
  }

  /** What was done to the sums of an estimate; null for nothing. */
  private Intervention intervention(EstimateKey key) throws Exception {
    Intervention rolledBack = InterventionState.of(restored.value());
    restored.clear();
    Optional<Instant> frozenSince = acts.on(key).frozenSince();
    if (rolledBack == null) {
      return frozenSince.map(since -> new Intervention(since, null, null)).orElse(null);
    }
    return new Intervention(
        frozenSince.orElse(null), rolledBack.restored(), rolledBack.restoredVersion());
  }

  /** Nothing is left that words could be made of: those that were published go. */
  private void emitNothing(EstimateKey key, KnownSpace space, Intervention done) throws Exception {
    Optional<SourceEstimate> prompts = spaces.prompts(key.space());
    if (prompts.isEmpty()) {
      return;
    }
    Instant asOf = done.restored() == null ? done.frozenSince() : done.restored();
    int rows = space.cells().rows();
    int dimension = prompts.get().dimension();
    emit(SourceEstimate.nothing(key, space.version(), rows, dimension, asOf).after(done));
    if (isBlended(key, space)) {
      EstimateKey blended = key.from(Source.BLEND);
      emit(SourceEstimate.nothing(blended, space.version(), rows, dimension, asOf).after(done));
    }
  }

  /** The estimate with what labels in its place, where labels ask for it and cannot rest on it. */
  private SourceEstimate labelling(Fit fit, SourceEstimate estimate, KnownSpace space)
      throws Exception {
    SpaceDefinition definition = space.definition();
    if (!Labelling.isAskedFor(estimate, definition)
        || definition.method().needsCells()
        || Labelling.isSure(estimate, definition)) {
      return estimate;
    }
    Optional<SourceEstimate> prompts = spaces.prompts(estimate.space());
    return estimate.labellingBy(prompts.flatMap(fit::completed).orElse(null));
  }

  /** Words are joined with those of prompts where the space asks for the blend. */
  private static boolean isBlended(EstimateKey key, KnownSpace space) {
    Estimate asked = space.definition().estimate();
    return asked.labelSource() == Source.BLEND && asked.blendSource() == key.source();
  }

  private void tellThatFolded(EstimateKey key, KnownSpace space) throws Exception {
    Weighting wanted = space.definition().estimate().weighting();
    if (wanted == Weighting.COUNTS || told.value() != null) {
      return;
    }
    told.update(true);
    String detail =
        "the estimate from %s of feed %s saw more than %d cells: weighting counts in place of %s"
            .formatted(key.source().code(), key.feed(), maxCells, wanted);
    tell(key, space, detail);
  }
}
