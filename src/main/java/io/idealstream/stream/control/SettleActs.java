package io.idealstream.stream.control;

import io.idealstream.stream.ControlArrival;
import io.idealstream.stream.keyed.AlarmOperator;
import io.idealstream.stream.keyed.Beginning;
import io.idealstream.stream.keyed.RemovedNames;
import io.idealstream.wire.Control;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Settles from which event time on an act is in force, keyed by the space; see {@link
 * EffectiveTimes}.
 *
 * <p>The time stands in state before topic {@code status} says it, so it is the same after a
 * restart. An act is handed on a little before its time, once. What stands until it is undone is
 * kept; the act that ends it is told of as well.
 */
public final class SettleActs extends AlarmOperator<Control>
    implements OneInputStreamOperator<ControlArrival, Control> {

  /** What became of acts. */
  public static final OutputTag<Status> STATUS =
      new OutputTag<>("control-status", TypeInformation.of(Status.class));

  private static final long serialVersionUID = 1L;

  /** Acts on one space that stand or wait at most. */
  private static final int MOST_ACTS = 1000;

  /** An act further ahead is a slip of the pen. */
  private static final Duration FARTHEST = Duration.ofDays(366);

  private static final ValueStateDescriptor<byte[]> STANDING =
      new ValueStateDescriptor<>("standing", BytePrimitiveArraySerializer.INSTANCE);

  private final EffectiveTimes times;
  private final boolean estimates;
  private final long versionFloor;

  private transient ValueState<byte[]> standing;
  private transient RemovedNames idle;
  private transient long began;
  private transient boolean ending;

  /**
   * @param estimates whether the job makes words of its own
   * @param versionFloor versions begin above it, unless there is state
   */
  public SettleActs(EffectiveTimes times, boolean estimates, long versionFloor) {
    this.times = times;
    this.estimates = estimates;
    this.versionFloor = versionFloor;
  }

  @Override
  public void open() throws Exception {
    super.open();
    standing = getRuntimeContext().getState(STANDING);
    idle = new RemovedNames(this, versionFloor, this::forget);
    began = Beginning.of(this);
  }

  private long forget() throws Exception {
    long version = Standing.of(standing.value()).version();
    standing.clear();
    return version;
  }

  @Override
  public void processElement(StreamRecord<ControlArrival> element) throws Exception {
    ControlArrival arrival = element.getValue();
    if (arrival.rejected() != null) {
      reject(arrival, arrival.rejected());
      return;
    }
    Standing before = Standing.of(standing.value());
    Instant now = Instant.ofEpochMilli(now());
    Control settled = times.settled(arrival.act(), now, arrival.published() < began);
    Optional<String> problem = problem(settled, before, now);
    if (problem.isPresent()) {
      reject(arrival, problem.get());
    } else {
      settle(arrival.subject(), times.sliced(settled), before);
    }
  }

  private Optional<String> problem(Control settled, Standing before, Instant now) {
    if (before.acts().size() >= MOST_ACTS) {
      return Optional.of("%d acts on this space stand or wait already".formatted(MOST_ACTS));
    }
    Instant farthest = now.plus(FARTHEST);
    if (settled.effective().isAfter(farthest) || settled.time().isAfter(farthest)) {
      return Optional.of("it is more than %d days ahead".formatted(FARTHEST.toDays()));
    }
    if (!estimates && settled.act().isOfWords()) {
      return Optional.of("the words of this job are pinned");
    }
    if (settled.toTime() != null && settled.toTime().isBefore(times.oldest(settled))) {
      return Optional.of("the history of words reaches back to " + times.oldest(settled));
    }
    if (settled.until() != null && !settled.until().isAfter(settled.effective())) {
      return Optional.of("it is over before it can be in force");
    }
    return Optional.empty();
  }

  private void reject(ControlArrival arrival, String why) {
    say(arrival.subject(), arrival.act(), 0, StatusState.REJECTED, why);
  }

  private void settle(String subject, Control settled, Standing before) throws Exception {
    long version = idle.versionAfter(before.version());
    List<Standing.Act> acts = new ArrayList<>(before.acts());
    acts.add(new Standing.Act(version, settled, false));
    // in state first: whoever reads that it is in force reads what stays
    standing.update(new Standing(version, acts).toBytes());
    say(subject, settled, version, StatusState.ACTIVE, Told.of(settled));
    workOff();
  }

  @Override
  protected void alarmed() throws Exception {
    workOff();
  }

  /** What still waits is handed on: nobody is told later. */
  @Override
  public void finish() throws Exception {
    ending = true;
    super.finish();
  }

  /** Hands on what is due, ends what is over, and waits for the next of either. */
  private void workOff() throws Exception {
    Standing before = Standing.of(standing.value());
    List<Standing.Act> left = new ArrayList<>();
    for (Standing.Act act : before.acts()) {
      if (act.handedOn() || (!ending && isAhead(times.handOn(act.settled())))) {
        left.add(act);
      } else {
        emit(act.settled());
        end(left, act);
        if (act.settled().act().stands()) {
          left.add(act.nowHandedOn());
        }
      }
    }
    left.removeIf(this::isOver);
    Standing after = new Standing(before.version(), left);
    standing.update(after.toBytes());
    if (left.isEmpty()) {
      idle.add();
    } else {
      idle.remove();
    }
    stopAlarm();
    OptionalLong next = next(left);
    if (next.isPresent()) {
      setAlarm(Math.max(1, next.getAsLong() - now()));
    }
  }

  /** Ends what stands under an act. */
  private void end(List<Standing.Act> standingNow, Standing.Act act) {
    standingNow.removeIf(
        other -> {
          boolean ended = other.handedOn() && act.settled().ends(other.settled());
          if (ended && !Keys.of(other.settled()).equals(Keys.of(act.settled()))) {
            String why = "ended by " + Told.who(act.settled());
            say(other, StatusState.DISABLED, why);
          }
          return ended;
        });
  }

  private boolean isOver(Standing.Act act) {
    Instant until = act.settled().until();
    boolean over = act.handedOn() && until != null && !isAhead(until);
    if (over) {
      say(act, StatusState.EXPIRED, null);
    }
    return over;
  }

  private boolean isAhead(Instant time) {
    return time.isAfter(Instant.ofEpochMilli(now()));
  }

  private OptionalLong next(List<Standing.Act> acts) {
    return acts.stream()
        .flatMapToLong(
            act -> {
              if (!act.handedOn()) {
                return LongStream.of(times.handOn(act.settled()).toEpochMilli());
              }
              Instant until = act.settled().until();
              return until == null ? LongStream.empty() : LongStream.of(until.toEpochMilli());
            })
        .min();
  }

  private void say(Standing.Act act, StatusState state, String detail) {
    say(Keys.of(act.settled()), act.settled(), act.version(), state, detail);
  }

  private void say(String subject, Control act, long version, StatusState state, String detail) {
    emit(STATUS, Status.of(subject, act, version, state, detail));
  }
}
