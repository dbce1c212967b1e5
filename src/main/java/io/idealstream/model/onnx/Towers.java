package io.idealstream.model.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelRefused;
import io.idealstream.model.RuntimeSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The vision and the text tower of one model, open and checked. Safe for use by several threads.
 *
 * <p>A combined graph is opened once and asks for both inputs; the tower that is not wanted gets
 * one blank item.
 */
public final class Towers implements AutoCloseable {
  private static final String PIXELS = "pixel_values";
  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String IMAGES = "image_embeds";
  private static final String TEXTS = "text_embeds";
  private static final String LOGITS = "logits_per_image";
  private static final Set<String> KNOWN = Set.of(PIXELS, IDS, MASK);

  /**
   * Times the largest operation that a run takes of memory: other values are kept beside it, and
   * the runtime's memory has gaps. Of three graphs measured it was 0.5 to 2.6 times.
   */
  private static final int ARENA = 3;

  /**
   * What the graphs must fit.
   *
   * @param height pixels of a prepared picture
   * @param width pixels of a prepared picture
   * @param contextLength most ids in a sequence
   * @param blank ids of the empty text
   */
  public record Frame(int height, int width, int contextLength, int padding, long[] blank) {

    /** Values of a prepared picture, 3 x height x width. */
    public int pictureSize() {
      return 3 * height * width;
    }
  }

  private final Graph vision;
  private final Graph text;
  private final Frame frame;
  private final Port pixels;
  private final Port ids;
  private final Sequences sequences;
  private final FloatBuffer blankPicture;
  private final int dimension;
  private final long bytesPerPicture;
  private final long bytesPerText;

  private Towers(Graph vision, Graph text, Frame frame) {
    this.vision = vision;
    this.text = text;
    this.frame = frame;
    this.pixels = checkedPixels(vision, frame);
    this.ids = checkedIds(text, frame);
    this.sequences =
        new Sequences(
            ids.open(1) ? OptionalInt.empty() : OptionalInt.of((int) ids.shape()[1]),
            text.input(MASK).isPresent()
                ? Sequences.Company.ANY_LENGTH
                : Sequences.Company.SAME_LENGTH,
            frame.padding());
    this.blankPicture = pictures(1);
    this.dimension = probe();
    long picture = vision.largestOperation();
    long blank = text == vision ? picture : text.largestOperation();
    this.bytesPerPicture = ARENA * picture;
    this.bytesPerText = ARENA * blank * textLength() / sequences.length(List.of(frame.blank()));
  }

  /** Opens the graphs; refused, with every session closed again, when they do not fit. */
  public static Towers open(
      ModelFiles files, GraphFiles graphs, Frame frame, RuntimeSettings settings) {
    Graph vision = Graph.open(files, graphs.vision(), settings);
    Graph text = null;
    try {
      text = graphs.combined() ? vision : Graph.open(files, graphs.text(), settings);
      return new Towers(vision, text, frame);
    } catch (RuntimeException e) {
      vision.close();
      if (text != null && text != vision) {
        text.close();
      }
      throw e;
    }
  }

  /** Length of an embedding. */
  public int dimension() {
    return dimension;
  }

  /** Whether a run of the vision tower may hold several pictures. */
  public boolean batchesImages() {
    return pixels.open(0);
  }

  /** Whether a run of the text tower may hold several texts. */
  public boolean batchesTexts() {
    return ids.open(0);
  }

  /** Bytes of direct buffers for a prepared picture; half precision takes a copy of its own. */
  public long bytesPerPrepared() {
    int bytes = Float.BYTES + (pixels.type() == OnnxJavaType.FLOAT16 ? Short.BYTES : 0);
    return (long) bytes * frame.pictureSize();
  }

  /** About the bytes of ONNX Runtime's memory that a run takes for each picture. */
  public long bytesPerPicture() {
    return bytesPerPicture;
  }

  /** About the bytes of ONNX Runtime's memory that a run takes for each text of full length. */
  public long bytesPerText() {
    return bytesPerText;
  }

  /** Most pictures of a run that its buffers hold. */
  public int maxPictures() {
    return RunLength.of((long) Float.BYTES * Math.max(frame.pictureSize(), dimension));
  }

  /** Most texts of a run that its buffers hold. */
  public int maxTexts() {
    return RunLength.of(Math.max((long) Long.BYTES * textLength(), (long) Float.BYTES * dimension));
  }

  private int textLength() {
    return sequences.fixedLength().orElse(frame.contextLength());
  }

  /**
   * Room for prepared pictures, [count x 3 x height x width], where a run uses it uncopied.
   *
   * @param count at most {@link #maxPictures}
   */
  public FloatBuffer pictures(int count) {
    int floats = Math.multiplyExact(count, frame.pictureSize());
    return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /**
   * Embeds prepared pictures.
   *
   * @param prepared direct buffer, [count x 3 x height x width], from its position on
   * @return [count x dimension], row-major, not normalised
   */
  public float[] images(FloatBuffer prepared, int count) {
    return run(vision, IMAGES, count, prepared, List.of(frame.blank()));
  }

  /**
   * Embeds texts of any lengths.
   *
   * @return [texts x dimension], row-major, not normalised
   */
  public float[] texts(List<long[]> texts) {
    float[] rows = new float[texts.size() * dimension];
    for (List<Integer> group : sequences.groups(texts)) {
      List<long[]> members = group.stream().map(texts::get).toList();
      float[] embedded = run(text, TEXTS, members.size(), blankPicture.duplicate(), members);
      for (int i = 0; i < group.size(); i++) {
        System.arraycopy(embedded, i * dimension, rows, group.get(i) * dimension, dimension);
      }
    }
    return rows;
  }

  /** The logit of one prepared picture and one text; empty unless the graph is combined. */
  public OptionalDouble logit(FloatBuffer prepared, long[] sequence) {
    return vision == text && vision.gives(LOGITS)
        ? OptionalDouble.of(run(vision, LOGITS, 1, prepared, List.of(sequence))[0])
        : OptionalDouble.empty();
  }

  @Override
  public void close() {
    vision.close();
    if (text != vision) {
      text.close();
    }
  }

  private float[] run(
      Graph graph, String output, int count, FloatBuffer pictures, List<long[]> texts) {
    Map<String, OnnxTensor> values = new HashMap<>();
    try {
      if (graph == vision) {
        int pictureCount = pictures.remaining() / frame.pictureSize();
        values.put(
            PIXELS,
            Tensors.floats(pixels, pictures, pictureCount, 3, frame.height(), frame.width()));
      }
      if (graph == text) {
        putTexts(texts, values);
      }
      float[] rows = graph.run(values, output);
      if (dimension > 0 && !output.equals(LOGITS) && rows.length != count * dimension) {
        throw new IllegalStateException(
            graph.file() + ": expected " + count + " x " + dimension + ", found " + rows.length);
      }
      return rows;
    } catch (OrtException e) {
      throw new IllegalStateException(graph.file() + ": the run failed: " + e.getMessage(), e);
    } finally {
      values.values().forEach(OnnxTensor::close);
    }
  }

  private void putTexts(List<long[]> texts, Map<String, OnnxTensor> values) throws OrtException {
    int length = sequences.length(texts);
    values.put(IDS, Tensors.integers(ids, sequences.ids(texts, length), texts.size(), length));
    if (text.input(MASK).isPresent()) {
      values.put(
          MASK,
          Tensors.integers(
              text.input(MASK).get(), Sequences.mask(texts, length), texts.size(), length));
    }
  }

  /** Runs both towers on a blank item, since a graph may leave the length of its output open. */
  private int probe() {
    int image;
    int words;
    try {
      image = run(vision, IMAGES, 1, blankPicture.duplicate(), List.of(frame.blank())).length;
      words = run(text, TEXTS, 1, blankPicture.duplicate(), List.of(frame.blank())).length;
    } catch (IllegalStateException e) {
      throw new ModelRefused(e.getMessage(), e);
    }
    if (image != words) {
      throw new ModelRefused(
          vision.file()
              + " gives vectors of dimension "
              + image
              + " and "
              + text.file()
              + " of dimension "
              + words
              + ": expected two towers of one model");
    }
    return image;
  }

  private static Port checkedPixels(Graph vision, Frame frame) {
    vision.refuseOtherInputs(KNOWN);
    vision.require(IMAGES, "[N,D]");
    Port pixels = vision.require(PIXELS, "[N,3,H,W]");
    long[] wanted = {1, 3, frame.height(), frame.width()};
    for (int i = 0; i < wanted.length; i++) {
      if (!pixels.open(i) && pixels.shape()[i] != wanted[i]) {
        throw new ModelRefused(
            vision.file()
                + ": expected "
                + PIXELS
                + "[N,3,"
                + frame.height()
                + ","
                + frame.width()
                + "] as the image processor crops, found "
                + pixels);
      }
    }
    return pixels;
  }

  private static Port checkedIds(Graph text, Frame frame) {
    text.refuseOtherInputs(KNOWN);
    text.require(TEXTS, "[N,D]");
    if (text.input(MASK).isPresent()) {
      text.require(MASK, "[N,L]");
    }
    Port ids = text.require(IDS, "[N,L]");
    boolean batchFits = ids.open(0) || ids.shape()[0] == 1;
    boolean lengthFits = ids.open(1) || ids.shape()[1] >= frame.contextLength();
    if (!batchFits || !lengthFits) {
      throw new ModelRefused(
          text.file()
              + ": expected "
              + IDS
              + "[N,L] with L at least the tokenizer's context length "
              + frame.contextLength()
              + ", found "
              + ids);
    }
    return ids;
  }
}
