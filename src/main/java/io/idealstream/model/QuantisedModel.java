package io.idealstream.model;

import io.idealstream.model.onnx.GraphFiles;
import io.idealstream.model.onnx.QuantisedGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Graphs of 8 bits beside the others of a model folder. */
public final class QuantisedModel {
  /** The variant that is written. */
  public static final String VARIANT = "int8";

  private QuantisedModel() {}

  /**
   * Writes {@code *_int8.onnx} for each graph of single or half precision, the most exact.
   *
   * @param folder a model folder
   * @param overwrite whether files of that name may be replaced
   * @return what became of each graph, by the name of its new file
   * @throws ModelRefused where there are such files already, or a graph has nothing to convert
   * @throws IOException where a file cannot be written; what was there is kept
   */
  public static Map<String, QuantisedGraph.Written> write(Path folder, boolean overwrite)
      throws IOException {
    ModelFiles files = ModelFiles.of(folder);
    GraphFiles graphs = GraphFiles.ofFloats(files);
    GraphFiles targets = graphs.as(VARIANT);
    Map<String, String> names = new LinkedHashMap<>();
    names.put(targets.vision(), graphs.vision());
    names.put(targets.text(), graphs.text());
    for (String name : names.keySet()) {
      if (!overwrite && files.has(name)) {
        throw new ModelRefused(
            folder + ": " + name + " is there already; --overwrite writes it again");
      }
    }
    Map<String, QuantisedGraph.Written> written = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : names.entrySet()) {
      written.put(
          each.getKey(),
          QuantisedGraph.write(files, each.getValue(), folder.resolve(each.getKey())));
    }
    return written;
  }
}
