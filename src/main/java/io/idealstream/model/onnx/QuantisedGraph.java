package io.idealstream.model.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnsafeByteOperations;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a graph again with its matrix products in whole numbers. For activations A of one run and
 * weights W that do not change:
 *
 * <pre>
 * A W  is about  a * w_n * (sum over k of (A8 - z)_mk W7_kn)
 * A8 = A / a + z                   8 bits, a and z from the least and largest value of the run
 * W7 = W_kn / w_n                  -63 to 63, w_n = the largest |W_kn| of column n / 63
 * </pre>
 *
 * <p>Weights have 7 bits and not 8: processors without instructions for products of bytes add pairs
 * of products in 16 bits, which 255 * 127 * 2 does not fit and 255 * 63 * 2 does. So the sums are
 * exact, and the same, on each of them.
 *
 * <p>Products with constant matrices are converted; convolutions and products of two activations
 * stay as they are. ONNX Runtime computes what is constant beforehand, so that it does not matter
 * in which form a file keeps its weights, and joins the operators written here into one.
 */
public final class QuantisedGraph {
  /**
   * Metadata of a graph whose sums of whole numbers are the same on every processor: all of them
   * are of here.
   */
  static final String EXACT_SUMS = "idealstream.exact-sums";

  private static final int LARGEST_WEIGHT = 63;

  /** The first version of ONNX's operators that has all that are written here. */
  private static final int OPERATORS_VERSION = 11;

  private final Map<String, Weights> constants = new HashMap<>();
  private final Set<String> inUse = new HashSet<>();
  private final Set<String> quantisedActivations = new HashSet<>();
  private final List<ByteString> nodes = new ArrayList<>();
  private final List<ByteString> added = new ArrayList<>();
  private final boolean exact;
  private int products;
  private int converted;

  /**
   * @param mixed whether another maker's products in whole numbers are among the graph's
   */
  private QuantisedGraph(boolean mixed) {
    exact = !mixed;
  }

  /**
   * What became of a graph.
   *
   * @param products matrix products of the graph
   * @param converted of which in whole numbers
   * @param bytesBefore length of the graph's file, with weights of 32 bits
   * @param bytesAfter length of the new file
   */
  public record Written(int products, int converted, long bytesBefore, long bytesAfter) {}

  /**
   * Writes the graph.
   *
   * @param graph a file of the model
   * @param target takes the place of what is there
   * @throws ModelRefused where the graph cannot be opened or has no product to convert
   * @throws IOException where the file cannot be written
   */
  public static Written write(ModelFiles files, String graph, Path target) throws IOException {
    Path folded = target.resolveSibling(target.getFileName() + ".folded");
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      fold(files, graph, folded);
      QuantisedGraph quantised = new QuantisedGraph(hasWholeNumbers(folded, graph));
      UnknownFieldSet model = quantised.model(mapped(folded), graph);
      try (OutputStream out = Files.newOutputStream(part)) {
        model.writeTo(out);
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      return new Written(
          quantised.products, quantised.converted, Files.size(folded), Files.size(target));
    } finally {
      Files.deleteIfExists(folded);
      Files.deleteIfExists(part);
    }
  }

  /** Has ONNX Runtime write the graph with all that is constant computed. */
  private static void fold(ModelFiles files, String graph, Path target) {
    NativeLibraries.load();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.BASIC_OPT);
      options.setOptimizedModelFilePath(target.toString());
      Graph.session(files, graph, options).close();
    } catch (OrtException e) {
      throw Graph.refused(graph, e);
    }
  }

  private static boolean hasWholeNumbers(Path folded, String graph) throws IOException {
    try (InputStream in = Files.newInputStream(folded)) {
      return !GraphFacts.scan(graph, in).dynamicQuantization().isEmpty();
    }
  }

  private static ByteString mapped(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return UnsafeByteOperations.unsafeWrap(
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    }
  }

  private UnknownFieldSet model(ByteString encoded, String file)
      throws InvalidProtocolBufferException {
    UnknownFieldSet model = UnknownFieldSet.parseFrom(encoded);
    for (ByteString operators : model.getField(Onnx.MODEL_OPERATORS).getLengthDelimitedList()) {
      UnknownFieldSet set = UnknownFieldSet.parseFrom(operators);
      if (Onnx.text(set, 1).isEmpty() && Onnx.number(set, 2) < OPERATORS_VERSION) {
        throw new ModelRefused(
            file
                + ": expected ONNX's operators of version "
                + OPERATORS_VERSION
                + " or later, found "
                + Onnx.number(set, 2));
      }
    }
    UnknownFieldSet graph =
        UnknownFieldSet.parseFrom(model.getField(Onnx.MODEL_GRAPH).getLengthDelimitedList().get(0));
    UnknownFieldSet rewritten = graph(graph);
    if (converted == 0) {
      throw new ModelRefused(
          file + ": expected products with constant matrices, found none of " + products);
    }
    List<ByteString> noted =
        exact ? List.of(Onnx.entry(EXACT_SUMS, "7 bits")) : List.<ByteString>of();
    return model.toBuilder()
        .clearField(Onnx.MODEL_GRAPH)
        .mergeField(Onnx.MODEL_GRAPH, Onnx.messages(List.of(rewritten.toByteString())))
        .mergeField(Onnx.MODEL_METADATA, Onnx.messages(noted))
        .build();
  }

  private UnknownFieldSet graph(UnknownFieldSet graph) throws InvalidProtocolBufferException {
    List<ByteString> initializers = graph.getField(Onnx.GRAPH_INITIALIZER).getLengthDelimitedList();
    for (ByteString initializer : initializers) {
      Weights.of(initializer).ifPresent(each -> constants.put(each.name(), each));
    }
    for (ByteString node : graph.getField(Onnx.GRAPH_NODE).getLengthDelimitedList()) {
      node(node);
    }
    List<ByteString> kept = new ArrayList<>();
    for (ByteString initializer : initializers) {
      String name = Onnx.text(UnknownFieldSet.parseFrom(initializer), Onnx.TENSOR_NAME);
      if (inUse.contains(name) || !constants.containsKey(name)) {
        kept.add(initializer);
      }
    }
    kept.addAll(added);
    return graph.toBuilder()
        .clearField(Onnx.GRAPH_NODE)
        .mergeField(Onnx.GRAPH_NODE, Onnx.messages(nodes))
        .clearField(Onnx.GRAPH_INITIALIZER)
        .mergeField(Onnx.GRAPH_INITIALIZER, Onnx.messages(kept))
        .build();
  }

  private void node(ByteString encoded) throws InvalidProtocolBufferException {
    UnknownFieldSet node = UnknownFieldSet.parseFrom(encoded);
    List<String> inputs = Onnx.texts(node, Onnx.NODE_INPUT);
    String operator = Onnx.text(node, Onnx.NODE_OPERATOR);
    for (UnknownFieldSet branch : Onnx.subgraphs(node)) {
      readIn(branch);
    }
    boolean product = operator.equals("MatMul") || operator.equals("Gemm");
    products += product ? 1 : 0;
    Weights weights = product ? constants.get(inputs.get(1)) : null;
    if (weights == null || (operator.equals("Gemm") && !Onnx.isPlainProduct(node))) {
      inUse.addAll(inputs);
      nodes.add(encoded);
      return;
    }
    String output = Onnx.text(node, Onnx.NODE_OUTPUT);
    if (operator.equals("Gemm")) {
      inUse.add(inputs.get(2));
      product(inputs.get(0), weights.turned(Onnx.isTurned(node)), output + "_product");
      nodes.add(Onnx.node("Add", List.of(output + "_product", inputs.get(2)), List.of(output)));
    } else {
      product(inputs.get(0), weights, output);
    }
    converted++;
  }

  /** The branches of an {@code If} and the bodies of loops read what is around them. */
  private void readIn(UnknownFieldSet subgraph) throws InvalidProtocolBufferException {
    for (UnknownFieldSet node : Onnx.parsed(subgraph, Onnx.GRAPH_NODE)) {
      inUse.addAll(Onnx.texts(node, Onnx.NODE_INPUT));
      for (UnknownFieldSet inner : Onnx.subgraphs(node)) {
        readIn(inner);
      }
    }
  }

  private void product(String activations, Weights weights, String output) {
    String whole = activations + "_whole";
    String scale = activations + "_scale";
    String zero = activations + "_zero";
    if (quantisedActivations.add(activations)) {
      nodes.add(
          Onnx.node("DynamicQuantizeLinear", List.of(activations), List.of(whole, scale, zero)));
    }
    String sums = output + "_sums";
    Weights.Whole numbers = weights.whole(LARGEST_WEIGHT);
    added.add(
        Onnx.tensor(output + "_weights", weights.rows(), weights.columns(), numbers.values()));
    added.add(Onnx.tensor(output + "_weight_scales", numbers.scales()));
    nodes.add(Onnx.node("MatMulInteger", List.of(whole, output + "_weights", zero), List.of(sums)));
    nodes.add(Onnx.cast(sums, sums + "_float", Onnx.FLOAT));
    nodes.add(
        Onnx.node("Mul", List.of(scale, output + "_weight_scales"), List.of(output + "_scales")));
    nodes.add(Onnx.node("Mul", List.of(sums + "_float", output + "_scales"), List.of(output)));
  }
}
