package io.idealstream.control;

/**
 * The model that prepares definitions.
 *
 * @param model fingerprint
 * @param logitScale factor between a cosine and a logit; 0 where nothing depends on it
 */
public record Maker(String model, double logitScale) {

  public static Maker of(String model) {
    return new Maker(model, 0);
  }
}
