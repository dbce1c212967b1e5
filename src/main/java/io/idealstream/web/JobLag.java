package io.idealstream.web;

import io.idealstream.client.NoAnswerException;
import io.idealstream.client.Offsets;
import io.idealstream.job.JobSettings;
import io.idealstream.job.monitor.Lag;
import io.idealstream.web.board.Board;
import io.idealstream.wire.codec.Topic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Asks Kafka every few seconds how far the job has committed that it read its topics. */
final class JobLag implements AutoCloseable {

  private static final long PAUSE_SECONDS = 3;

  private static final List<Topic<?>> STREAMS =
      List.of(Topic.IMAGES, Topic.CAPTIONS, Topic.FEEDBACK);

  private final Offsets offsets;
  private final Map<String, Topic<?>> topics;
  private final Lag lag;
  private final Board board;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "page-lag");
            made.setDaemon(true);
            return made;
          });

  private JobLag(JobSettings settings, Board board) {
    JobSettings.Kafka kafka = settings.kafka();
    this.offsets = Offsets.of(kafka.connection(), kafka.group());
    this.topics = STREAMS.stream().collect(Collectors.toMap(kafka::name, topic -> topic));
    this.lag =
        settings.input().start() == JobSettings.Start.EARLIEST
            ? Lag.fromBeginning()
            : Lag.fromEnd();
    this.board = board;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what it finds is read elsewhere
  static JobLag start(JobSettings settings, Board board) {
    JobLag watch = new JobLag(settings, board);
    watch.thread.scheduleWithFixedDelay(watch::look, 0, PAUSE_SECONDS, TimeUnit.SECONDS);
    return watch;
  }

  private void look() {
    try {
      Map<String, Long> found = lag.of(offsets.look(topics.keySet()), Map.of());
      Map<String, Long> byCode = new TreeMap<>();
      found.forEach((name, records) -> byCode.put(topics.get(name).code(), records));
      board.lag(byCode.isEmpty() ? null : byCode);
    } catch (NoAnswerException | RuntimeException silence) {
      board.lag(null);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    offsets.close();
  }
}
