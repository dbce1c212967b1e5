package io.idealstream.model.onnx;

import ai.onnxruntime.OnnxJavaType;
import java.util.Arrays;

/**
 * An input or output of a graph.
 *
 * @param shape sizes; -1 where the graph leaves a dimension open
 */
record Port(String name, OnnxJavaType type, long[] shape) {
  boolean open(int dimension) {
    return shape[dimension] < 0;
  }

  @Override
  public String toString() {
    return name + " " + type.name().toLowerCase(java.util.Locale.ROOT) + Arrays.toString(shape);
  }
}
