package io.idealstream.model;

import java.util.List;

/**
 * What a loaded model is.
 *
 * @param place folder, or the bundled model
 * @param fingerprint see {@link Fingerprint}
 * @param dimension length of an embedding
 * @param contextLength most token ids of a text
 * @param imageHeight pixels of a prepared picture
 * @param imageWidth pixels of a prepared picture
 * @param visionGraph file of the vision tower
 * @param textGraph file of the text tower; the same when the graph is combined
 * @param logitScale factor between a cosine and a logit
 * @param logitScaleSource where the factor came from
 * @param dynamicQuantization operators that take one scale over a whole batch
 * @param imagesPerRun most pictures in one run
 * @param textsPerRun most texts in one run
 * @param memory what it takes of memory
 */
public record ModelDescription(
    String place,
    String fingerprint,
    int dimension,
    int contextLength,
    int imageHeight,
    int imageWidth,
    String visionGraph,
    String textGraph,
    double logitScale,
    String logitScaleSource,
    List<String> dynamicQuantization,
    int imagesPerRun,
    int textsPerRun,
    ModelMemory memory) {}
