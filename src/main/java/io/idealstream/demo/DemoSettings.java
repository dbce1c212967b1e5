package io.idealstream.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a user may ask of the demo.
 *
 * @param feed how long pictures are sent
 * @param kafkaPort of the broker; 0 for any free one
 * @param page where its page is served; empty for none
 */
public record DemoSettings(Duration feed, int kafkaPort, Optional<Page> page) {

  /**
   * The live page.
   *
   * @param port empty for 8080, or the next one that is free
   */
  public record Page(OptionalInt port) {}
}
