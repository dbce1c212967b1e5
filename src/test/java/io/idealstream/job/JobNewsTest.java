package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.job.JobSighting.Failure;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.junit.jupiter.api.Test;

class JobNewsTest {
  private static final Failure TIMEOUT = new Failure(1000, "TimeoutException: no answer", null);
  private static final Failure LATER = new Failure(2000, "TimeoutException: no answer", null);

  private final JobNews news = new JobNews();

  @Test
  void aJobThatRunsIsToldOnce() {
    assertEquals(List.of(), news.of(sighting(false, List.of(), 0), true));
    assertEquals(List.of("The job runs."), news.of(sighting(true, List.of(), 0), true));
    assertEquals(List.of(), news.of(sighting(true, List.of(), 0), true));
  }

  @Test
  void everyRestartIsToldWithItsCauseAndWhereItWentBackTo() {
    news.of(sighting(true, List.of(), 0), true);
    assertEquals(
        List.of("The job failed and starts again: TimeoutException: no answer"),
        news.of(sighting(false, List.of(TIMEOUT), 0), true));
    assertEquals(
        List.of("The job runs again, from where it began: there was no checkpoint yet."),
        news.of(sighting(true, List.of(TIMEOUT), 0), true));
    assertEquals(
        List.of(
            "The job failed and starts again: TimeoutException: no answer",
            "The job runs again, from checkpoint 7."),
        news.of(sighting(true, List.of(TIMEOUT, LATER), 7), true),
        "also where it was too quick to be seen standing still");
    assertEquals(List.of(), news.of(sighting(true, List.of(LATER), 7), true));
  }

  @Test
  void checkpointsThatFailInARowAreToldOnceAndSoIsTheirEnd() {
    news.of(checkpoints(true, 3, 0), true);
    assertEquals(
        List.of("A checkpoint failed, exactly-once output waits for the next: expired"),
        news.of(checkpoints(true, 3, 1), true));
    assertEquals(List.of(), news.of(checkpoints(true, 3, 2), true));
    assertEquals(
        List.of("Checkpoints are complete again."), news.of(checkpoints(true, 4, 2), true));
    assertEquals(1, news.of(checkpoints(true, 4, 3), true).size());
  }

  @Test
  void checkpointsThatAreDeclinedBeforeTheJobRunsAreNoNews() {
    assertEquals(List.of(), news.of(checkpoints(false, 0, 1), true));
    assertEquals(List.of("The job runs."), news.of(checkpoints(true, 0, 2), true));
  }

  @Test
  void failuresWhileKafkaIsAwayAreCountedAndToldOnce() {
    JobNews news = new JobNews();
    news.of(sighting(true, List.of(), 0), true);
    assertEquals(List.of(), news.of(sighting(false, List.of(TIMEOUT), 0), false));
    assertEquals(List.of(), news.of(sighting(false, List.of(TIMEOUT, LATER), 0), false));
    assertEquals(
        List.of(
            "Meanwhile the job failed and started again, times: 2.",
            "The job runs again, from checkpoint 7."),
        news.of(sighting(true, List.of(TIMEOUT, LATER), 7), true));
  }

  @Test
  void aCauseIsTheFirstLineOfWhatLiesAtTheBottom() {
    Throwable failure =
        new IllegalStateException(
            "outer", new RuntimeException("middle", new IOException("disk full\nat line 3")));
    assertEquals("IOException: disk full", JobSighting.cause(failure));
    assertEquals("IOException", JobSighting.cause(new IOException()));
    assertEquals(
        "IOException: \\u001b[2J",
        JobSighting.cause(new IOException("\u001b[2J")),
        "a text of strangers");
    assertTrue(JobSighting.cause(new IOException("x".repeat(1000))).length() < 350);
    assertEquals(
        "InvalidTimestampException: out of range; is this machine's clock fast?",
        JobSighting.cause(new InvalidTimestampException("out of range")));
  }

  private static JobSighting sighting(boolean running, List<Failure> failures, long restored) {
    return new JobSighting(true, running, failures, restored, 0, 0, null, null);
  }

  private static JobSighting checkpoints(boolean running, long completed, long failed) {
    return new JobSighting(true, running, List.of(), 0, completed, failed, "expired", null);
  }
}
