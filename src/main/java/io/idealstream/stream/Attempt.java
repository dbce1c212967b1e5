package io.idealstream.stream;

import io.idealstream.wire.Reason;
import io.idealstream.wire.Unreadable;

/**
 * What came of working on one record: a value, or why there is none.
 *
 * <p>Whose fault a failure is decides what becomes of it. A record that cannot be used ({@link
 * Unreadable}), that meets a fault of our own ({@link RuntimeException}) or that is nested beyond
 * the stack is at fault itself: it becomes a dead letter, since it would fail again after every
 * restart. Every other {@link Error} (no memory, no class, no native library) is the machine's: it
 * passes through and fails the job, which starts again from the last checkpoint and loses nothing.
 *
 * <p>Emitting must stay outside of an attempt: a failure there belongs to the operators behind.
 *
 * @param value null where there is none
 * @param why null where there is a value
 */
public record Attempt<T>(T value, Unreadable why) {

  /** Work on one record that may find it unusable. */
  @FunctionalInterface
  public interface Work<T> {
    T get() throws Unreadable;
  }

  /** A further step that may find a record unusable. */
  @FunctionalInterface
  public interface Step<T, R> {
    R apply(T value) throws Unreadable;
  }

  public static <T> Attempt<T> of(Work<T> work) {
    try {
      return new Attempt<>(work.get(), null);
    } catch (Unreadable unusable) {
      return new Attempt<>(null, unusable);
    } catch (RuntimeException | StackOverflowError unforeseen) {
      return new Attempt<>(null, new Unreadable(Reason.FAILED, sentence(unforeseen)));
    }
  }

  /** The next step on the value; where there is none, the reason stays. */
  public <R> Attempt<R> then(Step<T, R> step) {
    return failed() ? new Attempt<>(null, why) : of(() -> step.apply(value));
  }

  public boolean failed() {
    return why != null;
  }

  /** What failed and where, since a dead letter keeps no stack trace. */
  public static String sentence(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return "unforeseen failure: " + failure + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}
