package io.idealstream.stream.drift;

/**
 * That a subtask has seen a feed of a space.
 *
 * @param interval the first in which it has
 */
public record FeedSeen(String space, String feed, long interval) {}
