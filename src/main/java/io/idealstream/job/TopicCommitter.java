package io.idealstream.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.common.errors.InvalidPidMappingException;

/**
 * The connector's committer, and what it does not say: what became of a transaction that Kafka does
 * not commit.
 *
 * <p>A checkpoint names the transactions that were to be committed with it, also those that were.
 * Kafka refuses these as it refuses those that it gave up. It forgets a transactional id that is
 * not used ({@code transactional.id.expiration.ms}, 7 days by default), for which the connector
 * would fail the job again and again: by then a transaction was committed or given up long ago, and
 * there is nothing left to commit.
 *
 * @param alarm takes the ids of transactions that were not committed now
 */
record TopicCommitter(Committer<KafkaCommittable> committer, Consumer<Set<String>> alarm)
    implements Committer<KafkaCommittable> {

  @Override
  public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
      throws IOException, InterruptedException {
    Set<String> refused = new TreeSet<>();
    List<CommitRequest<KafkaCommittable>> watched = new ArrayList<>(requests.size());
    requests.forEach(request -> watched.add(new Request(request, refused)));
    committer.commit(watched);
    if (!refused.isEmpty()) {
      alarm.accept(refused);
    }
  }

  @Override
  public void close() throws Exception {
    committer.close();
  }

  private record Request(CommitRequest<KafkaCommittable> request, Set<String> refused)
      implements CommitRequest<KafkaCommittable> {

    @Override
    public KafkaCommittable getCommittable() {
      return request.getCommittable();
    }

    @Override
    public int getNumberOfRetries() {
      return request.getNumberOfRetries();
    }

    @Override
    public void signalFailedWithKnownReason(Throwable why) {
      refused.add(getCommittable().getTransactionalId());
      request.signalFailedWithKnownReason(why);
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable why) {
      if (why instanceof InvalidPidMappingException) {
        signalFailedWithKnownReason(why);
      } else {
        request.signalFailedWithUnknownReason(why);
      }
    }

    @Override
    public void retryLater() {
      request.retryLater();
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
      request.updateAndRetryLater(committable);
    }

    @Override
    public void signalAlreadyCommitted() {
      request.signalAlreadyCommitted();
    }
  }
}
