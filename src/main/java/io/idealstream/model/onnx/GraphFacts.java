package io.idealstream.model.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.idealstream.model.ModelRefused;
import java.io.IOException;
import java.io.InputStream;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the file of a graph says about itself, read without opening it.
 *
 * <p>ONNX Runtime does not show a graph's nodes, and two things must be known before it is trusted:
 * whether activations are quantised over the whole batch, and which other files hold its weights.
 * Field numbers are those of {@code onnx.proto}; weights are skipped over, never held in memory.
 *
 * @param dynamicQuantization operators that take one scale over a whole batch; empty for a graph
 *     whose embeddings do not depend on their neighbours
 * @param weightFiles names of the files that hold weights outside the graph's own file
 * @param metadata names of what its maker noted
 */
public record GraphFacts(
    SortedSet<String> dynamicQuantization,
    SortedSet<String> weightFiles,
    SortedSet<String> metadata) {

  /** Reads a graph's file to its end. */
  public static GraphFacts scan(String file, InputStream graph) {
    GraphFacts facts = new GraphFacts(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    CodedInputStream in = CodedInputStream.newInstance(graph, 1 << 16);
    in.setSizeLimit(Integer.MAX_VALUE);
    try {
      if (!facts.model(in)) {
        throw new ModelRefused(file + ": expected an ONNX graph, found a file without one");
      }
    } catch (InvalidProtocolBufferException e) {
      throw new ModelRefused(file + ": expected an ONNX graph, found a damaged or other file", e);
    } catch (IOException e) {
      throw new ModelRefused(file + ": cannot be read: " + e.getMessage(), e);
    }
    return facts;
  }

  /**
   * Whether sums of whole numbers may differ between processors: weights of 8 bits, where products
   * are added in 16.
   */
  public boolean dependsOnProcessor() {
    return !dynamicQuantization.isEmpty() && !metadata.contains(QuantisedGraph.EXACT_SUMS);
  }

  @FunctionalInterface
  private interface Field {
    /** Reads one field and says so, or leaves it to be skipped. */
    boolean read(int number) throws IOException;
  }

  private boolean model(CodedInputStream in) throws IOException {
    boolean[] found = {false};
    fields(
        in,
        number -> {
          if (number == 7) {
            found[0] = true;
            return message(in, inner -> graph(in, inner));
          }
          if (number == Onnx.MODEL_METADATA) {
            return message(in, inner -> inner == 1 && metadata.add(in.readString()));
          }
          return number == 25 && message(in, inner -> inner == 7 && message(in, n -> node(in, n)));
        });
    return found[0];
  }

  private boolean graph(CodedInputStream in, int number) throws IOException {
    return switch (number) {
      case 1 -> message(in, inner -> node(in, inner));
      case 5 -> message(in, inner -> tensor(in, inner));
      case 15 -> message(in, inner -> inner <= 2 && message(in, n -> tensor(in, n)));
      default -> false;
    };
  }

  private boolean node(CodedInputStream in, int number) throws IOException {
    if (number == 4) {
      String operator = in.readString();
      if (operator.startsWith("DynamicQuantize")) {
        dynamicQuantization.add(operator);
      }
      return true;
    }
    return number == 5 && message(in, inner -> attribute(in, inner));
  }

  private boolean attribute(CodedInputStream in, int number) throws IOException {
    return switch (number) {
      case 5, 10 -> message(in, inner -> tensor(in, inner));
      case 6, 11 -> message(in, inner -> graph(in, inner));
      default -> false;
    };
  }

  private boolean tensor(CodedInputStream in, int number) throws IOException {
    if (number != 13) {
      return false;
    }
    String[] entry = {"", ""};
    boolean read =
        message(
            in,
            inner -> {
              if (inner > 2) {
                return false;
              }
              entry[inner - 1] = in.readString();
              return true;
            });
    if (entry[0].equals("location")) {
      weightFiles.add(entry[1]);
    }
    return read;
  }

  private static boolean message(CodedInputStream in, Field field) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    fields(in, field);
    in.popLimit(limit);
    return true;
  }

  private static void fields(CodedInputStream in, Field field) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      boolean nested = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      if (!nested || !field.read(WireFormat.getTagFieldNumber(tag))) {
        in.skipField(tag);
      }
    }
  }
}
