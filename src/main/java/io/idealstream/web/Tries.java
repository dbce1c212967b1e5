package io.idealstream.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.client.Isolation;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.decision.QueryVector;
import io.idealstream.job.JobSettings;
import io.idealstream.job.query.ConceptLesson;
import io.idealstream.job.query.QuerySum;
import io.idealstream.math.SinglePrecision;
import io.idealstream.web.board.Board;
import io.idealstream.web.board.Fields;
import io.idealstream.wire.Query;
import io.idealstream.wire.Source;
import io.idealstream.wire.Term;
import io.idealstream.wire.TermText;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.Word;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.QueryReader;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Holds a query, before anybody sends it, against the items on show, in a thread of its own which
 * opens the job's model when it is asked first.
 */
final class Tries implements AutoCloseable {

  private static final int MOST_WAITING = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TRIED = "try";
  private static final Set<String> ASKED = Set.of("text", "plus", "minus", "threshold");
  private static final double EVERYTHING = -1;
  private static final String CANCELLED = "its terms cancel each other: nothing is left to find";

  private final JobSettings job;
  private final Board board;
  private final VectorWorker pictures;
  private final JobVectors vectors;
  private final QueryReader reader;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          work -> {
            Thread made = new Thread(work, "page-tries");
            made.setDaemon(true);
            return made;
          });

  Tries(JobSettings job, Board board, VectorWorker pictures) {
    this.job = job;
    this.board = board;
    this.pictures = pictures;
    this.vectors = new JobVectors(job);
    this.reader = new QueryReader(job.readingLimits());
  }

  /**
   * What a query would find.
   *
   * @param asked text, plus, minus, threshold
   * @throws Unreadable if it is no query
   */
  Map<String, Object> run(Map<String, Object> asked) throws Unreadable {
    Query query = query(asked);
    return inThread(
        () -> {
          try {
            Optional<float[]> sum = QuerySum.of(query, this::vector).vector();
            return sum.isEmpty()
                ? problem(CANCELLED)
                : found(scores(sum.get(), vectors.fingerprint()), query.threshold());
          } catch (RuntimeException | LinkageError without) {
            return problem(without.getMessage());
          }
        });
  }

  /**
   * The items on show nearest to a word.
   *
   * @param source null for the one that labels the space
   */
  List<Map<String, Object>> nearest(String space, String factor, String value, Source source) {
    Word word =
        board
            .word(space, source, factor, value)
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.NOT_FOUND,
                        "there is no word %s/%s/%s now".formatted(space, factor, value)));
    Optional<float[]> direction =
        QueryVector.of(List.of(SinglePrecision.of(word.vector())), new double[] {1});
    return direction.isEmpty() ? List.of() : scores(direction.get(), word.model()).hits(EVERYTHING);
  }

  private Query query(Map<String, Object> asked) throws Unreadable {
    Map<String, Object> fields = Weights.renamed(asked);
    fields.keySet().retainAll(ASKED);
    fields.put("id", TRIED);
    fields.putIfAbsent("threshold", EVERYTHING);
    byte[] value = Json.text(fields).getBytes(UTF_8);
    return reader
        .read(new TopicRecord(Topic.QUERIES.code(), 0, 0, 0, null, value, List.of()))
        .query();
  }

  private float[] vector(Term term) {
    if (term.word() != null) {
      return word(term);
    }
    return term.concept() != null ? concept(term) : vectors.text(term.text());
  }

  private float[] word(Term term) {
    String[] parts = term.word().split("/", 3);
    Word word =
        board
            .word(parts[0], term.source(), parts[1], parts[2])
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        TermText.of(term) + ": topic words has none of that name now"));
    if (!word.model().equals(vectors.fingerprint())) {
      throw new IllegalStateException(
          "%s is of model %s, expected %s"
              .formatted(TermText.of(term), word.model(), vectors.fingerprint()));
    }
    return SinglePrecision.of(word.vector());
  }

  private float[] concept(Term term) {
    ConceptLesson lesson = new ConceptLesson(term.concept(), vectors);
    try (Tail tail =
        Tail.of(
            job.kafka().connection(),
            List.of(job.kafka().name(Topic.CONCEPTS)),
            Start.beginning(),
            Isolation.READ_COMMITTED)) {
      tail.toEnd(job.kafka().patience(), lesson::take);
    }
    return lesson.vector(term);
  }

  private Scores scores(float[] vector, String model) {
    pictures.want();
    return Scores.of(vector, model, board.candidates(), board.vectorless());
  }

  private Map<String, Object> found(Scores scores, double threshold) {
    return Fields.of(
        "scored", (long) scores.best().size(),
        "hits", scores.hits(threshold),
        "histogram", scores.histogram(),
        "without", scores.without(),
        "problem", pictures.problem());
  }

  private static Map<String, Object> problem(String why) {
    return Fields.of(
        "scored", 0L, "hits", List.of(), "histogram", null, "without", 0L, "problem", why);
  }

  private <T> T inThread(Callable<T> work) {
    try {
      return thread.submit(work).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (RejectedExecutionException | TimeoutException busy) {
      throw new Refusal(Refusal.UNAVAILABLE, "the model is busy; try again");
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new Refusal(Refusal.UNAVAILABLE, "the server ends");
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }

  @Override
  public void close() {
    try {
      thread.execute(vectors::close);
    } catch (RejectedExecutionException busy) {
      // what is open ends with the process
    }
    thread.shutdown();
  }
}
