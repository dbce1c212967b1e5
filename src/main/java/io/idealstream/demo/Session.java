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
import io.idealstream.demo.feed.Policies;
import io.idealstream.demo.feed.Reviewer;
import io.idealstream.demo.feed.Samples;
import io.idealstream.demo.feed.Spaces;
import io.idealstream.demo.feed.StandingQuery;
import io.idealstream.demo.feed.Truth;
import io.idealstream.demo.screen.Commentary;
import io.idealstream.demo.screen.Screen;
import io.idealstream.job.LocalFlink;
import io.idealstream.job.SettingsReader;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.PolicyText;
import io.idealstream.wire.space.SpaceDefinition;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.core.execution.JobClient;

/** One run of the demo on a broker: define, start, feed, drain, count. */
final class Session {

  private static final String GROUP = "idealstream-demo";

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
  private final List<PolicyText> policies = List.of(Policies.bundled(spaces));
  private final InForce inForce = InForce.of(spaces, StandingQuery.ALL, policies);

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

  @SuppressWarnings("try") // the page is served meanwhile
  Summary run() throws Exception {
    kafka.createTopics();
    kafka.define(spaces, StandingQuery.ALL, policies);
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
    DemoJob job =
        new DemoJob(
            SettingsReader.read(JobFile.write(folder, kafka, GROUP, feed, Optional.empty())),
            folder,
            announcements,
            stop);
    try (AutoCloseable page = job.page(settings.page());
        Outputs outputs = kafka.outputs(Reading.TOPICS, reading);
        LocalFlink flink = new LocalFlink(folder)) {
      JobClient running = job.start(flink, outputs, inForce);
      announcements.job(JobFile.subtasks(), spaces, StandingQuery.ALL);
      Instant changed = send();
      Images images = new Images();
      kafka.read(Topic.IMAGES, images::note);
      job.awaitAnswers(answers, images);
      job.drain(running);
      outputs.toEnd(stop);
      return count(images, changed);
    }
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
