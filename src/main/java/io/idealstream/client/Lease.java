package io.idealstream.client;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The right to write under a transactional id, held by one process at a time.
 *
 * <p>It is the membership in a {@link LeaseGroup}. Kafka gives the group's one partition to one
 * member, keeps it for a member that comes back under its name, and takes it from one that gives no
 * sign of life. A holder that lost it does not ask for it again: {@link #renew} fails from then on,
 * also where nobody has told it yet, since Kafka refuses offsets of an old generation.
 */
public final class Lease implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  /** A poll lasts its whole time, as nothing is read: who asks waits for no longer than this. */
  private static final Duration ASKED_POLL = Duration.ofMillis(5);

  private static final Duration CLOSING = Duration.ofSeconds(3);

  private final LeaseGroup group;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final CompletableFuture<Void> taken = new CompletableFuture<>();
  private final BlockingQueue<CompletableFuture<Void>> renewals = new LinkedBlockingQueue<>();
  private volatile LeaseHolder holder;
  private volatile Consumer<LeaseLostException> lost;
  private volatile boolean closing;
  private volatile LeaseLostException ended;

  private Lease(LeaseGroup group, LeaseHolder holder, Consumer<LeaseLostException> lost) {
    this.group = group;
    this.holder = holder;
    this.lost = lost;
    this.consumer =
        new KafkaConsumer<>(
            group.connection().forLease(group.name(), holder.member()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.thread = new Thread(this::hold, "lease " + group.name());
    thread.setDaemon(true);
  }

  /**
   * Takes the lease, once it is known that nobody else holds it.
   *
   * @param waiting hears of one who may be dead, which takes up to {@link LeaseGroup#SESSION} and
   *     some seconds to find out
   * @param lost hears when the lease is lost, from another thread
   * @throws LeaseHeldException when somebody else holds it
   */
  public static Lease take(
      LeaseGroup group,
      LeaseHolder me,
      Consumer<LeaseHolder> waiting,
      Consumer<LeaseLostException> lost) {
    group
        .awaitFree(me.member(), waiting)
        .ifPresent(
            other -> {
              throw new LeaseHeldException(group, other);
            });
    try {
      Lease lease = new Lease(group, me.reading(group.reads()).after(group.holder()), lost);
      lease.thread.start();
      return lease.taken();
    } catch (KafkaException failure) {
      throw Failure.of(group.connection(), "could not join group " + group.name(), failure);
    }
  }

  private Lease taken() {
    try {
      taken.get();
      return this;
    } catch (ExecutionException failure) {
      close();
      throw failure.getCause() instanceof LeaseHeldException held
          ? held
          : Failure.of(group.connection(), "could not join " + group.name(), failure);
    } catch (InterruptedException interruption) {
      close();
      throw Failure.of(group.connection(), "could not join " + group.name(), interruption);
    }
  }

  /**
   * Returns once Kafka has said that the lease is still held; while Kafka is away it waits.
   *
   * @throws LeaseLostException when it is not
   */
  public void renew() throws InterruptedException {
    CompletableFuture<Void> renewal = new CompletableFuture<>();
    renewals.add(renewal);
    if (ended != null) {
      throw ended;
    }
    consumer.wakeup();
    try {
      renewal.get();
    } catch (ExecutionException failure) {
      throw ended;
    }
  }

  /** Whether it was neither lost nor given back, for all that is known here. */
  public boolean isHeld() {
    return ended == null;
  }

  /** Holds it for another life from now on, which others hear of with the next {@link #renew}. */
  public void holdFor(String life) {
    holder = holder.withLife(life);
  }

  /** Says who hears of a loss from now on, also of one that came before. */
  public void onLoss(Consumer<LeaseLostException> hears) {
    lost = hears;
    if (ended != null) {
      hears.accept(ended);
    }
  }

  /** Lets go at once, where closing alone would keep the place for one who comes back. */
  public void leave() {
    boolean held = ended == null;
    close();
    if (held) {
      group.remove(holder.member());
    }
  }

  /** Stops giving signs of life. */
  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(CLOSING.plus(POLL).toMillis());
    } catch (InterruptedException again) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void hold() {
    try {
      consumer.subscribe(List.of(group.topic()), new Partitions());
      while (!closing && ended == null) {
        step();
      }
    } catch (FencedInstanceIdException fenced) {
      end("another process came under the name of this one, " + holder.member());
    } catch (KafkaException failure) {
      end(failure.toString());
    } finally {
      end("it was given back");
      consumer.close(CloseOptions.timeout(CLOSING));
    }
  }

  private void step() {
    try {
      consumer.poll(isAsked() ? ASKED_POLL : POLL);
      answer();
    } catch (WakeupException asked) {
      // there is a question, or an end
    } catch (RebalanceInProgressException | CommitFailedException changing) {
      // the next poll finds out what came of it
    } catch (RetriableException away) {
      // Kafka does not answer; who asks goes on waiting
    }
  }

  private boolean isAsked() {
    return !taken.isDone() || !renewals.isEmpty();
  }

  /** An offset of this generation is what only the holder can commit. */
  private void answer() {
    if (consumer.assignment().isEmpty() || !isAsked()) {
      return;
    }
    List<CompletableFuture<Void>> asked = List.copyOf(renewals);
    TopicPartition partition = group.partition();
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    consumer.commitSync(Map.of(partition, new OffsetAndMetadata(end, holder.text())));
    taken.complete(null);
    renewals.removeAll(asked);
    asked.forEach(renewal -> renewal.complete(null));
  }

  private void end(String why) {
    if (ended != null) {
      return;
    }
    boolean held = taken.isDone() && !taken.isCompletedExceptionally();
    ended = new LeaseLostException(why);
    taken.completeExceptionally(ended);
    for (CompletableFuture<Void> left = renewals.poll(); left != null; left = renewals.poll()) {
      left.completeExceptionally(ended);
    }
    if (held && !closing) {
      lost.accept(ended);
    }
  }

  /** What becomes of the one partition. */
  private final class Partitions implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      if (assigned.isEmpty()) {
        refuse();
      }
      consumer.pause(assigned);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      // another one has joined; who held the partition keeps it
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> gone) {
      loseForGood(
          "Kafka had no sign of life for %s, or another run took over"
              .formatted(Failure.seconds(LeaseGroup.SESSION)));
    }

    /** Two came at once, and the other was faster. */
    private void refuse() {
      LeaseHolder other =
          group.other(holder.member()).orElseGet(() -> LeaseHolder.unnamed("", "another host"));
      taken.completeExceptionally(new LeaseHeldException(group, other));
      group.remove(holder.member());
      end(other + " holds it");
    }

    /** An exception from here is what keeps a consumer from joining again at once. */
    private void loseForGood(String why) {
      if (ended == null) {
        end(why);
        throw new KafkaException(why);
      }
    }
  }
}
