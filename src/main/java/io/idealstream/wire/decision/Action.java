package io.idealstream.wire.decision;

import io.idealstream.wire.OrAbsent;

/**
 * What is to be done with an item.
 *
 * @param name such as {@code review}; means what who acts on decisions takes it to mean
 * @param queue of those who are to look at the item; null for none
 * @param priority of several actions for an item, the highest is taken
 */
public record Action(String name, @OrAbsent String queue, int priority) {}
