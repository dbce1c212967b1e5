package io.idealstream.stream.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.control.Definition;
import io.idealstream.control.LifeCycle;
import io.idealstream.control.Maker;
import io.idealstream.stream.Acknowledgement;
import io.idealstream.stream.DeadLetters;
import io.idealstream.stream.Messages;
import io.idealstream.stream.inforce.Acknowledge;
import io.idealstream.stream.keyed.Backlog;
import io.idealstream.stream.keyed.KeyedOperator;
import io.idealstream.stream.keyed.LifeCycles;
import io.idealstream.stream.keyed.RemovedNames;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Subject;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.codec.UnlistedTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/**
 * All that a new control topic takes: its record and its topic, its reader, and one operator that
 * keeps the life cycles. Here limits, each in a unit that the model of the job knows or does not.
 */
class ControlTopicTest {

  public record Limit(String name, double most, String unit) {}

  private static final Topic<Limit> LIMITS =
      UnlistedTopic.control("limits", Limit.class, Limit::name);

  /** A limit that is null was removed, or rejected. */
  public record LimitArrival(String name, Limit limit, String rejected) {}

  public record LimitInForce(String name, long version, double most, String model) {}

  private static final class ReadLimits extends ReadTopic<LimitArrival> {
    private static final long serialVersionUID = 1L;

    ReadLimits() {
      super(new DeadLetterSettings(10_000, 20_000));
    }

    @Override
    LimitArrival read(TopicRecord record) throws Unreadable {
      return record.value() == null
          ? new LimitArrival(Subject.of(record), null, null)
          : arrival(LIMITS.decode(record));
    }

    private static LimitArrival arrival(Limit limit) {
      return new LimitArrival(limit.name(), limit, null);
    }

    @Override
    LimitArrival rejected(String name, String why) {
      return new LimitArrival(name, null, why);
    }
  }

  private static final class HoldLimits extends KeyedOperator<LimitInForce>
      implements OneInputStreamOperator<LimitArrival, LimitInForce> {
    private static final long serialVersionUID = 1L;

    static final OutputTag<Status> STATUS =
        new OutputTag<>("limit-status", TypeInformation.of(Status.class));
    static final OutputTag<Acknowledgement> ACKNOWLEDGEMENTS =
        new OutputTag<>("limits-in-force", TypeInformation.of(Acknowledgement.class));

    private final String model;

    private transient LifeCycles limits;
    private transient Backlog outOfDate;

    /**
     * @param model knows the unit of its own name
     */
    HoldLimits(String model) {
      this.model = model;
    }

    @Override
    public void open() throws Exception {
      super.open();
      limits = new LifeCycles(this, StatusKind.MODEL, STATUS, 0, () -> {});
      outOfDate = new Backlog(this, 1, () -> prepare(limits.get()));
      limits.forEach(outOfDate::add);
      outOfDate.workSoon();
    }

    @Override
    public void processElement(StreamRecord<LimitArrival> element) throws Exception {
      LimitArrival arrival = element.getValue();
      LifeCycle before = limits.get();
      if (arrival.rejected() != null) {
        limits.reject(before, arrival.rejected());
      } else if (arrival.limit() == null) {
        limits.put(before.removed());
        acknowledge(before.version(), StatusState.DISABLED);
      } else {
        byte[] json = LIMITS.encode(arrival.limit(), Encoding.JSON);
        String meaning = arrival.limit().most() + " " + arrival.limit().unit();
        prepare(limits.put(before.asking(meaning, json, limits.nextVersion(before))));
      }
    }

    private void prepare(LifeCycle now) throws Exception {
      Maker maker = Maker.of(model);
      Optional<Definition> due = now.due(maker);
      if (due.isEmpty()) {
        return;
      }
      Limit limit = LIMITS.decode(due.get().content(), Encoding.JSON);
      if (limit.unit().equals(model)) {
        limits.put(now.prepared(due.get().madeBy(maker, new byte[0])));
        emit(new LimitInForce(limit.name(), due.get().version(), limit.most(), model));
        acknowledge(due.get().version(), StatusState.ACTIVE);
      } else {
        limits.reject(limits.put(now.refused(due.get(), maker)), "no unit " + limit.unit());
      }
    }

    private void acknowledge(long version, StatusState state) {
      Status status = new Status(StatusKind.MODEL, key(), version, state, null);
      emit(ACKNOWLEDGEMENTS, new Acknowledgement(0, 1, status, null));
    }
  }

  /** From the topic's messages to what topic status says. */
  private static final class TestRun implements AutoCloseable {
    final OneInputStreamOperatorTestHarness<TopicRecord, LimitArrival> read;
    final KeyedOneInputStreamOperatorTestHarness<String, LimitArrival, LimitInForce> hold;
    final KeyedOneInputStreamOperatorTestHarness<String, Acknowledgement, Status> acknowledge;

    /**
     * @param savepoint null for none
     */
    TestRun(String model, OperatorSubtaskState savepoint) throws Exception {
      read = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new ReadLimits()));
      hold =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new HoldLimits(model), LimitArrival::name, Types.STRING);
      acknowledge =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(new Acknowledge()), Acknowledge.KEY, Types.STRING);
      if (savepoint != null) {
        hold.initializeState(savepoint);
      }
      for (AbstractStreamOperatorTestHarness<?> operator : List.of(read, hold, acknowledge)) {
        operator.open();
      }
    }

    void send(String name, String json) throws Exception {
      TopicRecord message = Messages.keyed(name, json == null ? null : json.getBytes());
      read.processElement(new StreamRecord<>(message));
      for (LimitArrival arrival : read.extractOutputValues()) {
        hold.processElement(new StreamRecord<>(arrival));
      }
      read.getOutput().clear();
    }

    void limit(String name, int most, String unit) throws Exception {
      send(name, "{\"name\":\"%s\",\"most\":%d,\"unit\":\"%s\"}".formatted(name, most, unit));
    }

    void pass(long millis) throws Exception {
      hold.setProcessingTime(hold.getProcessingTime() + millis);
    }

    /** A line for each status since the last call. */
    List<String> said() throws Exception {
      List<Status> said = side(hold, HoldLimits.STATUS);
      for (Acknowledgement word : side(hold, HoldLimits.ACKNOWLEDGEMENTS)) {
        acknowledge.processElement(new StreamRecord<>(word));
      }
      said.addAll(acknowledge.extractOutputValues());
      acknowledge.getOutput().clear();
      return said.stream()
          .map(
              status ->
                  status.detail() == null
                      ? "%s %d %s".formatted(status.id(), status.version(), status.state())
                      : "%s %s: %s".formatted(status.id(), status.state(), status.detail()))
          .toList();
    }

    List<LimitInForce> inForce() {
      List<LimitInForce> inForce = List.copyOf(hold.extractOutputValues());
      hold.getOutput().clear();
      return inForce;
    }

    static <T> List<T> side(AbstractStreamOperatorTestHarness<?> operator, OutputTag<T> tag) {
      List<T> values = new ArrayList<>();
      Queue<StreamRecord<T>> side = operator.getSideOutput(tag);
      while (side != null && !side.isEmpty()) {
        values.add(side.remove().getValue());
      }
      return values;
    }

    OperatorSubtaskState savepoint() throws Exception {
      return hold.snapshot(1, 1);
    }

    @Override
    public void close() throws Exception {
      for (AbstractStreamOperatorTestHarness<?> operator : List.of(read, hold, acknowledge)) {
        operator.close();
      }
    }
  }

  @Test
  void aDefinitionComesIntoForceIsReplacedRefusedAndRemovedAndStatusSaysSo() throws Exception {
    try (TestRun stage = new TestRun("birds", null)) {
      stage.limit("door", 5, "birds");
      stage.limit("door", 5, "birds");
      stage.limit("door", 6, "birds");
      assertEquals(List.of("door 1 ACTIVE", "door 2 ACTIVE"), stage.said());
      assertEquals(
          List.of(new LimitInForce("door", 1, 5, "birds"), new LimitInForce("door", 2, 6, "birds")),
          stage.inForce());

      stage.limit("door", 7, "fish");
      assertEquals(List.of("door REJECTED: no unit fish; version 2 stays in force"), stage.said());
      stage.send("door", "{\"name\":\"door\"}");
      assertEquals("missing-field", letter(stage));
      assertEquals(
          List.of("door REJECTED: field most is missing; version 2 stays in force"), stage.said());

      stage.send("door", null);
      stage.limit("door", 5, "birds");
      assertEquals(List.of("door 3 DISABLED", "door 4 ACTIVE"), stage.said());
    }
  }

  private static String letter(TestRun stage) {
    return Messages.header(TestRun.side(stage.read, DeadLetters.TAG).get(0), DeadLetter.REASON);
  }

  @Test
  void aSavepointBringsItBackAndAnotherModelSuspendsWhatItCannotMake() throws Exception {
    OperatorSubtaskState savepoint;
    try (TestRun stage = new TestRun("birds", null)) {
      stage.limit("door", 5, "birds");
      savepoint = stage.savepoint();
    }
    try (TestRun stage = new TestRun("birds", savepoint)) {
      stage.pass(1);
      stage.limit("door", 5, "birds");
      assertEquals(List.of(), stage.said(), "it is in force");
    }
    try (TestRun stage = new TestRun("fish", savepoint)) {
      stage.pass(1);
      assertEquals(
          List.of(
              "door REJECTED: no unit birds; "
                  + "version 1 comes back with a model that can embed it"),
          stage.said());
      savepoint = stage.savepoint();
    }
    try (TestRun stage = new TestRun("birds", savepoint)) {
      stage.pass(1);
      assertEquals(List.of("door 1 ACTIVE"), stage.said());
      assertEquals(List.of(new LimitInForce("door", 1, 5, "birds")), stage.inForce());
    }
  }

  @Test
  void aRemovedNameIsForgottenAndItsVersionsGoOn() throws Exception {
    try (TestRun stage = new TestRun("birds", null)) {
      stage.limit("door", 5, "birds");
      stage.send("door", null);
      stage.pass(RemovedNames.RETENTION.toMillis());
      assertEquals(0, stage.hold.numKeyedStateEntries());
      stage.said();
      stage.limit("door", 5, "birds");
      assertEquals(List.of("door 2 ACTIVE"), stage.said());
    }
  }
}
