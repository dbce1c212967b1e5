package io.idealstream.job;

import java.util.ArrayList;
import java.util.List;

/** What is worth telling of a job, from one sighting to the next. */
final class JobNews {
  private JobSighting last = JobSighting.NOTHING;
  private boolean toldRunning;
  private boolean toldCheckpoints;
  private int untold;

  /**
   * Sentences about what has happened since the sighting before. While Kafka is away the job fails
   * again and again for that reason alone, which is told elsewhere: here failures are only counted.
   */
  List<String> of(JobSighting now, boolean kafkaAnswers) {
    List<String> news = new ArrayList<>();
    for (JobSighting.Failure failure : now.failures()) {
      if (!last.failures().contains(failure)) {
        toldRunning = false;
        if (kafkaAnswers) {
          news.add("The job failed and starts again: " + failure.cause());
        } else {
          untold++;
        }
      }
    }
    if (kafkaAnswers && untold > 0) {
      news.add("Meanwhile the job failed and started again, times: " + untold + ".");
      untold = 0;
    }
    if (now.running() && !toldRunning) {
      news.add(runs(now));
      toldRunning = true;
    }
    tellOfCheckpoints(now, news);
    last = now;
    return news;
  }

  private static String runs(JobSighting now) {
    if (now.failures().isEmpty()) {
      return "The job runs.";
    }
    return now.restored() == 0
        ? "The job runs again, from where it began: there was no checkpoint yet."
        : "The job runs again, from checkpoint " + now.restored() + ".";
  }

  /** One that fails is told; those that fail after it are not, until one is complete again. */
  private void tellOfCheckpoints(JobSighting now, List<String> news) {
    // one that comes before all subtasks run is declined, and says nothing
    boolean isNew = now.failed() > last.failed() && last.running() && now.running();
    if (toldCheckpoints && now.completed() > last.completed()) {
      news.add("Checkpoints are complete again.");
      toldCheckpoints = false;
    } else if (isNew && !toldCheckpoints) {
      news.add(
          "A checkpoint failed, exactly-once output waits for the next: "
              + now.checkpointFailure());
      toldCheckpoints = true;
    }
  }
}
