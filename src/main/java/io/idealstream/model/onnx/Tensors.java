package io.idealstream.model.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/** Tensors in the number type that a port asks for. */
final class Tensors {
  private Tensors() {}

  /** Values for a float or half-precision port; a direct buffer is used where it lies. */
  static OnnxTensor floats(Port port, FloatBuffer values, long... shape) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    if (port.type() != OnnxJavaType.FLOAT16) {
      return OnnxTensor.createTensor(environment, values, shape);
    }
    ShortBuffer halves =
        ByteBuffer.allocateDirect(2 * values.remaining())
            .order(ByteOrder.nativeOrder())
            .asShortBuffer();
    for (int i = 0; i < values.remaining(); i++) {
      halves.put(i, Fp16Conversions.floatToFp16(values.get(values.position() + i)));
    }
    return OnnxTensor.createTensor(environment, halves, shape, OnnxJavaType.FLOAT16);
  }

  /** Values for an int64 or int32 port. */
  static OnnxTensor integers(Port port, long[] values, long... shape) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    if (port.type() != OnnxJavaType.INT32) {
      return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }
    IntBuffer narrow = IntBuffer.allocate(values.length);
    for (long value : values) {
      narrow.put(Math.toIntExact(value));
    }
    return OnnxTensor.createTensor(environment, narrow.flip(), shape);
  }
}
