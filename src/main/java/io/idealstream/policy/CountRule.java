package io.idealstream.policy;

import java.time.Duration;

/**
 * What a policy counts of the items before one's own, to go by.
 *
 * @param name in expressions, as {@code counts.name}
 * @param of expression: true for the items that are counted; null for all
 * @param per expression that gives a text: items with the same one are counted together
 * @param within time before an item's own, in event time
 * @param upTo how far it is counted, at least 1
 */
public record CountRule(String name, String of, String per, Duration within, long upTo) {}
