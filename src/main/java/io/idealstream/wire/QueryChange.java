package io.idealstream.wire;

/**
 * A message of topic {@code queries}.
 *
 * @param query null where the query of this id is to be removed
 */
public record QueryChange(String id, @OrAbsent Query query) {}
