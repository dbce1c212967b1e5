package io.idealstream.cli;

import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelRefused;
import io.idealstream.model.ModelSettings;
import io.idealstream.model.RuntimeSettings.DynamicQuantization;
import io.idealstream.model.fetch.Catalogue;
import io.idealstream.model.image.Alpha;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Which model, and how it is run. */
final class ModelOptions {
  /** What CLIP's training clamps the factor to. */
  private static final double CLIP_LOGIT_SCALE = 100;

  @Option(
      names = "--model",
      paramLabel = "DIR|NAME",
      description =
          "A model folder in the Hugging Face ONNX layout, or the name of a fetched model. Without"
              + " it: the bundled model.")
  private String model;

  @Option(
      names = "--variant",
      description = "Which graphs of the folder: fp32, fp16, int8, ... Without it: the most exact.")
  private String variant;

  @Option(names = "--threads", description = "Threads of one run (default ${DEFAULT-VALUE}).")
  private int threads = 1;

  @Option(names = "--max-batch", description = "Most items of one run (default ${DEFAULT-VALUE}).")
  private int maxBatch = 32;

  @Option(
      names = "--dynamic-quantization",
      paramLabel = "one-by-one|batched",
      description =
          "How graphs are run whose embeddings depend on their neighbours (default one-by-one).")
  private String dynamicQuantization = "one-by-one";

  @Option(
      names = "--alpha",
      paramLabel = "white|drop",
      description = "What transparent pixels become (default white; drop is what PIL does).")
  private Alpha alpha = Alpha.WHITE;

  @Option(
      names = "--logit-scale",
      description = "Factor between a cosine and a logit; without it the model's own.")
  private Double logitScale;

  ModelFiles files() {
    if (model == null) {
      return ModelFiles.bundled();
    }
    Path folder = Path.of(model);
    if (!Files.exists(folder) && Catalogue.bundled().find(model).isPresent()) {
      return ModelFiles.of(fetched(model));
    }
    return ModelFiles.of(folder);
  }

  ModelSettings settings() {
    ModelSettings defaults = ModelSettings.defaults();
    ModelSettings settings =
        defaults
            .withAlpha(alpha)
            .withRuntime(
                defaults
                    .runtime()
                    .withThreads(threads)
                    .withMaxBatch(maxBatch)
                    .withDynamicQuantization(company()));
    if (variant != null) {
      settings = settings.withVariant(variant);
    }
    return logitScale == null ? settings : settings.withLogitScale(logitScale);
  }

  /** Factor between a cosine and a logit where no model is opened. */
  double logitScaleWithoutModel() {
    return logitScale == null ? CLIP_LOGIT_SCALE : logitScale;
  }

  /** Where fetched models lie unless the user says otherwise. */
  static Path cache(String name) {
    return cacheFolder().resolve("models").resolve(name);
  }

  /** What can be made or fetched again lies here. */
  static Path cacheFolder() {
    String home = System.getenv("XDG_CACHE_HOME");
    Path base =
        home == null || home.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(home);
    return base.resolve("idealstream");
  }

  private static Path fetched(String name) {
    Path folder = cache(name);
    if (!Files.isDirectory(folder)) {
      throw new ModelRefused(
          "model "
              + name
              + " is not on this machine; ./idealstream model fetch "
              + name
              + " gets it");
    }
    return folder;
  }

  private DynamicQuantization company() {
    return switch (dynamicQuantization.toLowerCase(Locale.ROOT)) {
      case "one-by-one" -> DynamicQuantization.ONE_BY_ONE;
      case "batched" -> DynamicQuantization.BATCHED;
      default ->
          throw new IllegalArgumentException(
              "--dynamic-quantization: expected one-by-one or batched, found "
                  + dynamicQuantization);
    };
  }
}
