package io.idealstream.job;

import io.idealstream.client.KafkaAccessException;
import io.idealstream.client.Lease;
import io.idealstream.job.control.Control;
import io.idealstream.job.control.ControlServer;
import io.idealstream.job.control.HealthServer;
import io.idealstream.job.monitor.JobSnapshot;
import io.idealstream.job.monitor.Monitor;
import io.idealstream.job.monitor.PrometheusEndpoint;
import io.idealstream.job.recovery.Recoveries;
import io.idealstream.job.recovery.Recovery;
import io.idealstream.job.recovery.Snapshots;
import io.idealstream.job.recovery.StateFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the job on a Flink of this process, from the state where the run before ended to the
 * savepoint where the next goes on.
 *
 * <p>One thread runs it; {@link #stop} and the other questions may come from any other.
 */
public final class LocalRun implements Control {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);

  private final JobSettings settings;
  private final RunOptions options;
  private final Consumer<String> news;
  private final Consumer<JobSnapshot> shown;
  private final Clock clock = Clock.systemUTC();
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final Outages outages;

  private Snapshots snapshots;
  private Recovery recovery;
  private volatile JobSighting last = JobSighting.NOTHING;
  private volatile JobSnapshot seen;
  private volatile String dead;
  private boolean whole;

  /**
   * @param limit for the savepoint; null for one that the job outlives
   */
  private record Request(Duration limit, CompletableFuture<String> answer) {
    boolean ends() {
      return limit != null;
    }
  }

  /**
   * @param news sentences for who watches
   * @param shown a snapshot of the job every second
   */
  public LocalRun(
      JobSettings settings,
      RunOptions options,
      Consumer<String> news,
      Consumer<JobSnapshot> shown) {
    this.settings = settings;
    this.options = options;
    this.news = news;
    this.shown = shown;
    this.outages = new Outages(settings.lossless());
  }

  /**
   * Runs until it is asked to stop, or cannot go on.
   *
   * @throws JobFailed when it did not start, or failed and will not start again
   */
  public void run() throws Exception {
    try (StateFolder folder = holdFolder()) {
      settings.disk().ifPresent(folder::requireRoom);
      run(folder);
    } finally {
      requests.forEach(request -> request.answer.complete("The job did not run yet."));
    }
  }

  private void run(StateFolder folder) throws Exception {
    try (HeldModel held = HeldModel.of(settings)) {
      Job job =
          options.words().isPresent()
              ? Job.prepare(settings, options.words().get())
              : Job.prepare(settings);
      snapshots = new Snapshots(settings.runtime().checkpointLocation());
      Lease lease = new LifeStart(settings.lease(), snapshots, folder, news).begin(options);
      try {
        recovery = Recoveries.decide(snapshots, settings.recovery(options));
        recovery.told().forEach(news);
        lease.holdFor(recovery.life().job());
        lease.renew();
        Neighbours.warnings(settings).forEach(news);
        OneLife.hold(folder.member(), lease);
        if (requests.peek() == null) {
          run(job.above(recovery.floors()).heldBy(folder.member()), folder);
        }
      } finally {
        letGo(lease, folder);
      }
    }
  }

  private StateFolder holdFolder() {
    Path folder = settings.runtime().stateFolder();
    if (options.takeOver()) {
      LifeStart.endHere(folder, news);
    }
    return StateFolder.hold(folder);
  }

  /** Whether a past range was worked off to its end. */
  public boolean isWhole() {
    return whole;
  }

  /** Nobody has to wait for a life that has ended. */
  private void letGo(Lease lease, StateFolder folder) {
    OneLife.release(folder.member());
    lease.close();
    try {
      settings.lease().remove(folder.member());
    } catch (KafkaAccessException away) {
      LOG.info("The right to write runs out by itself: {}", away.getMessage());
    }
  }

  private void run(Job job, StateFolder folder) throws Exception {
    LocalFlink flink = new LocalFlink(folder.work(), options.webPort());
    try (Monitor monitor = job.monitor()) {
      StreamExecutionEnvironment environment = flink.environment();
      environment.setParallelism(Runtime.getRuntime().availableProcessors());
      Configuration configuration = configuration(job);
      monitor.configure(configuration);
      showMetrics(job, configuration);
      JobClient client = start(job, environment, configuration);
      news.accept(settings.summary(job.existing().topics(settings), environment.getParallelism()));
      outages.bound().ifPresent(news);
      try (ControlServer control = ControlServer.open(folder.path(), this);
          HealthServer health = health()) {
        watch(flink, client, monitor);
      }
    } finally {
      // whoever runs a job ends the process after it: what is left then goes with that
      flink.close(CLOSING);
    }
  }

  /** Flink closes what it reports to. */
  private void showMetrics(Job job, Configuration flink) throws Exception {
    if (options.metricsPort().isPresent()) {
      PrometheusEndpoint.open(options.metricsPort().getAsInt(), job.memoryOutsideJava(), flink);
    }
  }

  private HealthServer health() throws Exception {
    return options.healthPort().isEmpty()
        ? null
        : HealthServer.open(
            options.healthPort().getAsInt(),
            () -> Optional.ofNullable(dead),
            () -> last.running() ? Optional.empty() : Optional.of("the job does not run"));
  }

  /** What belongs to this run beside what belongs to the job. */
  private Configuration configuration(Job job) {
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, snapshots.location());
    flink.addAll(job.localConfiguration());
    recovery.settings().forEach(flink::setString);
    return flink;
  }

  private static JobClient start(
      Job job, StreamExecutionEnvironment environment, Configuration configuration)
      throws JobFailed {
    try {
      return job.start(environment, configuration);
    } catch (Exception failure) {
      throw new JobFailed("the job did not start: " + JobSighting.cause(failure), failure);
    }
  }

  private void watch(LocalFlink flink, JobClient job, Monitor monitor) throws Exception {
    JobNews sightings = new JobNews();
    Watchdog watchdog = new Watchdog(clock.instant());
    while (true) {
      Request request = requests.poll(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      if (request != null && request.ends()) {
        stop(job, request);
        return;
      }
      if (request != null) {
        savepoint(job, request);
      }
      if (job.getJobExecutionResult().isDone()) {
        ended(job);
        return;
      }
      Optional<JobSighting> now = look(flink, job);
      if (now.isEmpty()) {
        ended(job);
        return;
      }
      last = withCauseOnDisk(now.get());
      seen = monitor.snapshot(last.state());
      shown.accept(seen);
      monitor.news().ifPresent(news);
      outages.of(Optional.ofNullable(seen.kafkaSilence())).ifPresent(news);
      boolean kafkaAnswers = seen.kafkaSilence() == null;
      sightings.of(last, kafkaAnswers).forEach(news);
      note(last);
      dead = watchdog.look(clock.instant(), last, kafkaAnswers).orElse(null);
      if (dead != null) {
        throw new JobFailed(dead, null);
      }
    }
  }

  /** Flink says that a checkpoint failed, and not what the operating system said to it. */
  private JobSighting withCauseOnDisk(JobSighting now) {
    return now.failed() > last.failed()
        ? snapshots.trouble().map(now::withCheckpointFailure).orElse(now)
        : now;
  }

  /** Empty where the job has ended, of which its cluster may be gone before that is known. */
  private Optional<JobSighting> look(LocalFlink flink, JobClient job)
      throws JobFailed, InterruptedException {
    try {
      return Optional.of(flink.look(job.getJobID()));
    } catch (ClusterLost lost) {
      if (isKnownToHaveEnded(job)) {
        return Optional.empty();
      }
      dead = lost.getMessage();
      throw new JobFailed(dead, lost);
    }
  }

  private static boolean isKnownToHaveEnded(JobClient job) throws InterruptedException {
    try {
      job.getJobExecutionResult().get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException failed) {
      return true;
    } catch (TimeoutException unknown) {
      return false;
    }
  }

  /** From the first complete checkpoint on, a life that has none any more has lost them. */
  private void note(JobSighting now) {
    if (now.completed() > 0 && !recovery.life().completed()) {
      recovery = recovery.withCompleted();
      snapshots.write(recovery.life());
    }
  }

  private void ended(JobClient job) throws Exception {
    try {
      job.getJobExecutionResult().get();
    } catch (ExecutionException failure) {
      throw new JobFailed("the job failed for good: " + JobSighting.cause(failure), failure);
    }
    if (settings.input().past().isEmpty()) {
      throw new JobFailed("the job ended by itself", null);
    }
    whole = true;
    news.accept("All records of %s are worked off.".formatted(settings.input().past().get()));
  }

  private void savepoint(JobClient job, Request request) {
    job.triggerSavepoint(snapshots.savepoints(recovery.life().job()), SavepointFormatType.NATIVE)
        .whenComplete(
            (path, failure) -> {
              if (failure == null) {
                request.answer.complete("Savepoint " + path + ".");
              } else {
                request.answer.completeExceptionally(
                    new IllegalStateException(
                        "no savepoint was taken: " + JobSighting.cause(failure), failure));
              }
            });
  }

  /** Not drained: that would send the end of time, and close every window. */
  private void stop(JobClient job, Request request) throws InterruptedException {
    String sentence;
    try {
      if (!last.running()) {
        throw new ExecutionException(new IllegalStateException("the job does not run now"));
      }
      news.accept("Stopping, with a savepoint.");
      String path =
          job.stopWithSavepoint(
                  false, snapshots.stops(recovery.life().job()), SavepointFormatType.NATIVE)
              .get(request.limit.toMillis(), TimeUnit.MILLISECONDS);
      snapshots.write(recovery.withCompleted().life());
      snapshots.prune(recovery.life().job());
      sentence = "Stopped, savepoint " + path + "; the next run goes on from it.";
    } catch (ExecutionException failure) {
      sentence = withoutSavepoint(JobSighting.cause(failure));
    } catch (TimeoutException slow) {
      sentence = withoutSavepoint("none was complete after " + request.limit.toSeconds() + " s");
    }
    news.accept(sentence);
    request.answer.complete(sentence);
  }

  private String withoutSavepoint(String why) {
    return "Stopped without a savepoint (%s). %s".formatted(why, snapshots.goesOn(recovery.life()));
  }

  @Override
  public Map<String, Object> status() {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("healthy", last.running());
    status.put("job", recovery.life().job());
    status.put("process", ProcessHandle.current().pid());
    status.put("checkpointFolder", snapshots.location());
    if (seen != null) {
      status.putAll(seen.tree());
    }
    return status;
  }

  @Override
  public CompletableFuture<String> savepoint() {
    return ask(null);
  }

  @Override
  public CompletableFuture<String> stop(Duration limit) {
    return ask(limit);
  }

  private CompletableFuture<String> ask(Duration limit) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    requests.add(new Request(limit, answer));
    return answer;
  }
}
