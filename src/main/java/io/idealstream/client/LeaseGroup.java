package io.idealstream.client;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer group in which a {@link Lease} is held: its topic has one partition, and whoever has
 * that partition is the one who writes. The group's offset carries the holder's name.
 *
 * @param owner transactional id of the job
 * @param topic full name of a topic with one partition, which the job writes; it is not read
 * @param reads where the job keeps how far it has read, such as its group and what it reads
 */
public record LeaseGroup(KafkaConnection connection, String owner, String topic, String reads)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Without a sign of life for so long a holder is taken for dead. */
  public static final Duration SESSION = Duration.ofSeconds(10);

  /** A broker looks for the dead a little later than it could. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  /** How long one waits for another that may be dead, in seconds. */
  public static final long LONGEST_WAIT = SESSION.plus(SLACK).toSeconds();

  private static final Logger LOG = LoggerFactory.getLogger(LeaseGroup.class);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private static final String SUFFIX = "-lease";

  /** The group's id. */
  public String name() {
    return owner + SUFFIX;
  }

  TopicPartition partition() {
    return new TopicPartition(topic, 0);
  }

  /** Who else holds the lease, or waits for it; empty if nobody does. */
  public Optional<LeaseHolder> other(String member) {
    return ask(admin -> other(admin, member));
  }

  /** Whether a member is there. */
  public boolean has(String member) {
    return ask(
        admin -> members(admin, name()).stream().anyMatch(found -> name(found).equals(member)));
  }

  /**
   * Waits for others to be gone, for as long as it takes Kafka to find out that they are dead.
   *
   * @param waiting hears whom it waits for, once
   * @return who is still there, and so alive
   */
  Optional<LeaseHolder> awaitFree(String member, Consumer<LeaseHolder> waiting) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WAIT);
    return ask(
        admin -> {
          Optional<LeaseHolder> other = other(admin, member);
          other.ifPresent(waiting);
          while (other.isPresent() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            other = other(admin, member);
          }
          return other;
        });
  }

  /**
   * Refuses to go on while somebody else holds the lease, as {@link Lease#take} does.
   *
   * @param member who may hold it; null for nobody
   * @throws LeaseHeldException when somebody else does
   */
  public void refuseOthers(String member) {
    awaitFree(
            member == null ? "" : member,
            other ->
                LOG.warn("{} may still be running: looks for up to {} s.", other, LONGEST_WAIT))
        .ifPresent(
            other -> {
              throw new LeaseHeldException(this, other);
            });
  }

  /** Waits until a member is there. */
  public void await(String member) {
    ask(
        admin -> {
          while (members(admin, name()).stream().noneMatch(found -> name(found).equals(member))) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
          }
          return member;
        });
  }

  /** Takes the lease from a member, which hears of it with its next sign of life. */
  public void remove(String member) {
    ask(
        admin -> {
          var removal =
              new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove(member)));
          removal.reason("its life ended, or another took over");
          try {
            return admin.removeMembersFromConsumerGroup(name(), removal).all().get();
          } catch (ExecutionException failure) {
            if (isGone(failure.getCause())) {
              return null;
            }
            throw failure;
          }
        });
  }

  private static boolean isGone(Throwable failure) {
    return failure instanceof GroupIdNotFoundException
        || failure instanceof UnknownMemberIdException
        || (failure.getCause() != null && isGone(failure.getCause()));
  }

  /**
   * Runs of other owners that live and meet this one; of groups that Kafka does not show to this
   * user nothing is known.
   */
  public List<LeaseNeighbour> neighbours() {
    return ask(
        admin -> {
          List<LeaseNeighbour> found = new ArrayList<>();
          try {
            List<String> others =
                admin.listGroups(ListGroupsOptions.forConsumerGroups()).valid().get().stream()
                    .map(GroupListing::groupId)
                    .filter(group -> group.endsWith(SUFFIX) && !group.equals(name()))
                    .sorted()
                    .toList();
            for (String other : others) {
              if (!members(admin, other).isEmpty()) {
                neighbour(other, offsets(admin, other)).ifPresent(found::add);
              }
            }
          } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof AuthorizationException)) {
              throw failure;
            }
          }
          return found;
        });
  }

  /** The run that said last that it holds a group. */
  private Optional<LeaseNeighbour> neighbour(
      String group, Map<TopicPartition, OffsetAndMetadata> offsets) {
    return offsets.entrySet().stream()
        .flatMap(
            offset ->
                LeaseHolder.read(offset.getValue().metadata()).stream()
                    .map(
                        holder ->
                            new LeaseNeighbour(
                                group.substring(0, group.length() - SUFFIX.length()),
                                holder,
                                offset.getKey().equals(partition()),
                                reads.equals(holder.reads()))))
        .max(Comparator.comparing(neighbour -> neighbour.holder().since()))
        .filter(LeaseNeighbour::meets);
  }

  private Optional<LeaseHolder> other(Admin admin, String member)
      throws ExecutionException, InterruptedException {
    Optional<MemberDescription> other =
        members(admin, name()).stream()
            .filter(found -> !name(found).equals(member))
            // one that waits has no partition
            .max(Comparator.comparingInt(found -> found.assignment().topicPartitions().size()));
    return other.isEmpty()
        ? Optional.empty()
        : Optional.of(
            // one that writes to other topics said so at a partition of these
            holders(admin)
                .filter(holder -> holder.member().equals(name(other.get())))
                .max(Comparator.comparing(LeaseHolder::since))
                .orElseGet(
                    () ->
                        LeaseHolder.unnamed(
                            name(other.get()), other.get().host().replaceFirst("^/", ""))));
  }

  private static String name(MemberDescription member) {
    return member.groupInstanceId().orElse(member.consumerId());
  }

  /** Who took the lease last, whether it lives or not. */
  Optional<LeaseHolder> holder() {
    return ask(this::holder);
  }

  private Optional<LeaseHolder> holder(Admin admin)
      throws ExecutionException, InterruptedException {
    return Optional.ofNullable(offsets(admin, name()).get(partition()))
        .flatMap(offset -> LeaseHolder.read(offset.metadata()));
  }

  private Stream<LeaseHolder> holders(Admin admin) throws ExecutionException, InterruptedException {
    return offsets(admin, name()).values().stream()
        .flatMap(offset -> LeaseHolder.read(offset.metadata()).stream());
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(Admin admin, String group)
      throws ExecutionException, InterruptedException {
    return existing(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .orElse(Map.of());
  }

  private static Collection<MemberDescription> members(Admin admin, String group)
      throws ExecutionException, InterruptedException {
    return existing(admin.describeConsumerGroups(List.of(group)).describedGroups().get(group))
        .map(described -> described.members())
        .orElse(List.of());
  }

  private static <T> Optional<T> existing(KafkaFuture<T> answer)
      throws ExecutionException, InterruptedException {
    try {
      return Optional.of(answer.get());
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof GroupIdNotFoundException) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private interface Question<T> {
    T ask(Admin admin) throws ExecutionException, InterruptedException;
  }

  private <T> T ask(Question<T> question) {
    try (Admin admin = Admin.create(connection.forAdmin())) {
      return question.ask(admin);
    } catch (ExecutionException | InterruptedException | KafkaException failure) {
      throw Failure.of(connection, "could not look who else writes, in group " + name(), failure);
    }
  }
}
