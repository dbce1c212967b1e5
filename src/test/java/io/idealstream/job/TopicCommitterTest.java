package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class TopicCommitterTest {
  private final List<String> heard = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  @Test
  void aTransactionThatKafkaHasForgottenDoesNotFailTheJob() throws Exception {
    commit(new InvalidPidMappingException("expired"));
    assertEquals(List.of("known InvalidPidMappingException"), heard);
    assertEquals(List.of("transaction-1"), refused);
  }

  @Test
  void anythingElseThatFailsDoes() throws Exception {
    commit(new TimeoutException("away"));
    assertEquals(List.of("unknown TimeoutException"), heard);
    assertEquals(List.of(), refused);
  }

  private void commit(RuntimeException failure) throws Exception {
    Committer<KafkaCommittable> failing =
        new Committer<>() {
          @Override
          public void commit(Collection<CommitRequest<KafkaCommittable>> requests) {
            requests.forEach(request -> request.signalFailedWithUnknownReason(failure));
          }

          @Override
          public void close() {}
        };
    new TopicCommitter(failing, refused::addAll).commit(List.of(new Request()));
  }

  private final class Request implements Committer.CommitRequest<KafkaCommittable> {

    @Override
    public KafkaCommittable getCommittable() {
      return new KafkaCommittable(1, (short) 1, "transaction-1", null);
    }

    @Override
    public int getNumberOfRetries() {
      return 0;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable why) {
      heard.add("known " + why.getClass().getSimpleName());
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable why) {
      heard.add("unknown " + why.getClass().getSimpleName());
    }

    @Override
    public void retryLater() {
      heard.add("retry");
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
      heard.add("retry");
    }

    @Override
    public void signalAlreadyCommitted() {
      heard.add("committed");
    }
  }
}
