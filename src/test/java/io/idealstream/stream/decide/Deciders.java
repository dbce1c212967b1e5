package io.idealstream.stream.decide;

import io.idealstream.policy.Condition;
import io.idealstream.stream.Acknowledgement;
import io.idealstream.stream.ItemPart;
import io.idealstream.stream.PolicyInForce;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.wire.decision.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** Subtasks that decide, side by side: a part goes to its item's own, a policy to all. */
final class Deciders implements AutoCloseable {

  /** One subtask. */
  private static final class Task
      extends KeyedTwoInputStreamOperatorTestHarness<String, ItemPart, PolicyNews, Decision> {

    Task(WaitingSettings settings, int parallelism, int subtask) throws Exception {
      super(
          new DecideItems(settings),
          ItemPart::item,
          null,
          Types.STRING,
          Parts.GROUPS,
          parallelism,
          subtask);
    }

    /** As one that is killed: what waits is not worked off. */
    @Override
    public void close() {
      try {
        getOperator().close();
        getEnvironment().close();
      } catch (Exception unexpected) {
        throw new IllegalStateException("a subtask did not end", unexpected);
      }
    }
  }

  private final List<Task> tasks = new ArrayList<>();

  Deciders(WaitingSettings settings, Instant clock, int parallelism) throws Exception {
    this(settings, clock, parallelism, null, 0);
  }

  Deciders(
      WaitingSettings settings,
      Instant clock,
      int parallelism,
      OperatorSubtaskState snapshot,
      int before)
      throws Exception {
    for (int subtask = 0; subtask < parallelism; subtask++) {
      Task task = new Task(settings, parallelism, subtask);
      tasks.add(task);
      task.setProcessingTime(clock.toEpochMilli());
      if (snapshot != null) {
        task.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                snapshot, Parts.GROUPS, before, parallelism, subtask));
      }
      task.open();
    }
  }

  static WaitingSettings awaiting(int maxItems, String... policies) {
    return new WaitingSettings(Set.of(policies), maxItems);
  }

  Deciders take(ItemPart part) throws Exception {
    tasks
        .get(
            KeyGroupRangeAssignment.assignKeyToParallelOperator(
                part.item(), Parts.GROUPS, tasks.size()))
        .processElement1(new StreamRecord<>(part));
    return this;
  }

  Deciders take(List<ItemPart> parts) throws Exception {
    for (ItemPart part : parts) {
      take(part);
    }
    return this;
  }

  Deciders policy(PolicyInForce change) throws Exception {
    for (Task task : tasks) {
      task.processElement2(new StreamRecord<>(PolicyNews.of(change)));
    }
    return this;
  }

  Deciders condition(Condition condition) throws Exception {
    for (Task task : tasks) {
      task.processElement2(new StreamRecord<>(PolicyNews.of(condition)));
    }
    return this;
  }

  /** All parts up to a time have come. */
  Deciders reach(long time) throws Exception {
    for (Task task : tasks) {
      task.processWatermark1(new Watermark(time));
    }
    return this;
  }

  Deciders reach(Instant time) throws Exception {
    return reach(time.toEpochMilli());
  }

  /** Policies have no say in event time. */
  Deciders withoutTimeOfPolicies() throws Exception {
    for (Task task : tasks) {
      task.processWatermark2(Watermark.MAX_WATERMARK);
    }
    return this;
  }

  Deciders clock(Instant time) throws Exception {
    for (Task task : tasks) {
      task.setProcessingTime(time.toEpochMilli());
    }
    return this;
  }

  /** The clock goes on by as long as what a window may decide anew is kept once that is over. */
  Deciders passGrace() throws Exception {
    for (Task task : tasks) {
      task.setProcessingTime(task.getProcessingTime() + KeptItems.GRACE_MILLIS);
    }
    return this;
  }

  Deciders finish() throws Exception {
    for (Task task : tasks) {
      task.getOperator().finish();
    }
    return this;
  }

  /** Timers of the clock that have not rung. */
  int clockTimers() {
    return tasks.stream()
        .mapToInt(task -> task.getProcessingTimeService().getNumActiveTimers())
        .sum();
  }

  /** The watermarks of the only subtask since the last call of any kind. */
  List<Long> watermarks() {
    return tasks.get(0).getOutput().stream()
        .filter(Watermark.class::isInstance)
        .map(mark -> ((Watermark) mark).getTimestamp())
        .toList();
  }

  /** Decisions since the last call, those that limits are to be counted of among them. */
  List<Decision> decisions() {
    List<Decision> decisions = new ArrayList<>();
    for (Task task : tasks) {
      decisions.addAll(task.extractOutputValues());
      task.getOutput().clear();
    }
    drafts().forEach(draft -> decisions.add(draft.draft().decision()));
    return decisions;
  }

  /** {@link Parts#words} of each. */
  List<String> said() {
    return decisions().stream().map(Parts::words).toList();
  }

  List<Drafted> drafts() {
    return side(DecideItems.DRAFTS).stream().filter(draft -> draft.draft() != null).toList();
  }

  List<Acknowledgement> acknowledgements() {
    return side(DecideItems.ACKNOWLEDGEMENTS);
  }

  <T> List<T> side(OutputTag<T> tag) {
    List<T> values = new ArrayList<>();
    for (Task task : tasks) {
      Queue<StreamRecord<T>> said = task.getSideOutput(tag);
      while (said != null && !said.isEmpty()) {
        values.add(said.remove().getValue());
      }
    }
    return values;
  }

  /** Keys with something in state, as of a barrier. */
  int held() throws Exception {
    snapshot();
    return tasks.stream().mapToInt(task -> task.numKeyedStateEntries()).sum();
  }

  /** Items that no version is known for any more. */
  long itemsBeforeKnownPolicies() {
    return tasks.stream()
        .mapToLong(task -> ((DecideItems) task.getOperator()).itemsBeforeKnownPolicies())
        .sum();
  }

  /** Hits of windows that no item was there for. */
  long laterHits() {
    return tasks.stream().mapToLong(task -> ((DecideItems) task.getOperator()).laterHits()).sum();
  }

  OperatorSubtaskState snapshot() throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[tasks.size()];
    for (int subtask = 0; subtask < states.length; subtask++) {
      states[subtask] = tasks.get(subtask).snapshot(1, 1);
    }
    return AbstractStreamOperatorTestHarness.repackageState(states);
  }

  @Override
  public void close() {
    tasks.forEach(Task::close);
  }
}
