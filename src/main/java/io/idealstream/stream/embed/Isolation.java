package io.idealstream.stream.embed;

import io.idealstream.stream.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Runs a model on a batch so that an item which fails it harms no other.
 *
 * <p>A run that fails does not say whose fault it was. So each item is tried alone; where that
 * fails, an item known to be good is tried, and then the item once more. If the good item fails,
 * the model is lost, and with it every record to come: the failure passes through and fails the
 * job. If only the item fails, twice, it is at fault. Errors of the machine pass through at once,
 * as {@link Attempt} says.
 */
final class Isolation<T, R> {
  private final Function<List<T>, List<R>> run;
  private final T good;
  private final Function<String, R> failure;

  /**
   * @param good an item that the model can run on
   * @param failure the outcome of an item that cannot be run on, from a sentence
   */
  Isolation(Function<List<T>, List<R>> run, T good, Function<String, R> failure) {
    this.run = run;
    this.good = good;
    this.failure = failure;
  }

  /** One outcome per item, in order. */
  List<R> run(List<T> items) {
    try {
      return run.apply(items);
    } catch (RuntimeException | StackOverflowError anyone) {
      List<R> outcomes = new ArrayList<>(items.size());
      items.forEach(item -> outcomes.add(alone(item)));
      return outcomes;
    }
  }

  private R alone(T item) {
    try {
      return one(item);
    } catch (RuntimeException | StackOverflowError first) {
      one(good);
      return again(item);
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
