package io.idealstream.stream.embed;

import io.idealstream.model.ClipModel;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelSettings;
import io.idealstream.model.RuntimeSettings;
import io.idealstream.model.image.Alpha;
import io.idealstream.model.image.ImageLimits;
import io.idealstream.stream.TextEmbedding;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which model the job runs and how: travels with the operators, and opens the model where they run.
 * {@link ModelSettings} in a form that Java can serialise.
 *
 * @param folder null for the bundled model; otherwise there on every machine that runs operators
 * @param variant null for the most exact graphs
 * @param logitScale null for the model's own
 */
public record ModelSource(
    String folder,
    String variant,
    Double logitScale,
    RuntimeSettings runtime,
    ImageLimits limits,
    Alpha alpha)
    implements JobModel {

  /** The model that comes with idealstream. */
  public static ModelSource bundled(ModelSettings settings) {
    return of((String) null, settings);
  }

  /** A model folder. */
  public static ModelSource of(Path folder, ModelSettings settings) {
    return of(folder.toString(), settings);
  }

  private static ModelSource of(String folder, ModelSettings settings) {
    return new ModelSource(
        folder,
        settings.variant().orElse(null),
        settings.logitScale().isPresent() ? settings.logitScale().getAsDouble() : null,
        settings.runtime(),
        settings.limits(),
        settings.alpha());
  }

  public ModelFiles files() {
    return folder == null ? ModelFiles.bundled() : ModelFiles.of(Path.of(folder));
  }

  public ModelSettings settings() {
    return new ModelSettings(
        Optional.ofNullable(variant),
        logitScale == null ? OptionalDouble.empty() : OptionalDouble.of(logitScale),
        runtime,
        limits,
        alpha);
  }

  @Override
  public ImageEmbedding.Opening images(int subtasks) {
    return () -> {
      ClipModel model = open();
      int processors = Runtime.getRuntime().availableProcessors();
      return new ClipImages(
          runtime.decodeAhead().isDone(subtasks, processors) ? model.decodingAhead() : model);
    };
  }

  @Override
  public TextEmbedding.Opening texts() {
    return () -> new ClipTexts(open());
  }

  @Override
  public String fingerprint() {
    try (ClipModel model = open()) {
      return model.description().fingerprint();
    }
  }

  private ClipModel open() {
    return ClipModel.open(files(), settings());
  }
}
