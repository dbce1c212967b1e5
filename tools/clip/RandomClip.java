import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Writes a model folder in Hugging Face's ONNX layout: CLIP in one of OpenAI's sizes, with random
 * weights. It takes the time and the memory of the real one and knows nothing.
 *
 * <pre>
 *   java tools/clip/RandomClip.java vit-b-32 FOLDER
 * </pre>
 *
 * <p>Large weights are stored as whole numbers of one byte and a factor, from which ONNX Runtime
 * makes single precision when it opens the model: the file is a quarter of the size, the arithmetic
 * the same. The tokenizer is that of the bundled model.
 */
public final class RandomClip {

  private static final Path STARTER = Path.of("src/main/resources/models/starter");
  private static final int VOCABULARY = 49_408;
  private static final int CONTEXT = 77;
  private static final int HEAD = 64;

  /** Layers, width and so on of OpenAI's models. */
  private record Size(int side, int patch, int vision, int layers, int text, int embedding) {}

  private static final Map<String, Size> SIZES =
      Map.of(
          "vit-b-32", new Size(224, 32, 768, 12, 512, 512),
          "vit-l-14", new Size(224, 14, 1024, 24, 768, 768));

  private static final int TEXT_LAYERS = 12;

  private RandomClip() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2 || !SIZES.containsKey(arguments[0])) {
      System.err.println("expected one of " + SIZES.keySet() + " and a folder");
      System.exit(2);
    }
    Size size = SIZES.get(arguments[0]);
    Path folder = Path.of(arguments[1]);
    Files.createDirectories(folder.resolve("onnx"));
    vision(size).write(folder.resolve("onnx/vision_model.onnx"));
    text(size).write(folder.resolve("onnx/text_model.onnx"));
    for (String file : List.of("tokenizer.json", "special_tokens_map.json")) {
      Files.copy(STARTER.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    for (String file :
        List.of("tokenizer_config.json", "config.json", "preprocessor_config.json")) {
      Files.writeString(folder.resolve(file), sized(Files.readString(STARTER.resolve(file)), size));
    }
  }

  /** The starter's settings with the numbers of another size. */
  private static String sized(String json, Size size) {
    return json.replaceAll("(\"projection_dim\": )\\d+", "$1" + size.embedding)
        .replaceAll("(\"model_max_length\": |\"max_position_embeddings\": )\\d+", "$1" + CONTEXT)
        .replaceAll("(\"shortest_edge\": |\"height\": |\"width\": |\"image_size\": )\\d+", "$1" + size.side)
        .replaceAll("(\"patch_size\": )\\d+", "$1" + size.patch)
        .replaceAll("(\"logit_scale_init_value\": )[\\d.]+", "$14.605170185988092")
        .replaceAll("(\"logit_scale\": )[\\d.]+", "$1100.0");
  }

  private static Graph vision(Size size) {
    Graph graph = new Graph("vision", 1);
    int width = size.vision;
    int grid = size.side / size.patch;
    String patches =
        graph.node(
            "Conv",
            List.of("pixel_values", graph.weight(width, 3, size.patch, size.patch)),
            Graph.integers("strides", size.patch, size.patch));
    String rows = graph.node("Reshape", List.of(patches, graph.shape(0, width, grid * grid)));
    String x = graph.node("Transpose", List.of(rows), Graph.integers("perm", 0, 2, 1));
    String batch =
        graph.node(
            "Slice",
            List.of(
                graph.node("Shape", List.of("pixel_values")), graph.shape(0), graph.shape(1)));
    String first =
        graph.node(
            "Expand",
            List.of(
                graph.weight(1, 1, width),
                graph.node(
                    "Concat",
                    List.of(batch, graph.shape(1, width)),
                    Graph.integer("axis", 0))));
    x = graph.node("Concat", List.of(first, x), Graph.integer("axis", 1));
    x = graph.node("Add", List.of(x, graph.weight(1, grid * grid + 1, width)));
    x = graph.norm(x, width);
    for (int layer = 0; layer < size.layers; layer++) {
      x = block(graph, x, width, null);
    }
    String whole = graph.node("Gather", List.of(x, graph.scalar(0)), Graph.integer("axis", 1));
    String out = graph.node("MatMul", List.of(graph.norm(whole, width), graph.weight(width, size.embedding)));
    graph.rename(out, "image_embeds");
    graph.input("pixel_values", Graph.FLOAT, "batch", 3, size.side, size.side);
    graph.output("image_embeds", Graph.FLOAT, "batch", size.embedding);
    return graph;
  }

  private static Graph text(Size size) {
    Graph graph = new Graph("text", 2);
    int width = size.text;
    String length =
        graph.node(
            "Slice",
            List.of(graph.node("Shape", List.of("input_ids")), graph.shape(1), graph.shape(2)));
    String positions =
        graph.node("Slice", List.of(graph.weight(CONTEXT, width), graph.shape(0), length, graph.shape(0)));
    String tokens = graph.node("Gather", List.of(graph.weight(VOCABULARY, width), "input_ids"));
    String x = graph.node("Add", List.of(tokens, positions));
    String rows = graph.node("Slice", List.of(graph.causal(CONTEXT), graph.shape(0), length, graph.shape(0)));
    String mask = graph.node("Slice", List.of(rows, graph.shape(0), length, graph.shape(1)));
    for (int layer = 0; layer < TEXT_LAYERS; layer++) {
      x = block(graph, x, width, mask);
    }
    x = graph.norm(x, width);
    String end =
        graph.node(
            "ArgMax",
            List.of("input_ids"),
            Graph.integer("axis", 1),
            Graph.integer("keepdims", 1));
    String last = graph.node("GatherND", List.of(x, end), Graph.integer("batch_dims", 1));
    String out = graph.node("MatMul", List.of(last, graph.weight(width, size.embedding)));
    graph.rename(out, "text_embeds");
    graph.input("input_ids", Graph.INT64, "batch", "sequence");
    graph.output("text_embeds", Graph.FLOAT, "batch", size.embedding);
    return graph;
  }

  /** One layer: attention and two products, each after a norm and beside what it came from. */
  private static String block(Graph graph, String x, int width, String mask) {
    String h = graph.norm(x, width);
    int heads = width / HEAD;
    String q = graph.heads(graph.linear(h, width, width), heads, 0, 2, 1, 3);
    String k = graph.heads(graph.linear(h, width, width), heads, 0, 2, 3, 1);
    String v = graph.heads(graph.linear(h, width, width), heads, 0, 2, 1, 3);
    String scaled =
        graph.node("Mul", List.of(q, graph.number((float) (1 / Math.sqrt(HEAD)))));
    String scores = graph.node("MatMul", List.of(scaled, k));
    if (mask != null) {
      scores = graph.node("Add", List.of(scores, mask));
    }
    String weights = graph.node("Softmax", List.of(scores), Graph.integer("axis", -1));
    String seen =
        graph.node(
            "Transpose",
            List.of(graph.node("MatMul", List.of(weights, v))),
            Graph.integers("perm", 0, 2, 1, 3));
    String joined = graph.node("Reshape", List.of(seen, graph.shape(0, 0, width)));
    String y = graph.node("Add", List.of(x, graph.linear(joined, width, width)));
    String inner = graph.linear(graph.norm(y, width), width, 4 * width);
    String gate =
        graph.node("Sigmoid", List.of(graph.node("Mul", List.of(inner, graph.number(1.702f)))));
    String active = graph.node("Mul", List.of(inner, gate));
    return graph.node("Add", List.of(y, graph.linear(active, 4 * width, width)));
  }

  /** An ONNX graph as it is written: protocol buffers, field by field. */
  private static final class Graph {

    static final int FLOAT = 1;
    private static final int INT8 = 3;
    static final int INT64 = 7;
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    /** A large weight: its bytes are drawn when they are written. */
    private record Drawn(byte[] head, long length, long seed) {
      long size() {
        return head.length + varint(length).length + length;
      }
    }

    private final String name;
    private final SplittableRandom seeds;
    private final List<byte[]> nodes = new ArrayList<>();
    private final List<byte[]> constants = new ArrayList<>();
    private final List<Drawn> drawn = new ArrayList<>();
    private final ByteArrayOutputStream ends = new ByteArrayOutputStream();
    private int names;

    Graph(String name, long seed) {
      this.name = name;
      seeds = new SplittableRandom(seed);
    }

    private String fresh(String kind) {
      return kind + names++;
    }

    /** Adds a node; gives the name of what it makes. */
    String node(String operation, List<String> inputs, byte[]... attributes) {
      String made = fresh(operation);
      ByteArrayOutputStream node = new ByteArrayOutputStream();
      inputs.forEach(input -> text(node, 1, input));
      text(node, 2, made);
      text(node, 3, made);
      text(node, 4, operation);
      for (byte[] attribute : attributes) {
        bytes(node, 5, attribute);
      }
      nodes.add(node.toByteArray());
      return made;
    }

    /** Gives what a node made another name, by a node of its own. */
    void rename(String made, String wanted) {
      ByteArrayOutputStream node = new ByteArrayOutputStream();
      text(node, 1, made);
      text(node, 2, wanted);
      text(node, 4, "Identity");
      nodes.add(node.toByteArray());
    }

    /** y = x W + b, with row-major W [in x out]. */
    String linear(String x, int in, int out) {
      String product = node("MatMul", List.of(x, weight(in, out)));
      return node("Add", List.of(product, constant(FLOAT, new long[] {out}, filled(out, 0.01f))));
    }

    String norm(String x, int width) {
      return node(
          "LayerNormalization",
          List.of(
              x,
              constant(FLOAT, new long[] {width}, filled(width, 1)),
              constant(FLOAT, new long[] {width}, filled(width, 0))),
          integer("axis", -1));
    }

    /** [batch, length, width] to [batch, length, heads, width / heads], in another order. */
    String heads(String x, int heads, long... order) {
      String parts = node("Reshape", List.of(x, shape(0, 0, heads, HEAD)));
      return node("Transpose", List.of(parts), integers("perm", order));
    }

    /**
     * A random weight, with a spread that keeps products about as large as what goes in.
     *
     * @param shape for a product [in x out], for a convolution [out x in x height x width]
     */
    String weight(long... shape) {
      long length = 1;
      for (long dimension : shape) {
        length *= dimension;
      }
      long in = shape.length == 4 ? length / shape[0] : shape[0];
      double spread = shape[0] == 1 || shape[0] == VOCABULARY ? 0.02 : 1 / Math.sqrt(in);
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      String stored = fresh("stored");
      tensor(head, stored, INT8, shape);
      tag(head, 9, 2);
      drawn.add(new Drawn(head.toByteArray(), length, seeds.nextLong()));
      String cast = node("Cast", List.of(stored), integer("to", FLOAT));
      // whole numbers from -128 to 127 spread by 74
      return node("Mul", List.of(cast, number((float) (spread / 74))));
    }

    /** Minus a lot above the diagonal. */
    String causal(int length) {
      float[] mask = new float[length * length];
      for (int row = 0; row < length; row++) {
        for (int column = row + 1; column < length; column++) {
          mask[row * length + column] = -10_000;
        }
      }
      return constant(FLOAT, new long[] {length, length}, mask);
    }

    String number(float number) {
      return constant(FLOAT, new long[0], new float[] {number});
    }

    String scalar(long number) {
      return constant(new long[0], number);
    }

    String shape(long... numbers) {
      return constant(new long[] {numbers.length}, numbers);
    }

    private String constant(int type, long[] shape, float[] numbers) {
      ByteBuffer raw = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
      raw.asFloatBuffer().put(numbers);
      return constant(type, shape, raw.array());
    }

    private String constant(long[] shape, long... numbers) {
      ByteBuffer raw = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
      raw.asLongBuffer().put(numbers);
      return constant(INT64, shape, raw.array());
    }

    private String constant(int type, long[] shape, byte[] raw) {
      String made = fresh("constant");
      ByteArrayOutputStream tensor = new ByteArrayOutputStream();
      tensor(tensor, made, type, shape);
      bytes(tensor, 9, raw);
      constants.add(tensor.toByteArray());
      return made;
    }

    private static float[] filled(int length, float number) {
      float[] all = new float[length];
      java.util.Arrays.fill(all, number);
      return all;
    }

    private static void tensor(ByteArrayOutputStream out, String name, int type, long[] shape) {
      for (long dimension : shape) {
        number(out, 1, dimension);
      }
      number(out, 2, type);
      text(out, 8, name);
    }

    static byte[] integer(String name, long number) {
      ByteArrayOutputStream attribute = new ByteArrayOutputStream();
      text(attribute, 1, name);
      number(attribute, 3, number);
      number(attribute, 20, 2);
      return attribute.toByteArray();
    }

    static byte[] integers(String name, long... numbers) {
      ByteArrayOutputStream attribute = new ByteArrayOutputStream();
      text(attribute, 1, name);
      for (long number : numbers) {
        number(attribute, 8, number);
      }
      number(attribute, 20, 7);
      return attribute.toByteArray();
    }

    void input(String name, int type, Object... shape) {
      bytes(ends, 11, value(name, type, shape));
    }

    void output(String name, int type, Object... shape) {
      bytes(ends, 12, value(name, type, shape));
    }

    /**
     * @param shape numbers, or names of what differs from run to run
     */
    private static byte[] value(String name, int type, Object... shape) {
      ByteArrayOutputStream dimensions = new ByteArrayOutputStream();
      for (Object dimension : shape) {
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        if (dimension instanceof Integer number) {
          number(one, 1, number);
        } else {
          text(one, 2, dimension.toString());
        }
        bytes(dimensions, 1, one.toByteArray());
      }
      ByteArrayOutputStream tensor = new ByteArrayOutputStream();
      number(tensor, 1, type);
      bytes(tensor, 2, dimensions.toByteArray());
      ByteArrayOutputStream wrapped = new ByteArrayOutputStream();
      bytes(wrapped, 1, tensor.toByteArray());
      ByteArrayOutputStream value = new ByteArrayOutputStream();
      text(value, 1, name);
      bytes(value, 2, wrapped.toByteArray());
      return value.toByteArray();
    }

    void write(Path file) throws IOException {
      ByteArrayOutputStream small = new ByteArrayOutputStream();
      nodes.forEach(node -> bytes(small, 1, node));
      text(small, 2, name);
      constants.forEach(constant -> bytes(small, 5, constant));
      small.writeBytes(ends.toByteArray());
      long length = small.size();
      for (Drawn weight : drawn) {
        length += 1 + varint(weight.size()).length + weight.size();
      }
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      number(head, 1, IR_VERSION);
      ByteArrayOutputStream operators = new ByteArrayOutputStream();
      number(operators, 2, OPSET);
      bytes(head, 8, operators.toByteArray());
      tag(head, 7, 2);
      head.writeBytes(varint(length));
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
        out.write(head.toByteArray());
        out.write(small.toByteArray());
        for (Drawn weight : drawn) {
          write(out, weight);
        }
      }
    }

    private static void write(OutputStream out, Drawn weight) throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      tag(head, 5, 2);
      head.writeBytes(varint(weight.size()));
      head.writeBytes(weight.head);
      head.writeBytes(varint(weight.length));
      out.write(head.toByteArray());
      SplittableRandom random = new SplittableRandom(weight.seed);
      byte[] some = new byte[1 << 16];
      for (long left = weight.length; left > 0; left -= some.length) {
        random.nextBytes(some);
        out.write(some, 0, (int) Math.min(left, some.length));
      }
    }

    private static void text(ByteArrayOutputStream out, int field, String text) {
      bytes(out, field, text.getBytes(UTF_8));
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] content) {
      tag(out, field, 2);
      out.writeBytes(varint(content.length));
      out.writeBytes(content);
    }

    private static void number(ByteArrayOutputStream out, int field, long number) {
      tag(out, field, 0);
      out.writeBytes(varint(number));
    }

    private static void tag(ByteArrayOutputStream out, int field, int wire) {
      out.writeBytes(varint((long) field << 3 | wire));
    }

    private static byte[] varint(long number) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      long left = number;
      while ((left & ~0x7fL) != 0) {
        out.write((int) (left & 0x7f | 0x80));
        left >>>= 7;
      }
      out.write((int) left);
      return out.toByteArray();
    }
  }
}
