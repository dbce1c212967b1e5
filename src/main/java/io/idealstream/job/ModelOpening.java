package io.idealstream.job;

import io.idealstream.model.ClipModel;
import io.idealstream.model.ModelDescription;
import io.idealstream.model.ModelMemory;
import io.idealstream.model.ModelRefused;
import io.idealstream.stream.embed.GivenModel;
import io.idealstream.stream.embed.ModelSource;
import io.idealstream.wire.config.Misconfigured;
import java.util.List;
import java.util.Optional;

/**
 * What came of opening the model that a job's settings name.
 *
 * @param description empty where it could not be opened
 * @param problems why not
 */
record ModelOpening(Optional<ModelDescription> description, List<String> problems) {

  static ModelOpening of(JobSettings settings) {
    if (settings.model().vectors().isPresent()) {
      return of(settings.model().vectors().get());
    }
    ModelSource source = settings.model().source();
    try (ClipModel model = ClipModel.open(source.files(), source.settings())) {
      return new ModelOpening(Optional.of(model.description()), List.of());
    } catch (ModelRefused refused) {
      return refused(settings, refused.getMessage());
    } catch (LinkageError missing) {
      return refused(settings, "ONNX Runtime cannot be loaded on this machine: " + missing);
    }
  }

  /** No model is opened; its texts are read. */
  private static ModelOpening of(GivenModel model) {
    try {
      model.vectors();
    } catch (Misconfigured unusable) {
      return new ModelOpening(
          Optional.empty(),
          unusable.problems().stream()
              .map(problem -> Setting.MODEL_VECTORS.path() + ".texts: " + problem)
              .toList());
    }
    return new ModelOpening(
        Optional.of(
            new ModelDescription(
                "no model",
                model.id(),
                model.dimension(),
                0,
                0,
                0,
                "",
                "",
                model.logitScale(),
                Setting.MODEL_VECTORS.path(),
                List.of(),
                0,
                0,
                new ModelMemory(0, 0, 0, 0))),
        List.of());
  }

  private static ModelOpening refused(JobSettings settings, String why) {
    String place = settings.model().folder().orElse("bundled");
    String named = why.startsWith(place) ? why : place + ": " + why;
    return new ModelOpening(Optional.empty(), List.of(Setting.MODEL_FOLDER.path() + ": " + named));
  }
}
