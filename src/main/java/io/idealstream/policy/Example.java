package io.idealstream.policy;

/**
 * An item with the action that a policy is to give it.
 *
 * @param name for people; where none is given, {@code examples[0]} and so on
 * @param earlier firings within the limit's time before it, under its key
 * @param expected name of the action, or {@code none}
 */
public record Example(String name, Facts facts, long earlier, String expected) {}
