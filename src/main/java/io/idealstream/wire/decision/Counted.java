package io.idealstream.wire.decision;

/**
 * A limit as it stood.
 *
 * @param key what was counted under
 * @param earlier firings before this one
 * @param reached whether this one is beyond
 */
public record Counted(String key, long earlier, boolean reached) {}
