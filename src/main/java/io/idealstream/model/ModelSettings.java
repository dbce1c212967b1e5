package io.idealstream.model;

import io.idealstream.model.image.Alpha;
import io.idealstream.model.image.ImageLimits;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a user may say about a model beyond its folder.
 *
 * @param variant which graphs to take ({@code fp32}, {@code fp16}, {@code int8}, ...); empty for
 *     the most exact
 * @param logitScale the factor between a cosine and a logit; empty to take the model's own
 * @param alpha what transparent pixels become
 */
public record ModelSettings(
    Optional<String> variant,
    OptionalDouble logitScale,
    RuntimeSettings runtime,
    ImageLimits limits,
    Alpha alpha) {

  public static ModelSettings defaults() {
    return new ModelSettings(
        Optional.empty(),
        OptionalDouble.empty(),
        RuntimeSettings.defaults(),
        ImageLimits.defaults(),
        Alpha.WHITE);
  }

  public ModelSettings withVariant(String name) {
    return new ModelSettings(Optional.of(name), logitScale, runtime, limits, alpha);
  }

  public ModelSettings withLogitScale(double scale) {
    return new ModelSettings(variant, OptionalDouble.of(scale), runtime, limits, alpha);
  }

  public ModelSettings withRuntime(RuntimeSettings settings) {
    return new ModelSettings(variant, logitScale, settings, limits, alpha);
  }

  public ModelSettings withLimits(ImageLimits imageLimits) {
    return new ModelSettings(variant, logitScale, runtime, imageLimits, alpha);
  }

  public ModelSettings withAlpha(Alpha policy) {
    return new ModelSettings(variant, logitScale, runtime, limits, policy);
  }
}
