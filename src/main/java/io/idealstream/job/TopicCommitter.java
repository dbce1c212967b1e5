package io.idealstream.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector's committer, for a job that was down for long.
 *
 * <p>A checkpoint names the transactions that were to be committed with it, also those that were.
 * Kafka forgets a transactional id that is not used ({@code transactional.id.expiration.ms}, 7 days
 * by default), and the connector would fail the job for each, again and again. By then a
 * transaction was committed or given up long ago: there is nothing left to commit.
 */
record TopicCommitter(Committer<KafkaCommittable> committer)
    implements Committer<KafkaCommittable> {
  private static final Logger LOG = LoggerFactory.getLogger(TopicCommitter.class);

  @Override
  public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
      throws IOException, InterruptedException {
    List<CommitRequest<KafkaCommittable>> watched = new ArrayList<>(requests.size());
    requests.forEach(request -> watched.add(new Request(request)));
    committer.commit(watched);
  }

  @Override
  public void close() throws Exception {
    committer.close();
  }

  private record Request(CommitRequest<KafkaCommittable> request)
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
      request.signalFailedWithKnownReason(why);
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable why) {
      if (why instanceof InvalidPidMappingException) {
        LOG.warn(
            "Kafka no longer knows the transaction {}: it was committed or given up longer ago than"
                + " transactional.id.expiration.ms.",
            request.getCommittable());
        request.signalFailedWithKnownReason(why);
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
