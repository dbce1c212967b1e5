package io.idealstream.demo;

import java.time.Duration;

/**
 * What a user may ask of the demo.
 *
 * @param feed how long pictures are sent
 * @param kafkaPort of the broker; 0 for any free one
 */
public record DemoSettings(Duration feed, int kafkaPort) {}
