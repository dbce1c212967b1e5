package io.idealstream.stream.inforce;

import io.idealstream.stream.Acknowledgement;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Forgotten;
import io.idealstream.stream.Modality;
import io.idealstream.wire.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Answers items by what is in force. First input: items; second: changes, broadcast.
 *
 * <p>An item waits until every awaited name is settled for its model: in force, or known not to
 * come. Beyond the bound, and at the end of the input, it is answered by what is there. A name that
 * is held by another model than the item's, as after a restart with a new model, is not settled
 * until it has come once more; if it then still differs it says nothing about the item. What was
 * settled once is not waited for again, such as a space that is removed and comes back.
 *
 * <p>Event time waits with the items: no watermark passes one that has no answer yet.
 *
 * <p>An operator and not a broadcast function, because that has no way to answer what still waits
 * when the input ends, nor to repeat acknowledgements after a restore without waiting for an item.
 *
 * @param <E> a change
 * @param <A> an answer
 */
public abstract class AnswerItems<E, A> extends AbstractStreamOperator<A>
    implements TwoInputStreamOperator<Embedded, E, A> {

  /** Side output: that a change is in force with a subtask. */
  public static final OutputTag<Acknowledgement> ACKNOWLEDGEMENTS =
      new OutputTag<>("acknowledgements", TypeInformation.of(Acknowledgement.class));

  private static final long serialVersionUID = 1L;

  private static final MapStateDescriptor<String, byte[]> IN_FORCE =
      new MapStateDescriptor<>(
          "in-force", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
  private static final ListStateDescriptor<byte[]> WAITING =
      new ListStateDescriptor<>("waiting", BytePrimitiveArraySerializer.INSTANCE);

  /** The input of items. */
  private static final int ITEMS = 0;

  private final WaitingSettings settings;

  private transient InForce<E, A> inForce;
  private transient BroadcastState<String, byte[]> state;
  private transient ListState<byte[]> waiting;
  private transient WaitingRoom<Embedded> room;
  private transient Set<String> arrived;
  private transient Set<List<String>> settledOnce;
  private transient List<Announcement> unsaid;
  private transient EarlyAnswers early;
  private transient Watermark held;
  private transient boolean silent;

  protected AnswerItems(WaitingSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    state = context.getOperatorStateStore().getBroadcastState(IN_FORCE);
    waiting = context.getOperatorStateStore().getListState(WAITING);
    inForce = inForce();
    room = new WaitingRoom<>(settings, this::isSettled, Embedded::model);
    arrived = new HashSet<>();
    settledOnce = new HashSet<>();
    unsaid = new ArrayList<>();
    restoreInForce();
    for (byte[] item : waiting.get()) {
      room.restore(WaitingItem.of(item));
    }
  }

  /** What is in force, of nothing yet; called once, where the operator runs. */
  protected abstract InForce<E, A> inForce();

  /** What is gone stayed in state for the sake of who waited for it then. */
  private void restoreInForce() throws Exception {
    for (Iterator<Map.Entry<String, byte[]>> held = state.iterator(); held.hasNext(); ) {
      E change = inForce.fromBytes(held.next().getValue());
      if (isKept(change)) {
        unsaid.addAll(inForce.put(change));
      } else {
        held.remove();
      }
    }
  }

  private boolean isKept(E change) {
    return inForce.isKept(change) || settings.awaited().contains(inForce.name(change));
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task if the timer's work fails
  public void open() throws Exception {
    super.open();
    getMetricGroup().gauge("itemsHeld", (Gauge<Integer>) room::size);
    inForce.count(getMetricGroup());
    early = new EarlyAnswers(getClass(), settings, "spaces", getMetricGroup());
    long now = getProcessingTimeService().getCurrentProcessingTime();
    getProcessingTimeService().registerTimer(now + 1, time -> takeUp());
  }

  /** Goes on where the run before ended: subtasks may be others now, and hear of nothing else. */
  private void takeUp() throws Exception {
    unsaid.forEach(this::say);
    unsaid.clear();
    room.release(this::answer);
    letTimePass();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    held = mark;
    letTimePass();
  }

  /** What time it is can be said once nothing older waits. */
  private void letTimePass() throws Exception {
    if (held != null && room.size() == 0) {
      Watermark mark = held;
      held = null;
      timePasses(mark);
    }
    if (silent && room.size() == 0) {
      silent = false;
      silence();
      super.processWatermarkStatus(WatermarkStatus.IDLE, ITEMS);
    }
  }

  /** Silence must not overtake items that wait: others would let time pass without them. */
  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
    if (input == ITEMS) {
      silent = status.isIdle() && room.size() > 0;
    }
    if (input == ITEMS && status.isIdle() && !silent) {
      silence();
    }
    if (input != ITEMS || !silent) {
      super.processWatermarkStatus(status, input);
    }
  }

  /** Says that every item up to a time is answered. */
  protected void timePasses(Watermark mark) throws Exception {
    super.processWatermark(mark);
  }

  /** No item has come for a while, and time passes without this subtask. */
  protected void silence() {}

  @Override
  public void processElement1(StreamRecord<Embedded> element) throws Exception {
    if (element.getValue().modality() == Modality.FORGOTTEN) {
      forget(element.getValue());
    } else if (inForce.concerns(element.getValue())) {
      early.add(room.arrive(element.getValue(), this::answer));
    }
  }

  /** An item that waits is never answered. */
  private void forget(Embedded forgotten) throws Exception {
    int gone = room.remove(forgotten::isOf);
    if (gone > 0) {
      output.collect(
          Forgotten.TAG,
          new StreamRecord<>(new Forgotten(forgotten.item(), Trace.WAITING_FOR_SPACES, gone)));
      room.release(this::answer);
      letTimePass();
    }
    forgotten(forgotten);
  }

  /** Hears that an item is to be forgotten: nothing comes of it any more. */
  protected void forgotten(Embedded item) {}

  /** The end of changes, as of words that are pinned, is silence and not the end of time. */
  @Override
  public void processWatermark2(Watermark mark) throws Exception {
    processWatermarkStatus2(WatermarkStatus.IDLE);
  }

  @Override
  public void processElement2(StreamRecord<E> element) throws Exception {
    takeUp();
    E change = element.getValue();
    String name = inForce.name(change);
    inForce.put(change).forEach(this::say);
    if (settings.awaited().contains(name)) {
      arrived.add(name);
    }
    if (isKept(change)) {
      state.put(name, inForce.toBytes(change));
    } else {
      state.remove(name);
      inForce.forget(name);
    }
    room.changed(name);
    room.release(this::answer);
    letTimePass();
  }

  private boolean isSettled(String name, String model) {
    String held = inForce.model(name);
    if (inForce.isSettled(name) && (held == null || held.equals(model) || arrived.contains(name))) {
      settledOnce.add(List.of(name, model));
    }
    return settledOnce.contains(List.of(name, model));
  }

  private void answer(Embedded item) {
    List<A> answers = new ArrayList<>();
    inForce.answer(item, answers::add);
    answers.forEach(answer -> output.collect(new StreamRecord<>(answer)));
    answered(item, answers);
  }

  /** Hears of an item once its answers are out. */
  protected void answered(Embedded item, List<A> answers) {}

  private void say(Announcement announcement) {
    output.collect(
        ACKNOWLEDGEMENTS, new StreamRecord<>(announcement.by(getRuntimeContext().getTaskInfo())));
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    waiting.update(room.items().stream().map(WaitingItem::toBytes).toList());
  }

  @Override
  public void finish() throws Exception {
    takeUp();
    room.empty(this::answer);
    letTimePass();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (inForce != null) {
      inForce.close();
    }
    super.close();
  }
}
