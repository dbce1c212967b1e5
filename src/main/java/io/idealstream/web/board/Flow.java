package io.idealstream.web.board;

import io.idealstream.wire.codec.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast records come: the rate of the last seconds by when they were read, and a series of
 * steps. What is read long after it was written, as at the start, stands in the step in which it
 * was.
 */
final class Flow {

  static final int STEP_SECONDS = 5;
  static final int STEPS = 180;

  private static final int RATE_SECONDS = 10;

  /** What is older than this when it is read was written before the page looked. */
  private static final long OLD_SECONDS = 60;

  private static final Map<String, Topic<?>> SHOWN = new LinkedHashMap<>();

  static {
    SHOWN.put("images", Topic.IMAGES);
    SHOWN.put("labels", Topic.LABELS);
    SHOWN.put("hits", Topic.HITS);
    SHOWN.put("deadLetters", Topic.DEAD_LETTERS);
  }

  private final Map<Topic<?>, Slots> rates = new LinkedHashMap<>();
  private final Map<Topic<?>, Slots> steps = new LinkedHashMap<>();
  private final Latencies latencies;
  private final Map<Long, Long> lags = new LinkedHashMap<>();
  private final long started;

  Flow(Latencies latencies, long started) {
    this.latencies = latencies;
    this.started = started;
    for (Topic<?> topic : SHOWN.values()) {
      rates.put(topic, new Slots(1, RATE_SECONDS + 2));
      steps.put(topic, new Slots(STEP_SECONDS, STEPS + 2));
    }
  }

  /**
   * Notes a record.
   *
   * @param written second of its Kafka timestamp
   */
  void note(Topic<?> topic, long written, long now) {
    Slots second = rates.get(topic);
    if (second != null) {
      second.add(now);
      steps.get(topic).add(now - written > OLD_SECONDS ? written : now);
    }
  }

  /** Notes how many records the job has still to read. */
  void lag(long now, long records) {
    lags.put(now / STEP_SECONDS, records);
    lags.keySet().removeIf(step -> step < now / STEP_SECONDS - STEPS);
  }

  /** Records per second over the last ten whole seconds. */
  Map<String, Object> rates(long now) {
    Map<String, Object> view = new LinkedHashMap<>();
    SHOWN.forEach(
        (name, topic) ->
            view.put(name, rates.get(topic).sum(now - 1, RATE_SECONDS) / (double) RATE_SECONDS));
    return view;
  }

  /** All whole steps that are kept. */
  Map<String, Object> series(long now) {
    long last = lastStep(now);
    List<Map<String, Object>> points = new ArrayList<>();
    for (long step = last - STEPS + 1; step <= last; step++) {
      points.add(point(step));
    }
    Map<String, Object> series = new LinkedHashMap<>();
    for (String name : points.get(0).keySet()) {
      series.put(name, points.stream().map(point -> point.get(name)).toList());
    }
    return series;
  }

  /** The last whole step. */
  Map<String, Object> lastPoint(long now) {
    return point(lastStep(now));
  }

  private static long lastStep(long now) {
    return now / STEP_SECONDS - 1;
  }

  private Map<String, Object> point(long step) {
    long from = step * STEP_SECONDS;
    long[] times = latencies.within(from - 1, from + STEP_SECONDS - 1);
    Map<String, Object> point = Fields.of("at", from);
    for (String name : List.of("images", "labels")) {
      point.put(name, perSecond(name, step));
    }
    point.put("lag", lags.get(step));
    point.put("p50", Latencies.quantile(times, 0.5));
    point.put("p99", Latencies.quantile(times, 0.99));
    point.put("deadLetters", perSecond("deadLetters", step));
    return point;
  }

  /** Null where nothing is known, before the page looked. */
  private Double perSecond(String name, long step) {
    long records = steps.get(SHOWN.get(name)).count(step);
    boolean unknown = records == 0 && (step + 1) * STEP_SECONDS <= started;
    return unknown ? null : (Double) (records / (double) STEP_SECONDS);
  }
}
