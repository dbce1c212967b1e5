package io.idealstream.job;

import io.idealstream.stream.embed.GivenModel;
import io.idealstream.wire.config.Section;
import java.util.List;
import java.util.Optional;

/** Reads {@code model.vectors}. */
final class GivenModelReader {

  /** What CLIP's training clamps the factor to. */
  private static final double CLIP_LOGIT_SCALE = 100;

  private static final int LARGEST = 65_536;

  /** Settings of a model that is opened. */
  private static final List<Setting> OF_A_MODEL =
      List.of(Setting.MODEL_FOLDER, Setting.MODEL_VARIANT, Setting.MODEL_LOGIT_SCALE);

  private GivenModelReader() {}

  /** Empty where the section is not there. */
  static Optional<GivenModel> read(Section model) {
    String key = Setting.MODEL_VECTORS.key();
    if (!model.has(key)) {
      return Optional.empty();
    }
    for (Setting setting : OF_A_MODEL) {
      if (model.has(setting.key())) {
        model
            .problems()
            .note(setting.path(), "no model is opened where model.vectors is set; remove one");
      }
    }
    Section vectors = model.section(key);
    GivenModel read =
        new GivenModel(
            vectors.text("id"),
            dimension(vectors),
            logitScale(vectors),
            vectors.text("texts", null),
            vectors.text("text-lines", null),
            vectors.truth("normalize", false));
    vectors.refuseOthers();
    return Optional.of(read);
  }

  private static int dimension(Section vectors) {
    if (!vectors.has("dimension")) {
      vectors.problems().expected(vectors.pathOf("dimension"), "a whole number", null);
    }
    return (int) vectors.integer("dimension", 1, 1, LARGEST);
  }

  private static double logitScale(Section vectors) {
    double scale = vectors.number("logit-scale", CLIP_LOGIT_SCALE);
    if (scale <= 0) {
      vectors.problems().expected(vectors.pathOf("logit-scale"), "a number above 0", scale);
    }
    return scale;
  }
}
