package io.idealstream.stream.decide;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.control.Definition;
import io.idealstream.control.LifeCycle;
import io.idealstream.control.Maker;
import io.idealstream.policy.CompiledPolicy;
import io.idealstream.policy.PolicyFile;
import io.idealstream.policy.Vocabulary;
import io.idealstream.stream.Attempt;
import io.idealstream.stream.PolicyArrival;
import io.idealstream.stream.PolicyInForce;
import io.idealstream.stream.keyed.Beginning;
import io.idealstream.stream.keyed.KeyedOperator;
import io.idealstream.stream.keyed.LifeCycles;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.config.Misconfigured;
import java.time.Instant;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Checks policies, and settles from which event time on each version is in force; keyed by the
 * policy's name. See {@link InForceTimes}.
 *
 * <p>The times of a name rise: a version never begins before the one that it replaces, and a
 * removal is a version as well.
 */
public final class SettlePolicies extends KeyedOperator<PolicyInForce>
    implements OneInputStreamOperator<PolicyArrival, PolicyInForce> {

  /** What became of policies that cannot be used. */
  public static final OutputTag<Status> STATUS =
      new OutputTag<>("policy-status", TypeInformation.of(Status.class));

  private static final long serialVersionUID = 1L;

  /** Policies need no model. */
  private static final Maker NO_MODEL = Maker.of("");

  /** From when on the last version of a name is in force, also that it is removed. */
  private static final ValueStateDescriptor<Long> SINCE =
      new ValueStateDescriptor<>("since", LongSerializer.INSTANCE);

  private static final byte[] NOTHING = {};

  private final InForceTimes times;
  private final long versionFloor;

  private transient LifeCycles policies;
  private transient ValueState<Long> last;
  private transient long began;

  /**
   * @param versionFloor versions begin above it, unless there is state
   */
  public SettlePolicies(InForceTimes times, long versionFloor) {
    this.times = times;
    this.versionFloor = versionFloor;
  }

  @Override
  public void open() throws Exception {
    super.open();
    last = getRuntimeContext().getState(SINCE);
    policies = new LifeCycles(this, StatusKind.POLICY, STATUS, versionFloor, this::forget);
    began = Beginning.of(this);
  }

  private void forget() {
    last.clear();
    emit(PolicyInForce.forgotten(key()));
  }

  @Override
  public void processElement(StreamRecord<PolicyArrival> element) throws Exception {
    PolicyArrival arrival = element.getValue();
    LifeCycle before = policies.get();
    if (arrival.rejected() != null) {
      reject(before, arrival.rejected());
    } else if (arrival.text() == null) {
      remove(before, arrival);
    } else {
      take(before, arrival);
    }
  }

  private void take(LifeCycle before, PolicyArrival arrival) throws Exception {
    CompiledPolicy policy;
    try {
      policy = PolicyFile.read(arrival.policy(), arrival.text(), Vocabulary.UNKNOWN);
    } catch (Misconfigured wrong) {
      reject(before, String.join("; ", wrong.problems()));
      return;
    } catch (RuntimeException | StackOverflowError unforeseen) { // one policy must not stop the job
      reject(before, Attempt.sentence(unforeseen));
      return;
    }
    String meaning = new String(arrival.text(), UTF_8);
    Instant asked = policy.policy().effective();
    LifeCycle wanted =
        isOver(before, policy)
            ? before.removed().asking(meaning, arrival.text(), policies.nextVersion(before))
            : before.asking(meaning, arrival.text(), policies.nextVersion(before));
    if (wanted.next() == null) {
      policies.say(wanted.inForce().version(), StatusState.ACTIVE, detail());
      return;
    }
    if (InForceTimes.isFarAhead(asked, now())) {
      reject(
          before,
          "effective: it is more than %d days ahead".formatted(InForceTimes.FARTHEST.toDays()));
      return;
    }
    long since = since(asked, arrival.published());
    Definition made = wanted.next().madeBy(NO_MODEL, NOTHING);
    policies.put(wanted.prepared(made));
    emit(new PolicyInForce(key(), made.version(), arrival.text(), since, false));
  }

  /** Whether what is in force has expired: the same text then is meant to begin anew. */
  private boolean isOver(LifeCycle before, CompiledPolicy policy) throws Exception {
    if (before.inForce() == null || last.value() == null) {
      return false;
    }
    Instant end = policy.end(Instant.ofEpochMilli(last.value()));
    return end != null && end.toEpochMilli() <= now();
  }

  /** As those say who ask the policy. */
  private String detail() throws Exception {
    return KnownPolicies.detail(Instant.ofEpochMilli(last.value()));
  }

  private void remove(LifeCycle before, PolicyArrival arrival) throws Exception {
    if (before.inForce() == null) {
      policies.put(before.removed());
      emit(PolicyInForce.notYet(key()));
      return;
    }
    long since = since(null, arrival.published());
    LifeCycle after = policies.put(before.removed(policies.nextVersion(before)), since);
    emit(PolicyInForce.removed(key(), after.version(), since));
  }

  private void reject(LifeCycle before, String why) throws Exception {
    policies.reject(before, why);
    emit(PolicyInForce.notYet(key()));
  }

  /** At least a millisecond after the version that is replaced. */
  private long since(Instant asked, long published) throws Exception {
    long since = times.since(asked, published, now(), began);
    Long before = last.value();
    long rising = before == null ? since : Math.max(since, before + 1);
    last.update(rising);
    return rising;
  }
}
