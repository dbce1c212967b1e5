package io.idealstream.drift;

/**
 * What feedback says of an answer.
 *
 * @param group of the item, by index: a cell of the space
 * @param right whether the label was the true value
 * @param covered whether the label's set held the true value; null without a set
 */
public record Judgement(int group, boolean right, Boolean covered) {}
