package io.idealstream.model;

/**
 * About how much memory ONNX Runtime takes for a model, outside of Java's heap.
 *
 * @param weights bytes, once for all who share the model
 * @param prepared bytes of direct buffers for each prepared picture of a run
 * @param picture bytes of a run for each picture in it
 * @param text bytes of a run for each text of full length in it
 */
public record ModelMemory(long weights, long prepared, long picture, long text) {}
