/**
 * What the demo sends: the bundled {@link io.idealstream.demo.feed.Samples}, made into a {@link
 * io.idealstream.demo.feed.Feed} and sent by a {@link io.idealstream.demo.feed.Feeder} at a steady
 * pace. What is true of the pictures stays behind, in {@link io.idealstream.demo.feed.Truth}; a
 * {@link io.idealstream.demo.feed.Reviewer} tells it of half of them, afterwards.
 */
package io.idealstream.demo.feed;
