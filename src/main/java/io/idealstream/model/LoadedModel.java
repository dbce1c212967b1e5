package io.idealstream.model;

import io.idealstream.model.RuntimeSettings.DynamicQuantization;
import io.idealstream.model.image.Preprocessing;
import io.idealstream.model.onnx.GraphFacts;
import io.idealstream.model.onnx.GraphFiles;
import io.idealstream.model.onnx.Processor;
import io.idealstream.model.onnx.Towers;
import io.idealstream.model.text.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** A model that was checked and opened once and is shared by all who use it. */
record LoadedModel(
    ModelDescription description, Preprocessing preprocessing, Tokenizer tokenizer, Towers towers)
    implements AutoCloseable {

  /** Weights are read, and then kept in the order in which they are multiplied. */
  private static final int WEIGHT_COPIES = 2;

  static LoadedModel open(ModelFiles files, ModelSettings settings) {
    ModelJson config = files.json("config.json");
    Preprocessing preprocessing = Preprocessing.parse(imageProcessor(files), settings.alpha());
    Tokenizer tokenizer = tokenizer(files, config);
    GraphFiles graphs =
        settings.variant().isPresent()
            ? GraphFiles.choose(files, settings.variant().get())
            : GraphFiles.choose(files);
    GraphFacts vision = facts(files, graphs.vision());
    GraphFacts text = graphs.combined() ? vision : facts(files, graphs.text());
    Towers.Frame frame =
        new Towers.Frame(
            preprocessing.cropHeight(),
            preprocessing.cropWidth(),
            tokenizer.contextLength(),
            tokenizer.padding(),
            tokenizer.encode(""));
    Towers towers = Towers.open(files, graphs, frame, settings.runtime());
    try {
      checkDimension(config, towers, graphs);
      LogitScale scale = LogitScale.of(settings, config, towers, frame.blank());
      SortedSet<String> dynamic = new TreeSet<>(vision.dynamicQuantization());
      dynamic.addAll(text.dynamicQuantization());
      ModelDescription description =
          new ModelDescription(
              files.place(),
              fingerprint(
                  files, graphs, List.of(vision, text), tokenizer, preprocessing, scale, settings),
              towers.dimension(),
              tokenizer.contextLength(),
              frame.height(),
              frame.width(),
              graphs.vision(),
              graphs.text(),
              scale.value(),
              scale.source(),
              List.copyOf(dynamic),
              Math.min(
                  towers.maxPictures(), perRun(towers.batchesImages(), vision, settings.runtime())),
              Math.min(towers.maxTexts(), perRun(towers.batchesTexts(), text, settings.runtime())),
              new ModelMemory(
                  WEIGHT_COPIES * weights(files, graphs, List.of(vision, text)),
                  towers.bytesPerPrepared(),
                  towers.bytesPerPicture(),
                  towers.bytesPerText()));
      return new LoadedModel(description, preprocessing, tokenizer, towers);
    } catch (RuntimeException e) {
      towers.close();
      throw e;
    }
  }

  /** The tokenizer alone: needs only the JSON files. */
  static Tokenizer tokenizer(ModelFiles files, ModelJson config) {
    return Tokenizer.parse(
        files.json("tokenizer.json"), files.jsonOrNull("tokenizer_config.json"), config);
  }

  /** Where transformers 5 writes it, else where earlier ones did; first things first, as there. */
  private static ModelJson imageProcessor(ModelFiles files) {
    ModelJson processor = files.jsonOrNull("processor_config.json");
    return processor != null && processor.has("image_processor")
        ? processor.get("image_processor")
        : files.json("preprocessor_config.json");
  }

  @Override
  public void close() {
    towers.close();
  }

  private static GraphFacts facts(ModelFiles files, String graph) {
    try (InputStream in = files.open(graph)) {
      return GraphFacts.scan(graph, in);
    } catch (IOException e) {
      throw new ModelRefused(files.place() + ": " + graph + " cannot be read", e);
    }
  }

  private static void checkDimension(ModelJson config, Towers towers, GraphFiles graphs) {
    if (config.has("projection_dim")
        && config.get("projection_dim").integer() != towers.dimension()) {
      throw new ModelRefused(
          "config.json: expected projection_dim "
              + towers.dimension()
              + ", the length of what "
              + graphs.vision()
              + " gives, found "
              + config.get("projection_dim").integer());
    }
  }

  private static int perRun(boolean batches, GraphFacts facts, RuntimeSettings runtime) {
    boolean companyMatters =
        !facts.dynamicQuantization().isEmpty()
            && runtime.dynamicQuantization() == DynamicQuantization.ONE_BY_ONE;
    return batches && !companyMatters ? runtime.maxBatch() : 1;
  }

  private static String fingerprint(
      ModelFiles files,
      GraphFiles graphs,
      List<GraphFacts> facts,
      Tokenizer tokenizer,
      Preprocessing preprocessing,
      LogitScale scale,
      ModelSettings settings) {
    Fingerprint fingerprint =
        new Fingerprint()
            .part("form", "1")
            .file("vision", files, graphs.vision())
            .file("text", files, graphs.text())
            .file("tokenizer", files, "tokenizer.json")
            .part("context", tokenizer.form())
            .part("preprocessing", preprocessing.canonical())
            .part("logit scale", Double.toString(scale.value()));
    boolean dynamic = false;
    boolean ofProcessor = false;
    for (GraphFacts fact : facts) {
      fact.weightFiles()
          .forEach(file -> fingerprint.file("weights " + file, files, beside(graphs, file)));
      dynamic |= !fact.dynamicQuantization().isEmpty();
      ofProcessor |= fact.dependsOnProcessor();
    }
    if (dynamic) {
      fingerprint.part("quantization", settings.runtime().dynamicQuantization().name());
    }
    if (ofProcessor) {
      fingerprint.part("products of bytes", Processor.productsOfBytes());
    }
    return fingerprint.text();
  }

  /** Bytes of the graphs and of the files that hold their weights. */
  private static long weights(ModelFiles files, GraphFiles graphs, List<GraphFacts> facts) {
    Set<String> names = new TreeSet<>(Set.of(graphs.vision()));
    names.add(graphs.text());
    facts.forEach(fact -> fact.weightFiles().forEach(file -> names.add(beside(graphs, file))));
    return names.stream().mapToLong(files::size).sum();
  }

  /** Weight files lie beside their graph; a name that leads elsewhere is refused. */
  private static String beside(GraphFiles graphs, String file) {
    if (file.contains("/") || file.contains("\\") || file.equals("..")) {
      throw new ModelRefused(
          graphs.vision() + ": expected weight files beside the graph, found " + file);
    }
    return graphs.vision().substring(0, graphs.vision().lastIndexOf('/') + 1) + file;
  }
}
