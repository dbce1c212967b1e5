package io.idealstream.stream.keyed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RemovedNamesTest {

  private static final long HOUR = RemovedNames.RETENTION.toMillis();
  private static final int MAX_PARALLELISM = 720;
  private static final int MANY = 10_000;

  /** Gives a name its next version ({@code +name}), or removes it ({@code -name}). */
  private static final class Versions extends KeyedOperator<Long>
      implements OneInputStreamOperator<String, Long> {

    private static final long serialVersionUID = 1L;

    private static final ValueStateDescriptor<Long> VERSION =
        new ValueStateDescriptor<>("version", LongSerializer.INSTANCE);

    private final long floor;
    private transient ValueState<Long> version;
    private transient RemovedNames removed;

    private Versions(long floor) {
      this.floor = floor;
    }

    @Override
    public void open() throws Exception {
      super.open();
      version = getRuntimeContext().getState(VERSION);
      removed = new RemovedNames(this, floor, this::forget);
    }

    private long forget() throws Exception {
      long last = version.value();
      version.clear();
      return last;
    }

    @Override
    public void processElement(StreamRecord<String> element) throws Exception {
      boolean known = version.value() != null;
      if (element.getValue().charAt(0) == '-') {
        if (known) {
          removed.add();
        }
        return;
      }
      long next = removed.versionAfter(known ? version.value() : 0);
      version.update(next);
      removed.remove();
      emit(next);
    }
  }

  /** Subtasks side by side, under one clock. */
  private static final class Tasks implements AutoCloseable {

    private final List<KeyedOneInputStreamOperatorTestHarness<String, String, Long>> tasks =
        new ArrayList<>();

    Tasks(int parallelism, long floor, OperatorSubtaskState snapshot, int before, long time)
        throws Exception {
      for (int subtask = 0; subtask < parallelism; subtask++) {
        var task =
            new KeyedOneInputStreamOperatorTestHarness<String, String, Long>(
                new Versions(floor),
                command -> command.substring(1),
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                subtask);
        tasks.add(task);
        if (snapshot != null) {
          task.initializeState(
              AbstractStreamOperatorTestHarness.repartitionOperatorState(
                  snapshot, MAX_PARALLELISM, before, parallelism, subtask));
        }
        task.open();
        task.setProcessingTime(time);
      }
    }

    static Tasks start() throws Exception {
      return new Tasks(1, 0, null, 0, 0);
    }

    /** The version that a name gets. */
    long put(String name) throws Exception {
      var task = task(name);
      task.getOutput().clear();
      task.processElement(new StreamRecord<>("+" + name));
      return task.extractOutputValues().get(0);
    }

    void remove(String name) throws Exception {
      task(name).processElement(new StreamRecord<>("-" + name));
    }

    private KeyedOneInputStreamOperatorTestHarness<String, String, Long> task(String name) {
      return tasks.get(
          KeyGroupRangeAssignment.assignKeyToParallelOperator(name, MAX_PARALLELISM, tasks.size()));
    }

    void pass(long millis) throws Exception {
      long time = time() + millis;
      for (var task : tasks) {
        task.setProcessingTime(time);
      }
    }

    long time() {
      return tasks.get(0).getProcessingTime();
    }

    int entries() {
      return tasks.stream().mapToInt(task -> task.numKeyedStateEntries()).sum();
    }

    OperatorSubtaskState snapshot() throws Exception {
      OperatorSubtaskState[] states = new OperatorSubtaskState[tasks.size()];
      for (int subtask = 0; subtask < states.length; subtask++) {
        states[subtask] = tasks.get(subtask).snapshot(1, 1);
      }
      return AbstractStreamOperatorTestHarness.repackageState(states);
    }

    /** What goes on in other subtasks, after a while. */
    Tasks rescaled(int parallelism, long millis) throws Exception {
      OperatorSubtaskState snapshot = snapshot();
      long time = time() + millis;
      int before = tasks.size();
      close();
      return new Tasks(parallelism, 0, snapshot, before, time);
    }

    @Override
    public void close() throws Exception {
      for (var task : tasks) {
        task.close();
      }
    }
  }

  @Test
  void aNameThatComesBackSoonGoesOnWithItsVersions() throws Exception {
    try (Tasks tasks = Tasks.start()) {
      tasks.put("other");
      assertEquals(List.of(1L, 2L), List.of(tasks.put("a"), tasks.put("a")));
      tasks.remove("a");
      tasks.pass(HOUR - 1);
      assertEquals(3, tasks.put("a"));
      tasks.pass(HOUR);
      assertEquals(4, tasks.put("a"), "it is there, and nothing of it is forgotten");
    }
  }

  @Test
  void aNameThatIsForgottenComesBackAboveEveryVersionThatWasForgotten() throws Exception {
    try (Tasks tasks = Tasks.start()) {
      for (int i = 0; i < 5; i++) {
        tasks.put("much-changed");
      }
      tasks.put("seldom");
      tasks.put("stays");
      tasks.remove("much-changed");
      tasks.remove("seldom");
      tasks.pass(HOUR);
      assertEquals(6, tasks.put("seldom"));
      assertEquals(6, tasks.put("new"));
      assertEquals(2, tasks.put("stays"));
    }
  }

  @Test
  void theHourBeginsWithTheLastRemovalButNotWithItsRepetition() throws Exception {
    try (Tasks tasks = Tasks.start()) {
      tasks.put("a");
      tasks.remove("a");
      tasks.pass(HOUR / 2);
      tasks.put("a");
      tasks.remove("a");
      tasks.pass(HOUR / 2);
      assertEquals(2, tasks.entries(), "the version, and the time at which it is forgotten");
      tasks.remove("a");
      tasks.pass(HOUR / 2);
      assertEquals(0, tasks.entries());
    }
  }

  @Test
  void tenThousandNamesThatCameAndWentLeaveStateAsItWas() throws Exception {
    try (Tasks tasks = Tasks.start()) {
      tasks.put("stays");
      long size = tasks.snapshot().getStateSize();
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < MANY; i++) {
          tasks.put("name-" + i);
          tasks.remove("name-" + i);
        }
        assertEquals(1 + 2 * MANY, tasks.entries(), "not before the hour is over");
        assertTrue(tasks.snapshot().getStateSize() > size + MANY * "name-1000".length());
        tasks.pass(HOUR);
        assertEquals(1, tasks.entries());
        assertEquals(size, tasks.snapshot().getStateSize());
      }
    }
  }

  @Test
  void aRestartGoesOnCounting() throws Exception {
    Tasks tasks = Tasks.start();
    tasks.put("a");
    tasks.remove("a");
    tasks = tasks.rescaled(1, HOUR - 1);
    assertEquals(2, tasks.entries());
    tasks = tasks.rescaled(1, 1);
    assertEquals(0, tasks.entries(), "the time passed while nothing ran");
    assertEquals(2, tasks.put("a"));
    tasks.close();
  }

  @Test
  void everySubtaskKnowsTheFloorHoweverOftenTheyAreDividedAnew() throws Exception {
    Tasks tasks = Tasks.start();
    for (int i = 0; i < 7; i++) {
      tasks.put("a");
    }
    tasks.remove("a");
    tasks.pass(HOUR);
    long size = tasks.snapshot().getStateSize();
    List<String> names = new ArrayList<>();
    for (int parallelism : List.of(3, 2, 3, 1)) {
      tasks = tasks.rescaled(parallelism, 0);
      for (int i = 0; i < 20; i++) {
        names.add("name-" + names.size());
        assertEquals(8, tasks.put(names.get(names.size() - 1)));
      }
    }
    for (String name : names) {
      tasks.remove(name);
    }
    tasks.pass(HOUR);
    assertEquals(size, tasks.snapshot().getStateSize(), "one number, not one for each subtask");
    tasks.close();
  }

  @Test
  void versionsBeginAboveWhatAnEarlierLifeGave() throws Exception {
    OperatorSubtaskState snapshot;
    try (Tasks tasks = new Tasks(1, 41, null, 0, 0)) {
      assertEquals(42, tasks.put("a"));
      snapshot = tasks.snapshot();
    }
    try (Tasks tasks = new Tasks(1, 30, snapshot, 1, 0)) {
      assertEquals(42, tasks.put("new"), "state knows of more");
      assertEquals(43, tasks.put("a"));
    }
  }

  /** Names come, go and come back, with restarts and rescaling anywhere. */
  @Test
  void whateverHappensTheVersionsOfNoNameGoBack() throws Exception {
    Random random = new Random(11);
    for (int trial = 0; trial < 2; trial++) {
      Tasks tasks = Tasks.start();
      Map<String, Long> last = new HashMap<>();
      int forgotten = 0;
      for (int step = 0; step < 1500; step++) {
        String name = "name-" + random.nextInt(12);
        switch (random.nextInt(40)) {
          case 0 -> tasks = tasks.rescaled(1 + random.nextInt(3), random.nextInt((int) HOUR));
          case 1, 2, 3, 4 -> tasks.pass(random.nextInt((int) HOUR));
          case 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 -> tasks.remove(name);
          default -> {
            long version = tasks.put(name);
            long before = last.getOrDefault(name, 0L);
            assertTrue(version > before, name + " had " + before + " and got " + version);
            forgotten += version > before + 1 ? 1 : 0;
            last.put(name, version);
          }
        }
      }
      assertTrue(forgotten > 20, "names were forgotten " + forgotten + " times");
      tasks.close();
    }
  }
}
