package io.idealstream.drift;

/**
 * An item as the reference sees it: by the words, the space and the model of the reference, so that
 * learning is no drift.
 *
 * @param vector unit vector [dimension]
 * @param debiased probabilities, [factors of the space][values]
 * @param raw the same by plain prompts; a factor without is null
 * @param outside whether the gate keeps it out
 * @param uncertain whether a label was withheld as uncertain, [factors]
 * @param pixels of its picture; 0 where none came
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Item(
    float[] vector,
    double[][] debiased,
    double[][] raw,
    boolean outside,
    boolean[] uncertain,
    long pixels) {}
