package io.idealstream.policy;

import io.idealstream.wire.Keys;
import io.idealstream.wire.Label;
import java.time.Instant;
import java.util.Map;

/**
 * What a policy may know of an item beside its labels and hits.
 *
 * @param caption null for none
 * @param attributes what else came with it, such as its author; null for nothing
 */
public record Item(
    String id, String feed, Instant time, String caption, Map<String, String> attributes) {

  public Item {
    attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
  }

  /** What a label says of its item. */
  public static Item of(Label label) {
    return new Item(label.id(), label.feed(), label.time(), label.caption(), label.attributes());
  }

  /** {@code feed/id} */
  String key() {
    return Keys.item(feed, id);
  }
}
