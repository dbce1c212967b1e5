package io.idealstream.web.board;

import io.idealstream.wire.codec.Json;

/**
 * Something that changed, for the page.
 *
 * @param data one line of JSON
 */
public record Event(String name, String data) {

  static Event of(String name, Object tree) {
    return new Event(name, Json.text(tree));
  }
}
