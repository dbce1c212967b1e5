package io.idealstream.job;

import io.idealstream.model.ClipModel;
import io.idealstream.model.ModelRefused;
import io.idealstream.stream.embed.ModelSource;

/**
 * The model of a job, held open in this process: the checks, the job and its restarts find it open,
 * and read its files once.
 */
public final class HeldModel implements AutoCloseable {
  private final ClipModel model;

  /**
   * @param model null where there is none
   */
  private HeldModel(ClipModel model) {
    this.model = model;
  }

  /** Of settings; none is held where it cannot be opened, of which the checks say why. */
  public static HeldModel of(JobSettings settings) {
    if (settings.model().vectors().isPresent()) {
      return new HeldModel(null);
    }
    ModelSource source = settings.model().source();
    try {
      return new HeldModel(ClipModel.open(source.files(), source.settings()));
    } catch (ModelRefused | LinkageError refused) {
      return new HeldModel(null);
    }
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
  }
}
