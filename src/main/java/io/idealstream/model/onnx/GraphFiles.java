package io.idealstream.model.onnx;

import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelRefused;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The graph files of a model: one for each tower, or one combined graph that is both.
 *
 * @param vision the graph that gives {@code image_embeds}
 * @param text the graph that gives {@code text_embeds}; the same file when the graph is combined
 */
public record GraphFiles(String vision, String text) {
  /** Suffixes as model folders write them, the most exact first; the empty one is fp32. */
  private static final List<String> VARIANTS =
      List.of("", "_fp16", "_int8", "_uint8", "_quantized", "_q8", "_q4f16", "_q4", "_bnb4");

  private static final List<String> FOLDERS = List.of("onnx/", "");

  public boolean combined() {
    return vision.equals(text);
  }

  /** The most exact variant that has both towers. */
  public static GraphFiles choose(ModelFiles files) {
    for (String variant : VARIANTS) {
      GraphFiles found = find(files, variant);
      if (found != null) {
        return found;
      }
    }
    throw missing(files, "");
  }

  /**
   * The graphs of one variant.
   *
   * @param variant {@code fp32}, {@code fp16}, {@code int8} or another suffix of the file names
   */
  public static GraphFiles choose(ModelFiles files, String variant) {
    String name = variant.toLowerCase(Locale.ROOT);
    GraphFiles found = find(files, name.equals("fp32") ? "" : "_" + name);
    if (found == null) {
      throw missing(files, " of variant " + variant);
    }
    return found;
  }

  /** Graphs whose weights are floats, the most exact first. */
  public static GraphFiles ofFloats(ModelFiles files) {
    for (String variant : VARIANTS.subList(0, 2)) {
      GraphFiles found = find(files, variant);
      if (found != null) {
        return found;
      }
    }
    throw missing(files, " of variant fp32 or fp16");
  }

  /** The names that these graphs have as another variant. */
  public GraphFiles as(String variant) {
    return new GraphFiles(as(vision, variant), as(text, variant));
  }

  private static String as(String graph, String variant) {
    String name = "model";
    return graph.substring(0, graph.lastIndexOf(name) + name.length()) + "_" + variant + ".onnx";
  }

  private static GraphFiles find(ModelFiles files, String variant) {
    for (String folder : FOLDERS) {
      String vision = folder + "vision_model" + variant + ".onnx";
      String text = folder + "text_model" + variant + ".onnx";
      String combined = folder + "model" + variant + ".onnx";
      if (files.has(vision) && files.has(text)) {
        return new GraphFiles(vision, text);
      }
      if (files.has(combined)) {
        return new GraphFiles(combined, combined);
      }
    }
    return null;
  }

  private static ModelRefused missing(ModelFiles files, String variant) {
    return new ModelRefused(
        files.place()
            + ": expected onnx/vision_model*.onnx with onnx/text_model*.onnx, or one combined"
            + " onnx/model*.onnx"
            + variant
            + "; found "
            + there(files));
  }

  /** The variants that a folder has, as a user names them. */
  private static String there(ModelFiles files) {
    String names =
        VARIANTS.stream()
            .filter(variant -> find(files, variant) != null)
            .map(variant -> variant.isEmpty() ? "fp32" : variant.substring(1))
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "no such pair" : "variants " + names;
  }
}
