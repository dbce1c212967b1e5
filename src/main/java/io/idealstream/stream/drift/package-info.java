/**
 * Watches feeds for drift, by the arithmetic of {@link io.idealstream.drift}.
 *
 * <p>{@link io.idealstream.stream.drift.SampleFeeds} gathers what comes of each feed in each
 * interval where it comes, {@link io.idealstream.stream.drift.NumberFeeds} says how the promise of
 * a space is divided among its feeds, and {@link io.idealstream.stream.drift.WatchFeeds} closes
 * intervals and says what it finds.
 */
package io.idealstream.stream.drift;
