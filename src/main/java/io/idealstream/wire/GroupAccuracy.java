package io.idealstream.wire;

/**
 * Accuracy over groups of items that share the values of every factor, as fractions 0 to 1.
 *
 * @param worst accuracy of the worst group
 * @param average over items
 * @param gap average - worst
 * @param worstGroup the group's values, joined by slashes in the space's order
 */
public record GroupAccuracy(
    @OrNull Double worst, @OrNull Double average, @OrNull Double gap, @OrNull String worstGroup) {}
