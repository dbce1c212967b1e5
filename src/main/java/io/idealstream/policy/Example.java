package io.idealstream.policy;

import java.util.Map;

/**
 * An item with the action that a policy is to give it.
 *
 * @param name for people; where none is given, {@code examples[0]} and so on
 * @param counts what was counted before it, by name
 * @param earlier firings within the limit's time before it, under its key
 * @param expected name of the action, or {@code none}
 */
public record Example(
    String name, Facts facts, Map<String, Long> counts, long earlier, String expected) {}
