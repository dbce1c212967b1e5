package io.idealstream.bench;

import io.idealstream.demo.ChildBroker;
import io.idealstream.demo.Stop;
import io.idealstream.demo.TemporaryFolder;
import io.idealstream.model.ClipModel;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Measures this machine: what the job and its parts take, beside something plain. */
public final class Bench implements AutoCloseable {

  private static final long STOP_SECONDS = 30;

  private final Form form;
  private final Set<Part> parts;
  private final Optional<Path> folderOfModel;
  private final Consumer<String> news;
  private final ClipModel model;
  private final Stop stop = new Stop();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Measurement> measured = new ArrayList<>();

  /**
   * Opens the model.
   *
   * @param parts with {@link Part#LATENCY} comes {@link Part#PIPELINE}
   * @param folderOfModel empty for the bundled one
   * @param news is told what is measured next
   * @throws io.idealstream.model.ModelRefused in a sentence
   */
  public Bench(Form form, Set<Part> parts, Optional<Path> folderOfModel, Consumer<String> news) {
    this.form = form;
    this.parts = EnumSet.copyOf(parts);
    if (parts.contains(Part.LATENCY)) {
      this.parts.add(Part.PIPELINE);
    }
    this.folderOfModel = folderOfModel;
    this.news = news;
    this.model =
        ClipModel.open(
            folderOfModel.map(ModelFiles::of).orElseGet(ModelFiles::bundled),
            ModelSettings.defaults());
  }

  /** Of the model. */
  public String fingerprint() {
    return model.description().fingerprint();
  }

  /**
   * Measures, once; leaves nothing running, and no file.
   *
   * @return nothing when it was stopped before the end
   * @throws IOException in a sentence, when a part of it does not do what it should
   */
  public Optional<Result> run() throws Exception {
    try {
      if (parts.contains(Part.PIPELINE) || parts.contains(Part.START)) {
        wholeJob();
      }
      if (parts.contains(Part.QUERIES)) {
        for (QueryLoad load : form.queries()) {
          news.accept("measuring " + load.text());
          measured.add(QueryRates.measure(load, form.turns(), stop::check));
        }
      }
      if (parts.contains(Part.SPACES)) {
        news.accept("measuring labels");
        measured.addAll(SpaceTimes.measure(model, form.turns(), stop::check));
      }
      if (parts.contains(Part.FIT)) {
        news.accept("measuring a fit of " + form.fit().cells());
        measured.add(FitTime.measure(form.fit(), form.turns(), stop::check));
      }
      return Optional.of(new Result(form, Machine.here(model.description()), measured));
    } catch (RuntimeException | IOException failure) {
      // whatever fails once the end is asked for fails because of that
      if (stop.isAsked()) {
        return Optional.empty();
      }
      throw failure;
    } finally {
      ended.countDown();
    }
  }

  private void wholeJob() throws Exception {
    news.accept("starting a Kafka broker");
    try (TemporaryFolder folder = TemporaryFolder.create("idealstream-bench-");
        ChildBroker broker = ChildBroker.start(folder.path(), stop)) {
      JobPlace place =
          new JobPlace(broker.bootstrapServers(), folder.path(), folderOfModel, form.checkpoints());
      if (parts.contains(Part.PIPELINE)) {
        pipeline(place);
      }
      if (parts.contains(Part.START)) {
        news.accept("measuring the start of a job");
        measured.addAll(new StartTime(place, form.start(), stop).measure());
      }
    }
  }

  private void pipeline(JobPlace place) throws Exception {
    news.accept("measuring the job against a plain loop");
    PipelinePace pipeline = new PipelinePace(model, form.pipeline(), stop::check);
    measured.addAll(pipeline.measure(place));
    if (parts.contains(Part.LATENCY)) {
      news.accept("measuring the time from picture to label");
      measured.addAll(
          new Latency(place, form.latency(), stop)
              .measure(pipeline.pace() / 2, pipeline.loopMicros()));
    }
  }

  /** Ends a run that is under way, early and cleanly; returns when it has ended. */
  public void stop() {
    stop.ask();
    try {
      if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("bench did not end within " + STOP_SECONDS + " s");
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
