package io.idealstream.model.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A graph of one node, written in memory: products[q, b] = &lt;rows[q], columns[b]>.
 *
 * <p>The node is {@code Gemm} with its second matrix transposed, since both come row by row. Field
 * numbers are those of {@code onnx.proto}.
 */
final class ProductGraph {
  static final String ROWS = "rows";
  static final String COLUMNS = "columns";
  static final String PRODUCTS = "products";

  /** The oldest versions in which the node needs no third matrix. */
  private static final int IR_VERSION = 6;

  private static final int OPERATORS_VERSION = 11;
  private static final int FLOAT = 1;
  private static final int INTEGER_ATTRIBUTE = 2;

  private ProductGraph() {}

  @FunctionalInterface
  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  /** The file of the graph; every size is left open. */
  static byte[] bytes() {
    return message(
        model -> {
          model.writeInt64(1, IR_VERSION);
          model.writeByteArray(8, message(set -> set.writeInt64(2, OPERATORS_VERSION)));
          model.writeByteArray(7, graph());
        });
  }

  private static byte[] graph() {
    return message(
        graph -> {
          graph.writeByteArray(1, node());
          graph.writeString(2, "products");
          graph.writeByteArray(11, matrix(ROWS, "queries", "dimension"));
          graph.writeByteArray(11, matrix(COLUMNS, "batch", "dimension"));
          graph.writeByteArray(12, matrix(PRODUCTS, "queries", "batch"));
        });
  }

  private static byte[] node() {
    return message(
        node -> {
          node.writeString(1, ROWS);
          node.writeString(1, COLUMNS);
          node.writeString(2, PRODUCTS);
          node.writeString(4, "Gemm");
          node.writeByteArray(
              5,
              message(
                  transposed -> {
                    transposed.writeString(1, "transB");
                    transposed.writeInt64(3, 1);
                    transposed.writeEnum(20, INTEGER_ATTRIBUTE);
                  }));
        });
  }

  private static byte[] matrix(String name, String... sizes) {
    byte[] shape =
        message(
            out -> {
              for (String size : List.of(sizes)) {
                out.writeByteArray(1, message(dimension -> dimension.writeString(2, size)));
              }
            });
    byte[] tensor =
        message(
            out -> {
              out.writeEnum(1, FLOAT);
              out.writeByteArray(2, shape);
            });
    return message(
        out -> {
          out.writeString(1, name);
          out.writeByteArray(2, message(type -> type.writeByteArray(1, tensor)));
        });
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.write(out);
      out.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory refuses to be written", impossible);
    }
    return bytes.toByteArray();
  }
}
