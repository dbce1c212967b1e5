package io.idealstream.stream.inforce;

import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.metrics.MetricGroup;

/**
 * What is in force in one subtask, by name, and its answers to items.
 *
 * <p>Memory alone: the operator keeps the same as bytes in its state. A name is known from the
 * first change on, even where that says that nothing will come.
 *
 * @param <E> a change of what is in force; it replaces what was held under its name
 * @param <A> an answer
 */
public interface InForce<E, A> extends AutoCloseable {

  /** Hears where to count, before the first item. */
  default void count(MetricGroup metrics) {}

  /** Whether an item is one that is answered at all: an image, unless said otherwise. */
  default boolean concerns(Embedded item) {
    return item.modality() == Modality.IMAGE;
  }

  /** The name that a change is about. */
  String name(E change);

  /** The change as it is kept in state. */
  byte[] toBytes(E change);

  /**
   * The change that {@link #toBytes} wrote.
   *
   * @throws IllegalStateException if the bytes are of another layout or damaged
   */
  E fromBytes(byte[] bytes);

  /**
   * Whether state must remember the change though nobody waits for its name: not so where the name
   * was removed.
   */
  boolean isKept(E change);

  /** Takes a change over; gives what is to be said once every subtask has, in this order. */
  List<Announcement> put(E change);

  /** Forgets a name that is gone and that nobody waits for. */
  void forget(String name);

  /** Whether nothing more has to come before items can be answered for this name. */
  boolean isSettled(String name);

  /** Fingerprint of the model of what is held under a name; null where there are no vectors. */
  String model(String name);

  /** Every answer to an item. */
  void answer(Embedded item, Consumer<A> answers);

  @Override
  default void close() {}
}
