package io.idealstream.model;

import io.idealstream.model.onnx.Towers;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The factor between a cosine and a logit, and where it came from.
 *
 * <p>Hugging Face writes {@code logit_scale_init_value}, the logarithm that training STARTED from,
 * into every {@code config.json}; the trained value is a weight of the graph. So a user's word
 * comes first, then {@code logit_scale} of the configuration, then what a combined graph shows,
 * then an initial value that is not the default and so was written on purpose; last CLIP's upper
 * limit, which OpenAI's models reached.
 */
record LogitScale(double value, String source) {
  private static final double INITIAL = 2.6592;
  private static final double LIMIT = 100;

  LogitScale {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new ModelRefused(source + ": expected a logit scale above 0, found " + value);
    }
  }

  static LogitScale of(ModelSettings settings, ModelJson config, Towers towers, long[] blank) {
    if (settings.logitScale().isPresent()) {
      return new LogitScale(settings.logitScale().getAsDouble(), "settings");
    }
    if (config.has("logit_scale")) {
      return new LogitScale(config.get("logit_scale").number(), "config.json logit_scale");
    }
    OptionalDouble shown = shown(towers, blank);
    if (shown.isPresent()) {
      return new LogitScale(shown.getAsDouble(), "the combined graph's logits");
    }
    if (config.has("logit_scale_init_value")) {
      double logarithm = config.get("logit_scale_init_value").number();
      if (Math.abs(logarithm - INITIAL) > 1e-3) {
        return new LogitScale(Math.exp(logarithm), "config.json logit_scale_init_value");
      }
    }
    return new LogitScale(LIMIT, "CLIP's limit, since no file names it");
  }

  /** logit = s cos + b, so s = (logit1 - logit2) / (cos1 - cos2) for two pictures and one text. */
  private static OptionalDouble shown(Towers towers, long[] text) {
    FloatBuffer coarse = striped(towers, 9);
    FloatBuffer fine = striped(towers, 2);
    OptionalDouble first = towers.logit(coarse, text);
    OptionalDouble second = towers.logit(fine, text);
    if (first.isEmpty() || second.isEmpty()) {
      return OptionalDouble.empty();
    }
    float[] words = towers.texts(List.of(text));
    double cosines =
        cosine(towers.images(coarse, 1), words) - cosine(towers.images(fine, 1), words);
    double scale = (first.getAsDouble() - second.getAsDouble()) / cosines;
    boolean telling = Math.abs(cosines) > 1e-4 && Double.isFinite(scale);
    return telling ? OptionalDouble.of(scale) : OptionalDouble.empty();
  }

  private static FloatBuffer striped(Towers towers, double width) {
    FloatBuffer picture = towers.pictures(1);
    for (int i = 0; i < picture.capacity(); i++) {
      picture.put(i, (float) (2 * Math.sin(i / width)));
    }
    return picture;
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      squaresA += (double) a[i] * a[i];
      squaresB += (double) b[i] * b[i];
    }
    return product / Math.sqrt(squaresA * squaresB);
  }
}
