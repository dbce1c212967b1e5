package io.idealstream.job;

import io.idealstream.client.Lease;
import io.idealstream.client.LeaseGroup;
import io.idealstream.client.LeaseHeldException;
import io.idealstream.client.LeaseHolder;
import io.idealstream.client.LeaseLostException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right of one life of the job to write: one of its writers holds it while the job runs, and
 * the others wait until it does. Restarts and failover are the same life, and find the right kept
 * for them; where another life has it the job ends for good.
 *
 * @param member to hold it as; null for the job's id
 * @param keeper whether the first writer of this sink is the one that holds it
 */
record OneLife(LeaseGroup group, String member, boolean keeper) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(OneLife.class);

  /** Leases that this process holds by itself, by member: those of a local run. */
  private static final Map<String, Lease> HELD = new ConcurrentHashMap<>();

  /** Lets the job of this process write by a lease that the process holds. */
  static void hold(String member, Lease lease) {
    HELD.put(member, lease);
  }

  static void release(String member) {
    HELD.remove(member);
  }

  /**
   * What a writer has of it.
   *
   * @param lease null for one that has no say in it
   * @param own whether the lease ends with the writer
   */
  record Right(Lease lease, boolean own) implements AutoCloseable {

    static final Right NONE = new Right(null, false);

    /** Fails when another life has taken over, so that no checkpoint is complete after that. */
    void check() throws IOException, InterruptedException {
      if (lease != null) {
        try {
          lease.renew();
        } catch (LeaseLostException lost) {
          throw new IOException(lost);
        }
      }
    }

    @Override
    public void close() {
      if (own) {
        lease.close();
      }
    }
  }

  /** Returns once this life has the right. */
  Right await(WriterInitContext context) {
    String job = context.getJobInfo().getJobId().toHexString();
    String name = member == null ? job : member;
    Lease held = HELD.get(name);
    boolean heldHere = held != null && held.isHeld();
    if (!keeper || context.getTaskInfo().getIndexOfThisSubtask() != 0) {
      if (!heldHere) {
        group.await(name);
      }
      return Right.NONE;
    }
    if (heldHere) {
      held.onLoss(lost -> fail(context, lost));
      return new Right(held, false);
    }
    try {
      return new Right(
          Lease.take(
              group,
              LeaseHolder.here(name, job),
              other ->
                  LOG.warn(
                      "{} may still be running: waits up to {} s.", other, LeaseGroup.LONGEST_WAIT),
              lost -> fail(context, lost)),
          true);
    } catch (LeaseHeldException refused) {
      throw new SuppressRestartsException(refused);
    }
  }

  private static void fail(WriterInitContext context, LeaseLostException lost) {
    try {
      context
          .getMailboxExecutor()
          .execute(
              () -> {
                throw lost;
              },
              "the right to write was lost");
    } catch (RejectedExecutionException ended) {
      LOG.debug("the writer has ended already", ended);
    }
  }
}
