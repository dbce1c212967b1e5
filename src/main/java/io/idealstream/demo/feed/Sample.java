package io.idealstream.demo.feed;

import java.util.Map;

/**
 * One bundled picture.
 *
 * @param file its place below {@code samples/} on the class path
 * @param values what is true of it, factor to value; this goes to the job as feedback alone
 */
public record Sample(String id, String file, String caption, Map<String, String> values) {

  public Sample {
    values = Map.copyOf(values);
  }

  /** A few words for people: what is seen, and where. */
  public String title() {
    return values.get("object") + ", " + values.get("background");
  }
}
