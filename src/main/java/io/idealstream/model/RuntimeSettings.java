package io.idealstream.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How graphs are run.
 *
 * @param threads threads inside one run of a graph
 * @param maxBatch most pictures or texts in one run; with the size of a picture it bounds the
 *     memory of a run
 * @param memory what happens to a run's memory afterwards
 * @param dynamicQuantization how graphs are run whose embeddings depend on their neighbours
 * @param decodeAhead whether pictures are decoded while a graph runs
 */
public record RuntimeSettings(
    int threads,
    int maxBatch,
    Memory memory,
    DynamicQuantization dynamicQuantization,
    DecodeAhead decodeAhead)
    implements Serializable {

  /** What ONNX Runtime does with the memory that a run needed. */
  public enum Memory {
    /** Kept for the next run: fastest. */
    KEEP,
    /** Given back after every run: a rare large batch does not hold memory for ever. */
    RELEASE
  }

  /** Graphs that quantise activations over the whole batch give each item its neighbours' scale. */
  public enum DynamicQuantization {
    /** One item a run: an embedding depends on its item alone. */
    ONE_BY_ONE,
    /** Whole batches: faster, and the same picture gets other numbers in other company. */
    BATCHED
  }

  /** A second thread for each that embeds, which decodes what comes next. */
  public enum DecodeAhead {
    /** Where there are more processors than threads that embed. */
    AUTO,
    ALWAYS,
    NEVER;

    /** Whether it is done beside as many threads that embed, on as many processors. */
    public boolean isDone(int embedding, int processors) {
      return this == ALWAYS || (this == AUTO && embedding < processors);
    }
  }

  public RuntimeSettings {
    List<String> problems = new ArrayList<>();
    if (threads < 1) {
      problems.add("model.threads: expected at least 1, found " + threads);
    }
    if (maxBatch < 1 || maxBatch > 4096) {
      problems.add("model.max-batch: expected 1 to 4096, found " + maxBatch);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** One thread, batches of 32, memory kept, order and company never change an embedding. */
  public static RuntimeSettings defaults() {
    return new RuntimeSettings(
        1, 32, Memory.KEEP, DynamicQuantization.ONE_BY_ONE, DecodeAhead.AUTO);
  }

  public RuntimeSettings withThreads(int count) {
    return new RuntimeSettings(count, maxBatch, memory, dynamicQuantization, decodeAhead);
  }

  public RuntimeSettings withMaxBatch(int count) {
    return new RuntimeSettings(threads, count, memory, dynamicQuantization, decodeAhead);
  }

  public RuntimeSettings withMemory(Memory policy) {
    return new RuntimeSettings(threads, maxBatch, policy, dynamicQuantization, decodeAhead);
  }

  public RuntimeSettings withDynamicQuantization(DynamicQuantization policy) {
    return new RuntimeSettings(threads, maxBatch, memory, policy, decodeAhead);
  }
}
