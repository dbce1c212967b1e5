package io.idealstream.stream.drift;

import io.idealstream.drift.IntervalItems;
import io.idealstream.drift.Seen;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Word;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** What came of each feed in each interval, until it is sent on. Mutable. */
final class Samples {

  private record Place(String space, String feed, long interval) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::interval)
            .thenComparing(Place::space)
            .thenComparing(Place::feed);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * What is sent on.
   *
   * @param hasItems whether there is more to it than dead letters
   */
  record Taken(FeedSample sample, boolean hasItems) {}

  private final DriftSettings settings;
  private final TreeMap<Place, IntervalItems> held = new TreeMap<>();
  private int items;

  Samples(DriftSettings settings) {
    this.settings = settings;
  }

  /** Adds an item to its feed, and to all feeds. */
  void add(String space, String feed, String id, Instant time, Seen item) {
    long interval = settings.intervalAt(time);
    add(new Place(space, feed, interval), id, item);
    add(new Place(space, Word.EVERY_FEED, interval), Keys.item(feed, id), item);
  }

  /** Counts a dead letter for its feed, and for all feeds. */
  void count(String space, String feed, Instant time) {
    long interval = settings.intervalAt(time);
    of(new Place(space, feed, interval)).addDeadLetters(1);
    of(new Place(space, Word.EVERY_FEED, interval)).addDeadLetters(1);
  }

  private IntervalItems of(Place place) {
    return held.computeIfAbsent(place, fresh -> new IntervalItems(settings.maxItems()));
  }

  private void add(Place place, String id, Seen item) {
    IntervalItems of = of(place);
    int before = of.size();
    of.add(id, item);
    items += of.size() - before;
  }

  /** Items and intervals held. */
  int held() {
    return items + held.size();
  }

  /** Takes the samples of some intervals, in an order of their own. */
  List<Taken> take(LongPredicate intervals) {
    List<Taken> taken = new ArrayList<>();
    for (Map.Entry<Place, IntervalItems> each : new TreeMap<>(held).entrySet()) {
      Place place = each.getKey();
      if (intervals.test(place.interval)) {
        IntervalItems of = each.getValue();
        taken.add(
            new Taken(
                FeedSample.of(place.space, place.feed, place.interval, of.toBytes()),
                of.size() > 0));
        items -= of.size();
        held.remove(place);
      }
    }
    return taken;
  }
}
