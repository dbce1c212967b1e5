package io.idealstream.model.onnx;

/** How many items a run can hold: the length of a buffer in bytes is an int. */
final class RunLength {
  private RunLength() {}

  /**
   * Most items whose values fit into one buffer; one at least, which must fit by itself.
   *
   * @param bytes of the values of an item
   */
  static int of(long bytes) {
    return (int) Math.max(1, Integer.MAX_VALUE / bytes);
  }
}
