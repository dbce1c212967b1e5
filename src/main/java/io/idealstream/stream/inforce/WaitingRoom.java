package io.idealstream.stream.inforce;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Items that wait for names to be settled, in order of arrival.
 *
 * <p>Which names are missing can differ from model to model. The set is kept for the model of the
 * oldest item and made anew when that changes, so that an item costs nothing once all are there.
 *
 * @param <T> an item
 */
public final class WaitingRoom<T> {

  private final Set<String> awaited;
  private final int capacity;
  private final BiPredicate<String, String> settled;
  private final Function<T, String> models;
  private final Deque<T> items = new ArrayDeque<>();
  private final Set<String> missing = new HashSet<>();
  private String model;

  /**
   * @param settled whether a name is settled for items of a model
   * @param models the model of an item
   */
  public WaitingRoom(
      WaitingSettings settings, BiPredicate<String, String> settled, Function<T, String> models) {
    this.awaited = settings.awaited();
    this.capacity = settings.maxItems();
    this.settled = settled;
    this.models = models;
  }

  /** Takes an item in, and answers those whose turn it is; how many could not be waited for. */
  public int arrive(T item, Consumer<T> answer) {
    items.add(item);
    release(answer);
    int early = 0;
    for (; items.size() > capacity; early++) {
      answer.accept(items.remove());
      release(answer);
    }
    return early;
  }

  /** Answers the oldest items as long as nothing is missing for them. */
  public void release(Consumer<T> answer) {
    while (!items.isEmpty() && isReady(items.element())) {
      answer.accept(items.remove());
    }
  }

  /** Answers every item. */
  public void empty(Consumer<T> answer) {
    while (!items.isEmpty()) {
      answer.accept(items.remove());
    }
  }

  /** Lets items go that are not to be answered; how many there were. */
  public int remove(Predicate<T> unwanted) {
    int before = items.size();
    items.removeIf(unwanted);
    return before - items.size();
  }

  /** Looks again at a name that has changed. */
  public void changed(String name) {
    if (model != null && awaited.contains(name)) {
      look(name);
    }
  }

  private boolean isReady(T item) {
    if (!Objects.equals(models.apply(item), model)) {
      model = models.apply(item);
      awaited.forEach(this::look);
    }
    return missing.isEmpty();
  }

  private void look(String name) {
    if (settled.test(name, model)) {
      missing.remove(name);
    } else {
      missing.add(name);
    }
  }

  public int size() {
    return items.size();
  }

  public Collection<T> items() {
    return Collections.unmodifiableCollection(items);
  }

  /** Lets an item wait again that waited before a restart. */
  public void restore(T item) {
    items.add(item);
  }
}
