package io.idealstream.math;

/**
 * The centre of one combination of classes: words of its classes are to be added to it.
 *
 * @param classes [factors] from 0
 * @param centre [dimension]
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record ClassCentre(int[] classes, double[] centre) {}
