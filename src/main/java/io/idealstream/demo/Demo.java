package io.idealstream.demo;

import io.idealstream.demo.count.Summary;
import io.idealstream.demo.folder.FolderSummary;
import io.idealstream.demo.screen.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Everything at once, in this process: a broker, the job, a feed of pictures and a reader of what
 * comes out, which at the end counts whether everything came out.
 */
public final class Demo {

  private static final long STOP_SECONDS = 30;

  private final DemoSettings settings;
  private final Screen screen;
  private final Consumer<String> farewell;
  private final Stop stop = new Stop();
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * @param farewell gets one sentence where Kafka ends the process, as on a full disk
   */
  public Demo(DemoSettings settings, Screen screen, Consumer<String> farewell) {
    this.settings = settings;
    this.screen = screen;
    this.farewell = farewell;
  }

  /**
   * Runs once, from the broker's start to the last count; leaves nothing running, and no file. Ends
   * early where nobody reads the screen any more.
   *
   * @return what it came to, or nothing when it was stopped before the end
   * @throws IOException in a sentence, when a part of it does not do what it should
   */
  public Optional<Summary> run() throws Exception {
    return run(
        (kafka, folder, announcements) ->
            new Session(settings, kafka, folder, screen, announcements, stop).run());
  }

  /** The same with pictures of the user's. */
  public Optional<FolderSummary> run(DemoSettings.Folder pictures) throws Exception {
    return run(
        (kafka, folder, announcements) ->
            new FolderSession(settings, pictures, kafka, folder, screen, announcements, stop)
                .run());
  }

  /** What is done on a broker. */
  private interface Work<T> {
    T run(Kafka kafka, Path folder, Announcements announcements) throws Exception;
  }

  private <T> Optional<T> run(Work<T> work) throws Exception {
    screen.onClosed(stop::ask);
    Announcements announcements = new Announcements(screen, stop);
    announcements.waiting("starting a Kafka broker");
    try (TemporaryFolder folder = TemporaryFolder.create("idealstream-demo-");
        Broker broker = Broker.start(settings.kafkaPort())) {
      broker.announceEnd(why -> end(why, folder));
      stop.check();
      announcements.broker(broker.bootstrapServers());
      return Optional.of(work.run(Kafka.on(broker), folder.path(), announcements));
    } catch (RuntimeException | IOException failure) {
      // whatever fails once the end is asked for fails because of that
      if (stop.isAsked()) {
        return Optional.empty();
      }
      throw failure;
    } finally {
      screen.noStatus();
      ended.countDown();
    }
  }

  /** The process is about to end, and leaves no files of its own. */
  private void end(String why, TemporaryFolder folder) {
    screen.noStatus();
    farewell.accept(why);
    folder.close();
  }

  /** Ends a run that is under way, early and cleanly; returns when it has ended. */
  public void stop() {
    stop.ask();
    try {
      if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the demo did not end within " + STOP_SECONDS + " s");
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }
}
