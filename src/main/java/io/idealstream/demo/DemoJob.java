package io.idealstream.demo;

import io.idealstream.demo.count.Answers;
import io.idealstream.demo.count.Images;
import io.idealstream.job.HeldModel;
import io.idealstream.job.Job;
import io.idealstream.job.JobSettings;
import io.idealstream.job.LocalFlink;
import io.idealstream.web.LivePage;
import io.idealstream.web.WebSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/** The job of one run: its page, its start and its end. */
final class DemoJob {

  private static final Duration START = Duration.ofSeconds(120);
  private static final Duration DRAIN = Duration.ofSeconds(120);
  private static final Duration STANDSTILL = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final JobSettings settings;
  private final Path folder;
  private final Announcements announcements;
  private final Stop stop;

  DemoJob(JobSettings settings, Path folder, Announcements announcements, Stop stop) {
    this.settings = settings;
    this.folder = folder;
    this.announcements = announcements;
    this.stop = stop;
  }

  /**
   * Served, if it is wanted, until it is closed. It may write: who sees it sits at this machine.
   */
  AutoCloseable page(Optional<DemoSettings.Page> wanted) throws IOException {
    if (wanted.isEmpty()) {
      return () -> {};
    }
    LivePage page =
        LivePage.open(WebSettings.local("the demo").at(wanted.get().port()).withWrites(), settings);
    announcements.page(page.address());
    return page;
  }

  /** Returns when all is in force: from then on nothing has to wait. */
  JobClient start(LocalFlink flink, Outputs outputs, InForce inForce) throws Exception {
    announcements.waiting("starting the job");
    try (HeldModel held = HeldModel.of(settings)) {
      JobClient job = Job.prepare(settings).start(flink.environment());
      CompletableFuture<?> first =
          CompletableFuture.anyOf(inForce.all(), job.getJobExecutionResult(), outputs.ended());
      stop.orResult(first, START, "the job did not put the spaces and queries in force");
      return job;
    }
  }

  /**
   * Returns when every image is answered, or no more answers come: draining ends the sources where
   * they stand, and what is still on the topic would never be read. Captions are not waited for.
   * One that is still on its topic would have no answer of its own.
   */
  void awaitAnswers(Answers answers, Images images) {
    announcements.waiting("waiting for the last answers");
    long records = -1;
    long moved = stop.nanos();
    while (!answers.balance(images).isComplete() && stop.nanos() - moved < STANDSTILL.toNanos()) {
      if (answers.records() != records) {
        records = answers.records();
        moved = stop.nanos();
      }
      stop.pause(LOOK_AGAIN);
      stop.check();
    }
  }

  /** Ends the job so that everything it has read is answered and committed. */
  void drain(JobClient job) throws IOException {
    announcements.waiting("draining the job");
    String savepoints = folder.resolve("savepoint").toUri().toString();
    stop.orResult(
        job.stopWithSavepoint(true, savepoints, SavepointFormatType.NATIVE),
        DRAIN,
        "the job could not be drained");
    stop.orResult(job.getJobExecutionResult(), DRAIN, "the drained job did not end");
  }
}
