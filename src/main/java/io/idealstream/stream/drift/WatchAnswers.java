package io.idealstream.stream.drift;

import io.idealstream.drift.IntervalJudgements;
import io.idealstream.drift.JudgedItem;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.stream.AnsweredItem;
import io.idealstream.stream.Forgotten;
import io.idealstream.stream.feedback.AnsweredItemState;
import io.idealstream.stream.feedback.JudgedLabels;
import io.idealstream.stream.keyed.AlarmOperator;
import io.idealstream.stream.keyed.RemovedNames;
import io.idealstream.stream.log.Warnings;
import io.idealstream.stream.type.DriftScoreType;
import io.idealstream.wire.Control;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Status;
import io.idealstream.wire.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Watches how often the labels of each feed are right, keyed by {@link FeedAnswer#key}; the second
 * input is broadcast.
 *
 * <p>An answer is of the interval in which both the item and feedback about it had come, by their
 * event times: nothing that is known in time is late, whichever of the two came first, and no
 * interval waits for feedback that may still come. It is judged once its space is known, and what
 * comes after its interval was closed is counted and left out, as {@link WatchFeeds} does.
 */
public final class WatchAnswers extends AlarmOperator<Drift>
    implements TwoInputStreamOperator<FeedAnswer, WatchChange, Drift>,
        Triggerable<String, VoidNamespace> {

  /** Side output: how far the watch of a feed's labels is. */
  public static final OutputTag<Status> STATUS =
      new OutputTag<>("label-drift-status", TypeInformation.of(Status.class));

  /** Side output: acts on words that a drift asks for. */
  public static final OutputTag<Control> CONTROLS =
      new OutputTag<>("label-drift-controls", TypeInformation.of(Control.class));

  /** Side output: how often labels were right in each interval. */
  public static final OutputTag<DriftScore> SCORES =
      new OutputTag<>("label-drift-scores", DriftScoreType.INFO);

  /** What is done with an item, under its name with the current key's feed. */
  private interface OfName {
    void item(String name) throws Exception;
  }

  private static final long serialVersionUID = 1L;

  static final MapStateDescriptor<Long, byte[]> OPEN =
      new MapStateDescriptor<>(
          "open-intervals", LongSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
  static final ListStateDescriptor<byte[]> EARLY =
      new ListStateDescriptor<>("early-answers", BytePrimitiveArraySerializer.INSTANCE);

  private final DriftSettings settings;

  private transient OpenIntervals open;
  private transient ListState<byte[]> early;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient JudgedSpaces spaces;
  private transient LabelWatches watches;
  private transient DriftActs acts;
  private transient Counter late;
  private transient Counter leftOut;
  private transient Counter unwatched;
  private transient Counter outdated;
  private transient Warnings warnings;

  public WatchAnswers(DriftSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    open = new OpenIntervals(settings, getRuntimeContext().getMapState(OPEN));
    early = getRuntimeContext().getListState(EARLY);
    timers = getInternalTimerService("intervals", VoidNamespaceSerializer.INSTANCE, this);
    spaces = new JudgedSpaces(getOperatorStateBackend());
    // the watch of items holds the same acts, and says which of them are forgotten
    acts = new DriftActs(getOperatorStateBackend(), forgotten -> {});
    var metrics = getMetricGroup().addGroup("drift");
    Counter muted = metrics.counter("findingsMuted");
    DriftTeller teller =
        new DriftTeller(
            acts, settings.freezes(), this::emit, act -> emit(CONTROLS, act), muted::inc);
    watches =
        new LabelWatches(
            settings,
            getRuntimeContext(),
            getMetricGroup(),
            acts,
            teller,
            said -> emit(STATUS, said));
    late = metrics.counter("answersLate");
    leftOut = metrics.counter("answersLeftOut");
    unwatched = metrics.counter("answersUnwatched");
    outdated = metrics.counter("answersOutdated");
    warnings = Warnings.of(WatchAnswers.class, getMetricGroup());
  }

  @Override
  public void processElement1(StreamRecord<FeedAnswer> element) throws Exception {
    FeedAnswer answer = element.getValue();
    if (answer.number() != null) {
      number(answer.number());
      return;
    }
    long interval = settings.intervalAt(answer.item().known());
    long closing = settings.closing(interval);
    if (watches.isClosed(interval) || closing <= timers.currentWatermark()) {
      late.inc();
      if (watches.isNumbered()) {
        watches.late(1); // of a feed without a number nothing is kept
      }
      warnings.log(
          "late",
          () ->
              "Feedback about a label of %s came after its interval of %s was closed: drift leaves"
                      .formatted(key(), settings.begin(interval))
                  + " it out");
      return;
    }
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, closing);
    if (spaces.isToCome(answer.item())) {
      early.add(AnsweredItemState.toBytes(answer.item()));
      setAlarm(RemovedNames.RETENTION.toMillis());
    } else {
      judge(answer.item());
    }
  }

  /** A number that is told again, as after a restart, is no news. */
  private void number(FeedSample told) throws Exception {
    if (watches.number(told.number())) {
      unwatched(open.takeUnwatched(told));
      closeDue(timers.currentWatermark());
    }
  }

  private void judge(AnsweredItem item) throws Exception {
    if (!spaces.isInForce(item)) {
      outdated.inc();
      return;
    }
    Optional<JudgedItem> judged = JudgedLabels.of(spaces.definition(item.space()), item);
    if (judged.isPresent()) {
      long interval = settings.intervalAt(item.known());
      byte[] before = open.get(interval);
      IntervalJudgements items =
          before == null
              ? new IntervalJudgements(settings.maxItems())
              : IntervalJudgements.of(before);
      items.add(item.id(), judged.get());
      open.put(interval, items.toBytes());
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    closeDue(timer.getTimestamp());
  }

  private void closeDue(long time) throws Exception {
    if (early.get().iterator().hasNext()) {
      awaitSpace(time);
      return;
    }
    List<Long> due = open.due(time);
    if (!watches.isNumbered()) {
      // the number closes the others, once it comes
      unwatched(open.takeBeyondBound(Keys.feed(key()), due));
      return;
    }
    for (long interval : due) {
      close(interval, IntervalJudgements.of(open.take(interval)));
    }
  }

  private void unwatched(List<byte[]> intervals) {
    intervals.forEach(items -> unwatched.inc(IntervalJudgements.of(items).arrived()));
  }

  /** The news of a space may be slower than labels of it: what is due waits for these. */
  private void awaitSpace(long time) {
    if (time < Long.MAX_VALUE) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, timers.currentWatermark() + 1);
    }
  }

  private void close(long interval, IntervalJudgements items) throws Exception {
    if (watches.isBeyond()) {
      unwatched.inc(items.arrived());
      return;
    }
    leftOut.inc(items.leftOut());
    emit(SCORES, watches.close(key(), interval, items, spaces.watched(Keys.space(key()))));
  }

  /** The news of the space have not come for long: it is gone. */
  @Override
  protected void alarmed() throws Exception {
    outdated.inc(takeEarly().size());
  }

  private List<byte[]> takeEarly() throws Exception {
    List<byte[]> waiting = new ArrayList<>();
    early.get().forEach(waiting::add);
    early.clear();
    stopAlarm();
    return waiting;
  }

  /** The end of changes, as of words that are pinned, is silence and not the end of time. */
  @Override
  public void processWatermark2(Watermark mark) throws Exception {
    processWatermarkStatus2(WatermarkStatus.IDLE);
  }

  @Override
  public void processElement2(StreamRecord<WatchChange> element) throws Exception {
    if (element.getValue().act() != null) {
      acts.put(element.getValue().act());
    } else if (element.getValue().erasure() != null) {
      forget(new ForgottenItem(element.getValue().erasure()));
    } else {
      follow(element.getValue().space());
    }
  }

  private void forget(ForgottenItem item) throws Exception {
    forEveryKey(OPEN, () -> ofName(item, name -> ofOpen(item, name)));
    forEveryKey(EARLY, () -> ofName(item, name -> ofEarly(item, name)));
    forEveryKey(
        FeedWatches.FEED,
        () ->
            ofName(
                item,
                name -> watches.forgetItem(key(), name).forEach(trace -> forgotten(item, trace))));
  }

  private void ofName(ForgottenItem item, OfName visit) throws Exception {
    Optional<String> name = item.name(key());
    if (name.isPresent()) {
      visit.item(name.get());
    }
  }

  private void ofOpen(ForgottenItem item, String name) throws Exception {
    for (long interval : open.all()) {
      IntervalJudgements items = IntervalJudgements.of(open.get(interval));
      if (items.remove(name)) {
        forgotten(item, Trace.JUDGED_LABELS);
        open.put(interval, items.toBytes());
      }
    }
  }

  private void ofEarly(ForgottenItem item, String name) throws Exception {
    List<byte[]> others = new ArrayList<>();
    for (byte[] each : early.get()) {
      if (AnsweredItemState.of(each).id().equals(name)) {
        forgotten(item, Trace.JUDGED_LABELS);
      } else {
        others.add(each);
      }
    }
    early.update(others);
  }

  private void forgotten(ForgottenItem item, Trace trace) {
    emit(Forgotten.TAG, new Forgotten(item.erasure().item(), trace, 1));
  }

  private void follow(PreparedSpace change) throws Exception {
    String space = change.space();
    if (spaces.put(change)) {
      forEveryKey(OPEN, () -> ofSpace(space, this::discard));
    }
    if (change.definition() == null) {
      acts.forget(space);
      String why = "no definition is in force any more";
      forEveryKey(FeedWatches.FEED, () -> ofSpace(space, () -> watches.forget(key(), why)));
    }
    if (!change.isUnknown()) {
      forEveryKey(EARLY, () -> ofSpace(space, this::judgeEarly));
    }
  }

  private void ofSpace(String space, Visit visit) throws Exception {
    if (Keys.space(key()).equals(space)) {
      visit.key();
    }
  }

  /** What was judged by another version of the space, or by another model. */
  private void discard() throws Exception {
    open.takeAll().forEach(items -> outdated.inc(IntervalJudgements.of(items).arrived()));
  }

  private void judgeEarly() throws Exception {
    for (byte[] item : takeEarly()) {
      AnsweredItem answered = AnsweredItemState.of(item);
      if (spaces.isToCome(answered)) {
        early.add(item);
        setAlarm(RemovedNames.RETENTION.toMillis());
      } else {
        judge(answered);
      }
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no timer of intervals is ever set in processing time");
  }
}
