package io.idealstream.stream.match;

import io.idealstream.stream.embed.BatchSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;

/** Items that are to be answered together, and the timer that ends their wait. */
final class Gathered {
  private final BatchSettings settings;
  private List<DueItem> items;
  private ScheduledFuture<?> timer;

  Gathered(BatchSettings settings) {
    this.settings = settings;
    this.items = new ArrayList<>(settings.size());
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** Takes an item in; whether there is no room for more. */
  boolean add(DueItem item) {
    items.add(item);
    return items.size() == settings.size();
  }

  /** The timer that rings for these items. */
  void waitFor(ScheduledFuture<?> ring) {
    timer = ring;
  }

  /** The items, which then are gathered no more. */
  List<DueItem> take() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    List<DueItem> batch = items;
    items = new ArrayList<>(settings.size());
    return batch;
  }
}
