package io.idealstream.stream.feedback;

import static io.idealstream.stream.feedback.VoteJoin.feedback;
import static io.idealstream.stream.feedback.VoteJoin.item;
import static io.idealstream.stream.feedback.VoteJoin.ownFeedback;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.fixtures.LogLines;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.FeedbackArrival;
import io.idealstream.stream.Forgotten;
import io.idealstream.stream.HeldItem;
import io.idealstream.stream.Modality;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

class AwaitVotesTest {

  @Test
  void anItemAndFeedbackAboutItMakeAVoteInEitherOrder() throws Exception {
    try (VoteJoin join = VoteJoin.start()) {
      join.take(item("a", 1, 0.5f, -0.25f)).take(feedback("a", 3, "duck"));
      join.take(feedback("b", 1, "owl")).take(item("b", 2, 1, 0));
      assertEquals(List.of("a duck 1.0", "b owl 2.0"), join.votes());
      Embedded vote = join.extractOutputValues().get(0);
      assertEquals(Modality.FEEDBACK, vote.modality());
      assertEquals("door", vote.feed());
      assertEquals("sha256:one", vote.model());
      assertArrayEquals(new float[] {0.5f, -0.25f}, vote.vector());
    }
  }

  @Test
  void whatIsForgottenMeetsNothingWhicheverOfTheTwoWaitedOrIfBothHaveMet() throws Exception {
    OperatorSubtaskState state;
    try (VoteJoin join = VoteJoin.start()) {
      join.take(item("a", 1, 1)).take(feedback("b", 1, "owl")).take(item("c", 1, 1));
      join.take(feedback("c", 2, "duck")).take(item("d", 1, 1));
      for (String id : List.of("a", "b", "c", "never")) {
        join.take(forgotten(id));
      }
      List<Forgotten> gone = new ArrayList<>();
      join.getSideOutput(Forgotten.TAG).forEach(said -> gone.add(said.getValue()));
      assertEquals(
          List.of("door/a", "door/b", "door/c"), gone.stream().map(Forgotten::item).toList());
      assertEquals(Trace.VECTOR_FOR_FEEDBACK, gone.get(0).trace());
      assertEquals(1, gone.get(0).number());
      assertEquals(1, join.held());
      state = join.snapshot(1, 1);
    }
    try (VoteJoin join = VoteJoin.restored(state, 1000)) {
      join.take(feedback("a", 3, "duck")).take(item("b", 3, 1)).take(feedback("c", 3, "duck"));
      join.take(feedback("d", 3, "duck"));
      assertEquals(List.of("d duck 1.0"), join.votes());
    }
  }

  private static HeldItem forgotten(String id) {
    return HeldItem.forgotten(new Erasure("r", "door", id, "anna", null, VoteJoin.START));
  }

  @Test
  void anItemAndItsFeedbackMeetUpToTheWaitAndNoFurtherApart() throws Exception {
    try (VoteJoin join = VoteJoin.start()) {
      join.take(item("a", 0, 1)).take(feedback("a", 10, "duck"));
      join.take(item("b", 0, 1)).take(feedback("b", 10.001, "duck"));
      join.take(feedback("c", 0, "owl")).take(item("c", 10, 1));
      join.take(feedback("d", 0, "owl")).take(item("d", 10.001, 1));
      join.take(item("e", 10, 1)).take(feedback("e", 0, "duck"));
      join.take(feedback("f", 10.001, "duck")).take(item("f", 0, 1));
      assertEquals(List.of("a duck 0.0", "c owl 10.0", "e duck 10.0"), join.votes());
    }
  }

  @Test
  void anItemThatFeedbackWasTooOldForWaitsForMore() throws Exception {
    try (VoteJoin join = VoteJoin.start()) {
      join.take(feedback("a", 0, "owl")).take(item("a", 11, 1)).take(feedback("a", 12, "duck"));
      assertEquals(List.of("a duck 11.0"), join.votes());
    }
  }

  @Test
  void nothingIsHeldOnceEventTimeHasLeftItBehind() throws Exception {
    try (VoteJoin join = VoteJoin.start()) {
      join.take(item("a", 1, 1)).take(feedback("b", 2, "owl"));
      join.take(item("c", 1, 1)).take(feedback("c", 3, "owl"));
      assertEquals(3, join.held());
      join.reach(10.999);
      assertEquals(3, join.held());
      join.reach(11);
      assertEquals(2, join.held());
      join.reach(12);
      assertEquals(1, join.held(), "those that met are remembered as long as the later of them");
      join.reach(13);
      assertEquals(0, join.held());
      join.take(feedback("a", 3, "duck")).take(item("b", 2.5, 1));
      assertEquals(List.of("c owl 1.0"), join.votes());
      assertEquals(0, join.held(), "what is over does not begin to wait");
    }
  }

  @Test
  void feedbackThatLagsBehindKeepsItsItemsAndSilenceDoesNot() throws Exception {
    try (VoteJoin join = VoteJoin.start()) {
      join.take(item("a", 1, 1)).take(item("b", 2, 1)).feedbackReaches(5).itemsReach(100);
      join.take(feedback("a", 6, "duck"));
      assertEquals(List.of("a duck 1.0"), join.votes());
      join.processWatermarkStatus2(WatermarkStatus.IDLE);
      assertEquals(0, join.held(), "items alone tell the time where feedback is silent");
    }
  }

  @Test
  void anItemCountsOnceHoweverOftenItOrFeedbackAboutItComes() throws Exception {
    try (VoteJoin join = VoteJoin.start()) {
      join.take(item("a", 1, 1)).take(item("a", 1, 1)).take(feedback("a", 2, "duck"));
      join.take(feedback("a", 2, "duck")).take(feedback("a", 3, "owl")).take(item("a", 1, 1));
      join.take(feedback("b", 1, "owl")).take(feedback("b", 2, "duck")).take(item("b", 1, 1));
      assertEquals(List.of("a duck 1.0", "b owl 1.0"), join.votes());
    }
  }

  @Test
  void feedbackWithAnEmbeddingVotesWithThatAndNeedsNoItem() throws Exception {
    try (VoteJoin join = VoteJoin.start()) {
      join.take(ownFeedback("a", 1, "duck", 0.6f, 0.8f));
      assertEquals(List.of("a duck 1.0"), join.votes());
      Embedded vote = join.extractOutputValues().get(0);
      assertEquals("sha256:two", vote.model());
      assertArrayEquals(new float[] {0.6f, 0.8f}, vote.vector());
      join.take(item("a", 1, 1, 0)).take(feedback("a", 2, "owl"));
      join.take(item("b", 1, 1, 0)).take(ownFeedback("b", 4, "owl", 0, 1));
      join.take(ownFeedback("b", 5, "owl", 0, 1));
      assertEquals(List.of("a duck 1.0", "b owl 4.0"), join.votes());
    }
  }

  @Test
  void withoutAWaitOnlyFeedbackWithAnEmbeddingCounts() throws Exception {
    FeedbackSettings none = new FeedbackSettings(Duration.ZERO, 10);
    try (VoteJoin join = new VoteJoin(none, 1, 0)) {
      join.open();
      join.take(feedback("a", 1, "owl")).take(item("a", 1, 1)).take(feedback("a", 1, "owl"));
      join.take(ownFeedback("b", 1, "duck", 1));
      assertEquals(List.of("b duck 1.0"), join.votes());
      assertEquals(0, join.held());
    }
    List<HeldItem> kept = new ArrayList<>();
    Embedded image =
        new Embedded(Modality.IMAGE, "a", "door", VoteJoin.START, "m", new float[] {1}, null, null);
    new KeepVectors(none).flatMap(image, new ToList<>(kept));
    assertEquals(List.of(), kept);
    new KeepVectors(new FeedbackSettings(VoteJoin.WAIT, 1)).flatMap(image, new ToList<>(kept));
    assertEquals("door/a", kept.get(0).key());
  }

  private record ToList<T>(List<T> values) implements Collector<T> {
    @Override
    public void collect(T value) {
      values.add(value);
    }

    @Override
    public void close() {}
  }

  @Test
  void beyondTheBoundTheOldestGoAlsoAfterARestore() throws Exception {
    OperatorSubtaskState state;
    try (VoteJoin join = VoteJoin.start(3)) {
      join.take(item("new", 5, 1)).take(item("old", 1, 1)).take(feedback("older", 0, "owl"));
      join.take(item("newer", 6, 1));
      assertEquals(3, join.held());
      assertEquals(0, join.numEventTimeTimers(), "age tells what is over");
      join.take(item("older", 1, 1));
      assertEquals(List.of(), join.votes(), "its feedback has gone");
      assertEquals(3, join.held());
      state = join.snapshot(1, 1);
    }
    try (VoteJoin join = VoteJoin.restored(state, 2)) {
      assertEquals(2, join.held());
      join.take(feedback("old", 4, "duck")).take(feedback("new", 5, "owl"));
      join.take(feedback("newer", 6, "duck"));
      assertEquals(List.of("new owl 5.0", "newer duck 6.0"), join.votes());
    }
  }

  @Test
  void theFirstFeedbackThatIsEvictedIsLogged() throws Exception {
    try (LogLines lines = LogLines.of(AwaitVotes.class);
        VoteJoin join = VoteJoin.start(1)) {
      join.take(item("a", 1, 1)).take(feedback("b", 2, "owl"));
      assertEquals(List.of(), lines.now(), "an item may go");
      join.take(item("c", 3, 1)).take(feedback("d", 4, "owl")).take(feedback("e", 5, "owl"));
      assertEquals(
          List.of(
              "Feedback about door/b is evicted before its item has come: a subtask keeps at most 1"
                  + " item and feedback (feedback.max-items)"),
          lines.now());
    }
  }

  @Test
  void everyRecordIsCountedByWhatBecameOfIt() throws Exception {
    try (VoteJoin join = VoteJoin.start(3)) {
      join.take(item("met", 1, 1)).take(feedback("met", 2, "duck")).take(item("met", 1, 1));
      join.take(feedback("met", 2, "duck")).take(feedback("alone", 3, "owl"));
      join.take(item("far", 0, 1)).take(feedback("far", 11, "owl"));
      assertEquals(List.of(1L, 1L, 1L, 0L, 1L, 0L), join.counts());
      join.take(item("newer", 8, 1)).take(item("newest", 9, 1));
      assertEquals(List.of(1L, 1L, 1L, 0L, 1L, 1L), join.counts());
      join.take(item("last", 10, 1));
      assertEquals(List.of(1L, 1L, 1L, 1L, 1L, 1L), join.counts());
      join.reach(20).take(feedback("late", 10, "owl"));
      assertEquals(List.of(1L, 2L, 1L, 1L, 1L, 1L), join.counts());
    }
  }

  /**
   * The same records in any order of arrival, cut by a restart into one, two or three subtasks,
   * with feedback before and after its item, late, repeated and missing.
   */
  @Test
  void orderRestartsAndRescalingDoNotChangeWhichPairsMeet() throws Exception {
    Random random = new Random(7);
    List<Object> records = new ArrayList<>();
    TreeSet<String> expected = new TreeSet<>();
    for (int i = 0; i < 300; i++) {
      String id = "item-" + i;
      double itemTime = random.nextDouble() * 5;
      double feedbackTime = itemTime + random.nextDouble() * 24 - 12;
      boolean answered = random.nextInt(5) > 0;
      records.add(item(id, itemTime, i));
      if (answered) {
        records.add(feedback(id, feedbackTime, "bird-" + i));
      }
      long apart = Math.abs(Math.round(1000 * feedbackTime) - Math.round(1000 * itemTime));
      if (answered && apart <= VoteJoin.WAIT.toMillis()) {
        expected.add("%s bird-%d %s".formatted(id, i, Math.round(1000 * itemTime) / 1000.0));
      }
      if (i % 3 == 0) {
        records.add(item(id, itemTime, i));
      }
      if (answered && i % 4 == 0) {
        records.add(feedback(id, feedbackTime, "bird-" + i));
      }
    }
    for (int repetition = 0; repetition < 3; repetition++) {
      Collections.shuffle(records, random);
      assertEquals(expected, new TreeSet<>(votes(records)));
      assertEquals(expected.size(), votes(records).size());
    }
  }

  private static List<String> votes(List<Object> records) throws Exception {
    List<String> votes = new ArrayList<>();
    OperatorSubtaskState state = null;
    int before = 1;
    int third = records.size() / 3;
    int[] subtasks = {2, 3, 1};
    for (int run = 0; run < 3; run++) {
      int parallelism = subtasks[run];
      List<Object> part =
          records.subList(run * third, run == 2 ? records.size() : run * third + third);
      Map<Integer, VoteJoin> joins = new HashMap<>();
      List<OperatorSubtaskState> states = new ArrayList<>();
      for (int index = 0; index < parallelism; index++) {
        VoteJoin join = new VoteJoin(new FeedbackSettings(VoteJoin.WAIT, 1000), parallelism, index);
        if (state != null) {
          join.initializeState(
              AbstractStreamOperatorTestHarness.repartitionOperatorState(
                  state, VoteJoin.KEY_GROUPS, before, parallelism, index));
        }
        join.open();
        joins.put(index, join);
      }
      for (Object record : part) {
        String key =
            record instanceof HeldItem item ? item.key() : ((FeedbackArrival) record).key();
        VoteJoin join =
            joins.get(
                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                    key, VoteJoin.KEY_GROUPS, parallelism));
        if (record instanceof HeldItem item) {
          join.processElement1(new StreamRecord<>(item));
        } else {
          join.processElement2(new StreamRecord<>((FeedbackArrival) record));
        }
      }
      for (int index = 0; index < parallelism; index++) {
        votes.addAll(joins.get(index).votes());
        states.add(joins.get(index).snapshot(run, run));
        joins.get(index).close();
      }
      state =
          AbstractStreamOperatorTestHarness.repackageState(
              states.toArray(OperatorSubtaskState[]::new));
      before = parallelism;
    }
    return votes;
  }
}
