package io.idealstream.stream.feedback;

import io.idealstream.decision.quality.AnswerSums;
import io.idealstream.decision.quality.JudgedAnswer;
import io.idealstream.decision.quality.SetSums;
import io.idealstream.estimate.CellName;
import io.idealstream.estimate.HeldSpace;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.math.Decayed;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.ForwardDecay;
import io.idealstream.stream.AnsweredItem;
import io.idealstream.stream.keyed.AlarmOperator;
import io.idealstream.stream.keyed.RemovedNames;
import io.idealstream.wire.Quality;
import io.idealstream.wire.space.Naming;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Measures how good the answers of spaces are, keyed by the space's name on both inputs.
 *
 * <p>State holds sums per factor and group of items, and where the space asks for sets, per factor
 * and true value, weighed by the space's half-life at the items' times. A new version of a space,
 * or another model, begins anew, since its answers are others; answers of the one before are
 * counted and passed over. Answers that overtake the news of their space's version are held until
 * these come, without the names of their items; those of a space that is long gone are given up,
 * since none come.
 */
public final class MeasureQuality extends AlarmOperator<Quality>
    implements TwoInputStreamOperator<AnsweredItem, PreparedSpace, Quality> {

  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<byte[]> SPACE =
      new ValueStateDescriptor<>("space", BytePrimitiveArraySerializer.INSTANCE);
  static final MapStateDescriptor<String, byte[]> SUMS =
      new MapStateDescriptor<>(
          "sums", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
  static final MapStateDescriptor<String, byte[]> SETS =
      new MapStateDescriptor<>(
          "sets", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
  static final ValueStateDescriptor<Long> NEWEST =
      new ValueStateDescriptor<>("newest-item", LongSerializer.INSTANCE);
  static final ListStateDescriptor<byte[]> EARLY =
      new ListStateDescriptor<>("early-answers", BytePrimitiveArraySerializer.INSTANCE);

  private final long intervalMillis;

  private transient ValueState<byte[]> space;
  private transient MapState<String, byte[]> sums;
  private transient MapState<String, byte[]> sets;
  private transient ValueState<Long> newest;
  private transient ListState<byte[]> early;
  private transient QualityGauges gauges;
  private transient Counter outdated;

  /**
   * @param interval from the first new answer until its space's quality is published
   */
  public MeasureQuality(Duration interval) {
    this.intervalMillis = interval.toMillis();
  }

  @Override
  public void open() throws Exception {
    super.open();
    space = getRuntimeContext().getState(SPACE);
    sums = getRuntimeContext().getMapState(SUMS);
    sets = getRuntimeContext().getMapState(SETS);
    newest = getRuntimeContext().getState(NEWEST);
    early = getRuntimeContext().getListState(EARLY);
    gauges = new QualityGauges(getMetricGroup());
    outdated = getMetricGroup().addGroup("feedback").counter("outdated");
    forEveryKey(NEWEST, () -> report().forEach(gauges::show));
  }

  @Override
  public void processElement1(StreamRecord<AnsweredItem> element) throws Exception {
    take(element.getValue());
  }

  private void take(AnsweredItem item) throws Exception {
    HeldSpace held = held();
    if (held == null) {
      early.add(AnsweredItemState.toBytes(item.withoutName()));
      setAlarm(RemovedNames.RETENTION.toMillis());
    } else if (item.spaceVersion() > held.version()) {
      early.add(AnsweredItemState.toBytes(item.withoutName()));
    } else if (held.gone()
        || item.spaceVersion() < held.version()
        || !item.model().equals(held.model())) {
      outdated.inc();
    } else {
      add(item, held.parsed());
    }
  }

  private void add(AnsweredItem item, SpaceDefinition definition) throws Exception {
    FactorSpace factors = definition.factorSpace();
    Naming truth = Naming.of(factors, item.truth());
    String cell = truth.complete() ? CellName.of(truth.values()) : "";
    long time = item.time().toEpochMilli();
    var judged = Judge.judged(factors, KeptAnswers.of(item.answers()), truth);
    for (Map.Entry<String, JudgedAnswer> answer : judged.entrySet()) {
      String factor = answer.getKey();
      add(TallyState.name(factor, cell), answer.getValue(), time, decay(definition));
      if (definition.factors().get(factor).coverage() != null && answer.getValue().isProbable()) {
        String value = truth.values().get(factor);
        addSet(TallyState.name(factor, value), answer.getValue(), time, decay(definition));
      }
    }
    if (!judged.isEmpty()) {
      newest.update(newest.value() == null ? time : Math.max(newest.value(), time));
      setAlarm(intervalMillis);
    }
  }

  private void add(String name, JudgedAnswer answer, long time, ForwardDecay decay)
      throws Exception {
    byte[] before = sums.get(name);
    Decayed<AnswerSums> group =
        before == null
            ? new Decayed<>(decay, AnswerSums.none(), decay.landmark(time))
            : TallyState.of(decay, before);
    group.sums().add(answer, group.weightAt(time));
    sums.put(name, TallyState.toBytes(group));
  }

  private void addSet(String name, JudgedAnswer answer, long time, ForwardDecay decay)
      throws Exception {
    byte[] before = sets.get(name);
    Decayed<SetSums> value =
        before == null
            ? new Decayed<>(decay, SetSums.none(), decay.landmark(time))
            : SetState.of(decay, before);
    value.sums().add(answer, value.weightAt(time));
    sets.put(name, SetState.toBytes(value));
  }

  private static ForwardDecay decay(SpaceDefinition definition) {
    Duration halfLife = definition.estimate().halfLife();
    return halfLife == null ? ForwardDecay.none() : ForwardDecay.withHalfLife(halfLife);
  }

  @Override
  public void processElement2(StreamRecord<PreparedSpace> element) throws Exception {
    HeldSpace before = held();
    HeldSpace now = HeldSpace.of(element.getValue());
    boolean same =
        before != null
            && !now.gone()
            && before.version() == now.version()
            && now.model().equals(before.model());
    if (!same) {
      sums.clear();
      sets.clear();
      newest.clear();
      stopAlarm();
      gauges.forget(key());
    }
    space.update(element.getValue().isUnknown() ? null : now.toBytes());
    for (byte[] item : takeEarly()) {
      take(AnsweredItemState.of(item));
    }
  }

  /** What was held, and is held no longer. */
  private List<byte[]> takeEarly() throws Exception {
    List<byte[]> waiting = new ArrayList<>();
    early.get().forEach(waiting::add);
    early.clear();
    return waiting;
  }

  private HeldSpace held() throws Exception {
    return space.value() == null ? null : HeldSpace.of(space.value());
  }

  @Override
  protected void alarmed() throws Exception {
    if (held() == null) {
      outdated.inc(takeEarly().size());
      return;
    }
    for (Quality quality : report()) {
      gauges.show(quality);
      emit(quality);
    }
  }

  private List<Quality> report() throws Exception {
    HeldSpace held = held();
    SpaceDefinition definition = held.parsed();
    ForwardDecay decay = decay(definition);
    Map<String, Decayed<AnswerSums>> groups = new TreeMap<>();
    for (Map.Entry<String, byte[]> group : sums.entries()) {
      groups.put(group.getKey(), TallyState.of(decay, group.getValue()));
    }
    Map<String, Decayed<SetSums>> values = new TreeMap<>();
    for (Map.Entry<String, byte[]> value : sets.entries()) {
      values.put(value.getKey(), SetState.of(decay, value.getValue()));
    }
    Instant asOf = Instant.ofEpochMilli(newest.value());
    return new QualityReport(definition, held.version(), asOf).of(groups, values);
  }
}
