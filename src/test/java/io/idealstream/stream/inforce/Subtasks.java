package io.idealstream.stream.inforce;

import io.idealstream.stream.Acknowledgement;
import io.idealstream.stream.Embedded;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * The subtasks of one operator that answers items, side by side.
 *
 * @param <E> a change
 * @param <A> an answer
 */
public final class Subtasks<E, A> implements AutoCloseable {

  private static final int MAX_PARALLELISM = 720;

  private final List<TwoInputStreamOperatorTestHarness<Embedded, E, A>> tasks = new ArrayList<>();

  /** Subtasks without a past. */
  public Subtasks(Supplier<? extends AnswerItems<E, A>> operator, int parallelism)
      throws Exception {
    for (int subtask = 0; subtask < parallelism; subtask++) {
      tasks.add(harness(operator, parallelism, subtask));
      tasks.get(subtask).open();
    }
  }

  /** Subtasks that go on from a snapshot of others. */
  public Subtasks(
      Supplier<? extends AnswerItems<E, A>> operator,
      int parallelism,
      OperatorSubtaskState snapshot,
      int before)
      throws Exception {
    for (int subtask = 0; subtask < parallelism; subtask++) {
      tasks.add(harness(operator, parallelism, subtask));
      tasks
          .get(subtask)
          .initializeState(
              AbstractStreamOperatorTestHarness.repartitionOperatorState(
                  snapshot, MAX_PARALLELISM, before, parallelism, subtask));
      tasks.get(subtask).open();
    }
  }

  private TwoInputStreamOperatorTestHarness<Embedded, E, A> harness(
      Supplier<? extends AnswerItems<E, A>> operator, int parallelism, int subtask)
      throws Exception {
    return new TwoInputStreamOperatorTestHarness<>(
        operator.get(), MAX_PARALLELISM, parallelism, subtask);
  }

  /** One change, to all. */
  public void change(E change) throws Exception {
    for (int subtask = 0; subtask < tasks.size(); subtask++) {
      change(subtask, change);
    }
  }

  public void change(int subtask, E change) throws Exception {
    tasks.get(subtask).processElement2(new StreamRecord<>(change));
  }

  public void item(int subtask, Embedded item) throws Exception {
    tasks.get(subtask).processElement1(new StreamRecord<>(item));
  }

  /** Lets a moment pass. */
  public void tick() throws Exception {
    for (var task : tasks) {
      task.setProcessingTime(task.getProcessingTime() + 1);
    }
  }

  /** Ends both inputs. */
  public void finish() throws Exception {
    for (var task : tasks) {
      task.getOperator().finish();
    }
  }

  /** What came out since the last call, subtask by subtask. */
  public List<A> answers() {
    List<A> answers = new ArrayList<>();
    for (var task : tasks) {
      answers.addAll(task.extractOutputValues());
      task.getOutput().clear();
    }
    return answers;
  }

  /** What was acknowledged since the last call, subtask by subtask. */
  public List<Acknowledgement> acknowledgements() {
    return side(AnswerItems.ACKNOWLEDGEMENTS);
  }

  /** What of that is to be published. */
  public List<Acknowledgement> published() {
    return acknowledgements().stream().filter(word -> !word.forgotten()).toList();
  }

  /** What came out at the side since the last call, subtask by subtask. */
  public <T> List<T> side(OutputTag<T> tag) {
    List<T> values = new ArrayList<>();
    for (var task : tasks) {
      Queue<StreamRecord<T>> said = task.getSideOutput(tag);
      while (said != null && !said.isEmpty()) {
        values.add(said.remove().getValue());
      }
    }
    return values;
  }

  public OperatorSubtaskState snapshot() throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[tasks.size()];
    for (int subtask = 0; subtask < states.length; subtask++) {
      states[subtask] = tasks.get(subtask).snapshot(1, 1);
    }
    return AbstractStreamOperatorTestHarness.repackageState(states);
  }

  @Override
  public void close() {
    for (var task : tasks) {
      try {
        task.close();
      } catch (Exception why) {
        throw new IllegalStateException("a subtask cannot be closed", why);
      }
    }
  }
}
