package io.idealstream.model.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * A constant matrix of a graph in single precision, and what it is in whole numbers.
 *
 * @param rows k of them, one for each value of an activation
 * @param columns n of them, one for each value of the product
 * @param values row-major, or column-major where it is turned; read from the file when asked for
 */
record Weights(String name, int rows, int columns, boolean isTurned, ByteString values) {

  /** The matrix of an initializer; empty where it is no matrix of floats. */
  static Optional<Weights> of(ByteString initializer) throws InvalidProtocolBufferException {
    UnknownFieldSet tensor = UnknownFieldSet.parseFrom(initializer);
    List<Long> sizes = Onnx.numbers(tensor, Onnx.TENSOR_SIZES);
    List<ByteString> bytes = tensor.getField(Onnx.TENSOR_BYTES).getLengthDelimitedList();
    if (sizes.size() != 2
        || Onnx.number(tensor, Onnx.TENSOR_TYPE) != Onnx.FLOAT
        || bytes.size() != 1
        || bytes.get(0).size() != Float.BYTES * sizes.get(0) * sizes.get(1)) {
      return Optional.empty();
    }
    int rows = Math.toIntExact(sizes.get(0));
    int columns = Math.toIntExact(sizes.get(1));
    String name = Onnx.text(tensor, Onnx.TENSOR_NAME);
    return Optional.of(new Weights(name, rows, columns, false, bytes.get(0)));
  }

  /** The matrix, or with columns for rows. */
  Weights turned(boolean really) {
    return really ? new Weights(name, columns, rows, !isTurned, values) : this;
  }

  /**
   * The matrix in whole numbers.
   *
   * @param values row-major, {@code round(W_kn / scale_n)}
   * @param scales one for each column, the largest |W_kn| / largest
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Whole(byte[] values, float[] scales) {}

  /** The matrix in numbers from {@code -largest} to {@code largest}. */
  Whole whole(int largest) {
    float[] floats = floats();
    float[] scales = new float[columns];
    for (int k = 0; k < rows; k++) {
      for (int n = 0; n < columns; n++) {
        scales[n] = Math.max(scales[n], Math.abs(floats[at(k, n)]));
      }
    }
    for (int n = 0; n < columns; n++) {
      scales[n] = scales[n] == 0 ? 1 : scales[n] / largest;
    }
    byte[] whole = new byte[rows * columns];
    for (int k = 0; k < rows; k++) {
      for (int n = 0; n < columns; n++) {
        whole[k * columns + n] = (byte) Math.rint(floats[at(k, n)] / (double) scales[n]);
      }
    }
    return new Whole(whole, scales);
  }

  private int at(int k, int n) {
    return isTurned ? n * rows + k : k * columns + n;
  }

  private float[] floats() {
    float[] floats = new float[rows * columns];
    values.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }
}
