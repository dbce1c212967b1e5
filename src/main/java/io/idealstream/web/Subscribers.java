package io.idealstream.web;

import io.idealstream.web.board.Event;
import io.idealstream.wire.codec.Json;
import io.javalin.http.sse.SseClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The browsers that follow events. Each has a thread of its own, so that none waits for another.
 */
final class Subscribers implements AutoCloseable {

  static final int MOST = 32;

  private final List<Subscriber> all = new CopyOnWriteArrayList<>();

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Whether there is room for one more browser. */
  boolean isFull() {
    return all.size() >= MOST;
  }

  /**
   * Follows until the browser goes away or the server ends, in the thread that this stream has of
   * its own: a stream that was handed to another thread may be ended before it has begun.
   */
  void follow(SseClient client) {
    Subscriber subscriber = join();
    client.onClose(subscriber::close);
    serve(client, subscriber);
  }

  /** One more that events are kept for. */
  Subscriber join() {
    Subscriber subscriber = new Subscriber();
    all.add(subscriber);
    return subscriber;
  }

  private void serve(SseClient client, Subscriber subscriber) {
    try {
      for (Event event = subscriber.take();
          event != null && !client.terminated();
          event = subscriber.take()) {
        client.sendEvent(event.name(), event.data());
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    } finally {
      all.remove(subscriber);
      client.close();
    }
  }

  void send(List<Event> events) {
    for (Subscriber subscriber : all) {
      events.forEach(subscriber::offer);
    }
  }

  /**
   * Sends how things are, and to each browser how many events it missed.
   *
   * @param now event {@code now} of a browser that missed none
   */
  void sendNow(Map<String, Object> now) {
    Event whole = new Event("now", Json.text(now));
    for (Subscriber subscriber : all) {
      long missed = subscriber.dropped();
      if (missed == 0) {
        subscriber.offer(whole);
      } else if (subscriber.offer(new Event("now", missing(now, missed)))) {
        subscriber.told(missed);
      }
    }
  }

  private static String missing(Map<String, Object> now, long missed) {
    Map<String, Object> told = new LinkedHashMap<>(now);
    told.put("dropped", missed);
    return Json.text(told);
  }

  @Override
  public void close() {
    all.forEach(Subscriber::close);
  }
}
