package io.idealstream.stream.embed;

import io.idealstream.stream.Attempt;
import io.idealstream.stream.ModelLost;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a model on a batch so that an item which fails it harms no other.
 *
 * <p>A run that fails does not say whose fault it was. So each item is tried alone; where that
 * fails, an item known to be good is tried, and then the item once more. If the good item fails,
 * the model is lost, and with it every record to come: {@link ModelLost} fails the job. If only the
 * item fails, twice, it is at fault. Errors of the machine pass through at once, as {@link Attempt}
 * says. The first batch that fails is told, since items alone are slow.
 */
final class Isolation<T, R> {
  private static final Logger LOG = LoggerFactory.getLogger(Isolation.class);

  private final Function<List<T>, List<R>> run;
  private final T good;
  private final Function<String, R> failure;
  private boolean told;
  private volatile long divided;

  /**
   * @param good an item that the model can run on
   * @param failure the outcome of an item that cannot be run on, from a sentence
   */
  Isolation(Function<List<T>, List<R>> run, T good, Function<String, R> failure) {
    this.run = run;
    this.good = good;
    this.failure = failure;
  }

  /** Runs of several items that failed as a whole; read by the thread that reports metrics too. */
  long divided() {
    return divided;
  }

  /** One outcome per item, in order. */
  List<R> run(List<T> items) {
    try {
      return run.apply(items);
    } catch (RuntimeException | StackOverflowError anyone) {
      note(items.size(), anyone);
      List<R> outcomes = new ArrayList<>(items.size());
      items.forEach(item -> outcomes.add(alone(item)));
      return outcomes;
    }
  }

  private void note(int items, Throwable why) {
    if (items > 1) {
      divided++;
      tell(items, why);
    }
  }

  private void tell(int items, Throwable why) {
    if (!told) {
      told = true;
      LOG.warn(
          "A batch of {} could not be embedded in one run, so each item runs alone, which is"
              + " slower; of later batches this is not said again. {}",
          items,
          Attempt.sentence(why));
    }
  }

  private R alone(T item) {
    try {
      return one(item);
    } catch (RuntimeException | StackOverflowError first) {
      checkModel();
      return again(item);
    }
  }

  private void checkModel() {
    try {
      one(good);
    } catch (RuntimeException | StackOverflowError lost) {
      throw new ModelLost(lost);
    }
  }

  private R again(T item) {
    try {
      return one(item);
    } catch (RuntimeException | StackOverflowError second) {
      return failure.apply(Attempt.sentence(second));
    }
  }

  private R one(T item) {
    return run.apply(List.of(item)).get(0);
  }
}
