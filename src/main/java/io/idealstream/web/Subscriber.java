package io.idealstream.web;

import io.idealstream.web.board.Event;
import java.util.ArrayDeque;
import java.util.Deque;

/** The events on their way to one browser, bounded: what does not fit is dropped and counted. */
final class Subscriber {

  private static final int MOST_EVENTS = 256;
  private static final int MOST_CHARACTERS = 4 << 20;

  private final Deque<Event> waiting = new ArrayDeque<>();
  private long characters;
  private long dropped;
  private boolean closed;

  /** Takes an event, unless there is no room for it. */
  synchronized boolean offer(Event event) {
    int length = event.data().length();
    if (waiting.size() >= MOST_EVENTS || characters + length > MOST_CHARACTERS) {
      dropped++;
      return false;
    }
    waiting.add(event);
    characters += length;
    notifyAll();
    return true;
  }

  /** Events dropped that the browser has not been told of. */
  synchronized long dropped() {
    return dropped;
  }

  /** That the browser is being told of some. */
  synchronized void told(long events) {
    dropped -= events;
  }

  /** The next event, waiting for it; null once closed. */
  synchronized Event take() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    if (closed) {
      return null;
    }
    Event event = waiting.remove();
    characters -= event.data().length();
    return event;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
