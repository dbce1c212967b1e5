package io.idealstream.stream.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator logs at WARN: at once, and then at most once a minute for each kind, with a
 * count of those between. All subtasks of an operator in this process share one limit, also from
 * one attempt of the job to the next.
 */
public final class Warnings {

  /** Operators whose limits are remembered; the one that has been used least goes first. */
  private static final int MAX_OPERATORS = 256;

  /** Jobs of test harnesses, and those that a cluster with high availability runs alone. */
  private static final String NO_JOB = new JobID(0, 0).toString();

  private static final Map<String, RateLimit> LIMITS =
      new LinkedHashMap<>(MAX_OPERATORS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RateLimit> eldest) {
          return size() > MAX_OPERATORS;
        }
      };

  private final Logger log;
  private final RateLimit kinds;
  private final RateLimit subjects;

  private Warnings(Class<?> source, RateLimit kinds, LongSupplier nanos) {
    this.log = LoggerFactory.getLogger(source);
    this.kinds = kinds;
    this.subjects = new RateLimit(1, nanos);
  }

  /**
   * One of a kind in a minute, over all subtasks.
   *
   * @param source what logs
   * @param operator metrics of the subtask, which know its job and operator
   */
  public static Warnings of(Class<?> source, MetricGroup operator) {
    Map<String, String> names = operator.getAllVariables();
    String job = names.getOrDefault("<job_id>", NO_JOB);
    return job.equals(NO_JOB)
        ? ofSubtask(source, 1, System::nanoTime)
        : new Warnings(
            source,
            shared(job + "/" + names.get("<operator_id>") + "/" + source.getName()),
            System::nanoTime);
  }

  /** Several of a kind in a minute, and from this subtask alone. */
  public static Warnings ofSubtask(Class<?> source, int perMinute, LongSupplier nanos) {
    return new Warnings(source, new RateLimit(perMinute, nanos), nanos);
  }

  private static RateLimit shared(String operator) {
    synchronized (LIMITS) {
      return LIMITS.computeIfAbsent(operator, unseen -> new RateLimit(1, System::nanoTime));
    }
  }

  /**
   * Logs an event, unless one of its kind was logged just before.
   *
   * @param kind of which there are few
   * @param sentence made only where it is logged; without a full stop
   */
  public void log(String kind, Supplier<String> sentence) {
    OptionalLong leftOut = kinds.event(kind);
    if (leftOut.isPresent()) {
      warn(sentence, leftOut.getAsLong());
    }
  }

  /** The same, unless one about the same subject was logged just before. */
  public void log(String kind, String subject, Supplier<String> sentence) {
    OptionalLong same = subjects.event(kind + "/" + subject);
    OptionalLong leftOut = same.isPresent() ? kinds.event(kind) : same;
    if (leftOut.isPresent()) {
      warn(sentence, same.getAsLong() + leftOut.getAsLong());
    }
  }

  private void warn(Supplier<String> sentence, long leftOut) {
    String more = leftOut == 0 ? "" : " (and %d more like it since the last)".formatted(leftOut);
    log.warn("{}{}", OneLine.of(sentence.get()), more);
  }
}
