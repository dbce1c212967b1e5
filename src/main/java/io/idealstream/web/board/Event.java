package io.idealstream.web.board;

import io.idealstream.wire.codec.Json;
import java.util.List;
import java.util.Optional;

/**
 * Something that changed, for the page.
 *
 * @param data one line of JSON
 */
public record Event(String name, String data) {

  static Event of(String name, Object tree) {
    return new Event(name, Json.text(tree));
  }

  /** Empty where nothing changed: for null and for an empty list. */
  static Optional<Event> ofAny(String name, Object tree) {
    boolean nothing = tree == null || tree instanceof List<?> list && list.isEmpty();
    return nothing ? Optional.empty() : Optional.of(of(name, tree));
  }
}
