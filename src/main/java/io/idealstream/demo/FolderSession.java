package io.idealstream.demo;

import io.idealstream.client.Publisher;
import io.idealstream.demo.count.Answers;
import io.idealstream.demo.count.Images;
import io.idealstream.demo.feed.Feeder;
import io.idealstream.demo.folder.FolderAnswers;
import io.idealstream.demo.folder.FolderFeed;
import io.idealstream.demo.folder.FolderPicture;
import io.idealstream.demo.folder.FolderSummary;
import io.idealstream.demo.screen.Screen;
import io.idealstream.demo.screen.StatusLine;
import io.idealstream.job.LocalFlink;
import io.idealstream.job.SettingsReader;
import io.idealstream.wire.Label;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.execution.JobClient;

/** One run on a folder of the user's pictures: define, start, feed, drain, count. */
final class FolderSession {

  private static final String GROUP = "idealstream-demo";
  private static final long INTERVAL = Duration.ofSeconds(1).toNanos() / Feeder.PICTURES_PER_SECOND;

  private static final Set<Topic<?>> TOPICS =
      Set.of(Topic.LABELS, Topic.HITS, Topic.STATUS, Topic.DEAD_LETTERS);

  private final DemoSettings settings;
  private final DemoSettings.Folder pictures;
  private final SpaceDefinition space;
  private final Kafka kafka;
  private final Path folder;
  private final Screen screen;
  private final Announcements announcements;
  private final Stop stop;
  private final Answers answers = new Answers();
  private final FolderAnswers judged = new FolderAnswers();
  private final InForce inForce;

  FolderSession(
      DemoSettings settings,
      DemoSettings.Folder pictures,
      Kafka kafka,
      Path folder,
      Screen screen,
      Announcements announcements,
      Stop stop) {
    this.settings = settings;
    this.pictures = pictures;
    this.space = pictures.space();
    this.kafka = kafka;
    this.folder = folder;
    this.screen = screen;
    this.announcements = announcements;
    this.stop = stop;
    this.inForce = InForce.of(List.of(space), List.of(), List.of());
  }

  @SuppressWarnings("try") // the page is served meanwhile
  FolderSummary run() throws Exception {
    kafka.createTopics();
    kafka.define(List.of(space), List.of(), List.of());
    Path file = JobFile.write(folder, kafka, GROUP, settings.feed(), pictures.model());
    DemoJob job = new DemoJob(SettingsReader.read(file), folder, announcements, stop);
    try (AutoCloseable page = job.page(settings.page());
        Outputs outputs = kafka.outputs(TOPICS, this::read);
        LocalFlink flink = new LocalFlink(folder)) {
      JobClient running = job.start(flink, outputs, inForce);
      announcements.job(JobFile.subtasks(), List.of(space), List.of());
      send();
      Images images = new Images();
      kafka.read(Topic.IMAGES, images::note);
      job.awaitAnswers(answers, images);
      job.drain(running);
      outputs.toEnd(stop);
      kafka.read(Topic.IMAGES, images::noteLate);
      return new FolderSummary(
          settings.feed().toSeconds(),
          pictures.pictures().size(),
          answers.labels(),
          answers.hits(),
          answers.deadLetters(),
          answers.balance(images),
          judged.right());
    }
  }

  private void read(TopicRecord message) {
    try {
      if (message.topic().equals(kafka.name(Topic.LABELS))) {
        Label label = Topic.LABELS.decode(message);
        answers.label(label, System.currentTimeMillis());
        judged.note(label);
      } else if (message.topic().equals(kafka.name(Topic.HITS))) {
        answers.hit();
      } else if (message.topic().equals(kafka.name(Topic.STATUS))) {
        inForce.note(Topic.STATUS.decode(message));
      } else {
        answers.deadLetter(message);
      }
    } catch (Unreadable broken) {
      throw new IllegalStateException(
          "the job wrote " + message + ", which cannot be read: " + broken.getMessage(), broken);
    }
  }

  /** What a slow machine cannot send in time is left out rather than sent late. */
  private void send() throws IOException {
    FolderFeed feed = new FolderFeed(pictures.pictures(), space.factors().keySet());
    Clock clock = Clock.systemUTC();
    long start = stop.nanos();
    long end = start + settings.feed().toNanos();
    long number = 0;
    try (Publisher publisher = kafka.publisher(Topic.IMAGES, Topic.FEEDBACK)) {
      for (long due = start; due < end && stop.nanos() < end; due += INTERVAL) {
        if (!stop.reach(due)) {
          break;
        }
        Instant now = clock.instant();
        FolderPicture picture = feed.picture(number);
        judged.know(feed.id(number), picture.values());
        publisher.send(kafka.name(Topic.IMAGES), feed.message(number, now));
        feed.feedback(number, now)
            .ifPresent(said -> publisher.send(kafka.name(Topic.FEEDBACK), said));
        number++;
        screen.status(
            StatusLine.waiting("%d sent, %d labelled".formatted(number, answers.labelledImages())));
      }
    }
    stop.check();
  }
}
