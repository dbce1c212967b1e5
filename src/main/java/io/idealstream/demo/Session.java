package io.idealstream.demo;

import io.idealstream.client.Publisher;
import io.idealstream.demo.count.Answers;
import io.idealstream.demo.count.BirdAnswers;
import io.idealstream.demo.count.Drifts;
import io.idealstream.demo.count.Images;
import io.idealstream.demo.count.LiveQuality;
import io.idealstream.demo.count.SceneAnswers;
import io.idealstream.demo.count.Summary;
import io.idealstream.demo.feed.Feed;
import io.idealstream.demo.feed.Feeder;
import io.idealstream.demo.feed.Reviewer;
import io.idealstream.demo.feed.Samples;
import io.idealstream.demo.feed.Spaces;
import io.idealstream.demo.feed.StandingQuery;
import io.idealstream.demo.feed.Truth;
import io.idealstream.demo.screen.Commentary;
import io.idealstream.demo.screen.Screen;
import io.idealstream.job.Job;
import io.idealstream.job.JobSettings;
import io.idealstream.job.LocalFlink;
import io.idealstream.job.SettingsReader;
import io.idealstream.web.LivePage;
import io.idealstream.web.WebSettings;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/** One run of the demo on a broker: define, start, feed, drain, count. */
final class Session {

  private static final String GROUP = "idealstream-demo";
  private static final Duration START = Duration.ofSeconds(120);
  private static final Duration DRAIN = Duration.ofSeconds(120);
  private static final Duration STANDSTILL = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final DemoSettings settings;
  private final Duration feed;
  private final Kafka kafka;
  private final Path folder;
  private final Announcements announcements;
  private final Stop stop;
  private final Truth truth = new Truth();
  private final Answers answers = new Answers();
  private final BirdAnswers birds = new BirdAnswers(truth);
  private final SceneAnswers scenes = new SceneAnswers(truth);
  private final LiveQuality live = new LiveQuality();
  private final Drifts drifts = new Drifts();
  private final Commentary commentary;
  private final List<SpaceDefinition> spaces = Spaces.bundled();
  private final InForce inForce = InForce.of(spaces, StandingQuery.ALL);

  Session(
      DemoSettings settings,
      Kafka kafka,
      Path folder,
      Screen screen,
      Announcements announcements,
      Stop stop) {
    this.settings = settings;
    this.feed = settings.feed();
    this.kafka = kafka;
    this.folder = folder;
    this.announcements = announcements;
    this.stop = stop;
    this.commentary = new Commentary(screen, truth, feed, stop);
  }

  Summary run() throws Exception {
    kafka.createTopics();
    kafka.define(spaces, StandingQuery.ALL);
    Reading reading =
        new Reading(
            kafka.prefix(),
            answers,
            birds,
            scenes,
            live,
            drifts,
            inForce,
            commentary,
            Clock.systemUTC());
    Path file = JobFile.write(folder, kafka, GROUP, feed);
    JobSettings job = SettingsReader.read(file);
    Optional<LivePage> page = page(job);
    try (AutoCloseable served = () -> page.ifPresent(LivePage::close);
        Outputs outputs = kafka.outputs(Reading.TOPICS, reading);
        LocalFlink flink = new LocalFlink(folder)) {
      JobClient running = start(job, flink, outputs);
      Instant changed = send();
      Images images = new Images();
      kafka.read(Topic.IMAGES, images::note);
      awaitAnswers(images);
      drain(running);
      outputs.toEnd(stop);
      return count(images, changed);
    }
  }

  /** Served until the demo ends. It may write: whoever sees it sits at this machine. */
  private Optional<LivePage> page(JobSettings job) throws IOException {
    if (settings.page().isEmpty()) {
      return Optional.empty();
    }
    LivePage page =
        LivePage.open(
            WebSettings.local("the demo").at(settings.page().get().port()).withWrites(), job);
    announcements.page(page.address());
    return Optional.of(page);
  }

  /** Returns when every space and query is in force: from then on nothing has to wait. */
  private JobClient start(JobSettings settings, LocalFlink flink, Outputs outputs)
      throws Exception {
    announcements.waiting("starting the job");
    JobClient job = Job.prepare(settings).start(flink.environment());
    CompletableFuture<?> first =
        CompletableFuture.anyOf(inForce.all(), job.getJobExecutionResult(), outputs.ended());
    stop.orResult(first, START, "the job did not put the spaces and queries in force");
    announcements.job(JobFile.subtasks(), spaces, StandingQuery.ALL);
    return job;
  }

  /** Gives when the feed changed. */
  private Instant send() {
    Feeder feeder = new Feeder(new Feed(Samples.bundled()), truth, stop, Clock.systemUTC());
    commentary.begin();
    Reviewer reviewer = new Reviewer(spaces);
    try (Publisher publisher = kafka.publisher(Topic.IMAGES, Topic.CAPTIONS, Topic.FEEDBACK)) {
      feeder.feed(
          feed,
          turn -> {
            reviewer
                .review(turn, Instant.now())
                .ifPresent(said -> publisher.send(kafka.name(Topic.FEEDBACK), said));
            publisher.send(kafka.name(Topic.IMAGES), turn.picture());
            publisher.send(kafka.name(Topic.CAPTIONS), turn.caption());
          });
    }
    stop.check();
    return feeder.changed().orElse(Instant.MAX);
  }

  /**
   * Returns when every image is answered, or no more answers come: draining ends the sources where
   * they stand, and what is still on the topic would never be read. Captions are not waited for.
   * One that is still on its topic would have no answer of its own.
   */
  private void awaitAnswers(Images images) {
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
  private void drain(JobClient job) throws IOException {
    announcements.waiting("draining the job");
    String savepoints = folder.resolve("savepoint").toUri().toString();
    stop.orResult(
        job.stopWithSavepoint(true, savepoints, SavepointFormatType.NATIVE),
        DRAIN,
        "the job could not be drained");
    stop.orResult(job.getJobExecutionResult(), DRAIN, "the drained job did not end");
  }

  private Summary count(Images images, Instant changed) {
    announcements.waiting("counting");
    kafka.read(Topic.IMAGES, images::noteLate);
    AtomicLong captions = new AtomicLong();
    kafka.read(Topic.CAPTIONS, message -> captions.incrementAndGet());
    return Summary.of(
        feed.toSeconds(),
        images,
        captions.get(),
        answers,
        birds,
        live.last(),
        scenes,
        drifts.alarms(changed));
  }
}
