package io.idealstream.model.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Parts of an ONNX file, read and written by the field numbers of {@code onnx.proto}. */
final class Onnx {
  static final int MODEL_GRAPH = 7;
  static final int MODEL_OPERATORS = 8;
  static final int MODEL_METADATA = 14;
  static final int GRAPH_NODE = 1;
  static final int GRAPH_INITIALIZER = 5;
  static final int NODE_INPUT = 1;
  static final int NODE_OUTPUT = 2;
  static final int NODE_OPERATOR = 4;
  static final int TENSOR_SIZES = 1;
  static final int TENSOR_TYPE = 2;
  static final int TENSOR_NAME = 8;
  static final int TENSOR_BYTES = 9;

  /** The type of single precision; that of signed bytes is 3. */
  static final int FLOAT = 1;

  private static final int INT8 = 3;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int ATTRIBUTE_NAME = 1;
  private static final int ATTRIBUTE_FLOAT = 2;
  private static final int ATTRIBUTE_NUMBER = 3;
  private static final int ATTRIBUTE_GRAPH = 6;
  private static final int ATTRIBUTE_GRAPHS = 11;
  private static final int ATTRIBUTE_TYPE = 20;
  private static final int NUMBER = 2;

  private Onnx() {}

  /** The first text of a field; empty where there is none. */
  static String text(UnknownFieldSet message, int field) {
    List<ByteString> values = message.getField(field).getLengthDelimitedList();
    return values.isEmpty() ? "" : values.get(0).toStringUtf8();
  }

  static List<String> texts(UnknownFieldSet message, int field) {
    return message.getField(field).getLengthDelimitedList().stream()
        .map(ByteString::toStringUtf8)
        .toList();
  }

  /** The first number of a field; 0 where there is none. */
  static long number(UnknownFieldSet message, int field) {
    List<Long> numbers = numbers(message, field);
    return numbers.isEmpty() ? 0 : numbers.get(0);
  }

  /** Numbers of a field, packed or not. */
  static List<Long> numbers(UnknownFieldSet message, int field) {
    List<Long> numbers = new ArrayList<>(message.getField(field).getVarintList());
    for (ByteString packed : message.getField(field).getLengthDelimitedList()) {
      CodedInputStream in = packed.newCodedInput();
      try {
        while (!in.isAtEnd()) {
          numbers.add(in.readInt64());
        }
      } catch (IOException e) {
        throw new UncheckedIOException("a list of numbers cannot be read", e);
      }
    }
    return numbers;
  }

  static UnknownFieldSet.Field messages(List<ByteString> encoded) {
    UnknownFieldSet.Field.Builder field = UnknownFieldSet.Field.newBuilder();
    encoded.forEach(field::addLengthDelimited);
    return field.build();
  }

  /** Whether a {@code Gemm} adds its third matrix to a product of the first, as they are. */
  static boolean isPlainProduct(UnknownFieldSet node) throws InvalidProtocolBufferException {
    for (UnknownFieldSet attribute : attributes(node)) {
      boolean plain =
          switch (text(attribute, ATTRIBUTE_NAME)) {
            case "transA" -> number(attribute, ATTRIBUTE_NUMBER) == 0;
            case "alpha", "beta" ->
                attribute
                    .getField(ATTRIBUTE_FLOAT)
                    .getFixed32List()
                    .equals(List.of(Float.floatToIntBits(1)));
            default -> true;
          };
      if (!plain) {
        return false;
      }
    }
    return node.getField(NODE_INPUT).getLengthDelimitedList().size() == 3;
  }

  /** Whether a {@code Gemm} takes its second matrix with columns for rows. */
  static boolean isTurned(UnknownFieldSet node) throws InvalidProtocolBufferException {
    for (UnknownFieldSet attribute : attributes(node)) {
      if (text(attribute, ATTRIBUTE_NAME).equals("transB")) {
        return number(attribute, ATTRIBUTE_NUMBER) != 0;
      }
    }
    return false;
  }

  /** The graphs inside a node. */
  static List<UnknownFieldSet> subgraphs(UnknownFieldSet node)
      throws InvalidProtocolBufferException {
    List<UnknownFieldSet> graphs = new ArrayList<>();
    for (UnknownFieldSet attribute : attributes(node)) {
      graphs.addAll(parsed(attribute, ATTRIBUTE_GRAPH));
      graphs.addAll(parsed(attribute, ATTRIBUTE_GRAPHS));
    }
    return graphs;
  }

  private static List<UnknownFieldSet> attributes(UnknownFieldSet node)
      throws InvalidProtocolBufferException {
    return parsed(node, NODE_ATTRIBUTE);
  }

  /** The messages of a field. */
  static List<UnknownFieldSet> parsed(UnknownFieldSet message, int field)
      throws InvalidProtocolBufferException {
    List<UnknownFieldSet> parsed = new ArrayList<>();
    for (ByteString each : message.getField(field).getLengthDelimitedList()) {
      parsed.add(UnknownFieldSet.parseFrom(each));
    }
    return parsed;
  }

  static ByteString node(String operator, List<String> inputs, List<String> outputs) {
    return builder(operator, inputs, outputs).build().toByteString();
  }

  /** A node that gives values another type. */
  static ByteString cast(String input, String output, int type) {
    ByteString to =
        message()
            .mergeField(ATTRIBUTE_NAME, field("to"))
            .mergeField(ATTRIBUTE_NUMBER, field(type))
            .mergeField(ATTRIBUTE_TYPE, field(NUMBER))
            .build()
            .toByteString();
    return builder("Cast", List.of(input), List.of(output))
        .mergeField(NODE_ATTRIBUTE, messages(List.of(to)))
        .build()
        .toByteString();
  }

  private static UnknownFieldSet.Builder builder(
      String operator, List<String> inputs, List<String> outputs) {
    return message()
        .mergeField(NODE_INPUT, field(inputs.toArray(new String[0])))
        .mergeField(NODE_OUTPUT, field(outputs.toArray(new String[0])))
        .mergeField(NODE_OPERATOR, field(operator));
  }

  /** A matrix of bytes, row-major. */
  static ByteString tensor(String name, int rows, int columns, byte[] values) {
    return tensor(name, INT8, UnsafeByteOperations.unsafeWrap(values), rows, columns);
  }

  /** A list of floats. */
  static ByteString tensor(String name, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return tensor(name, FLOAT, UnsafeByteOperations.unsafeWrap(bytes), values.length);
  }

  private static ByteString tensor(String name, int type, ByteString values, long... sizes) {
    UnknownFieldSet.Field.Builder shape = UnknownFieldSet.Field.newBuilder();
    for (long size : sizes) {
      shape.addVarint(size);
    }
    return message()
        .mergeField(TENSOR_SIZES, shape.build())
        .mergeField(TENSOR_TYPE, field(type))
        .mergeField(TENSOR_NAME, field(name))
        .mergeField(TENSOR_BYTES, messages(List.of(values)))
        .build()
        .toByteString();
  }

  /** A name with its text. */
  static ByteString entry(String key, String value) {
    return message().mergeField(1, field(key)).mergeField(2, field(value)).build().toByteString();
  }

  private static UnknownFieldSet.Builder message() {
    return UnknownFieldSet.newBuilder();
  }

  private static UnknownFieldSet.Field field(String... texts) {
    List<ByteString> values = new ArrayList<>();
    for (String text : texts) {
      values.add(ByteString.copyFrom(text, StandardCharsets.UTF_8));
    }
    return messages(values);
  }

  private static UnknownFieldSet.Field field(long number) {
    return UnknownFieldSet.Field.newBuilder().addVarint(number).build();
  }
}
