package io.idealstream.job;

import io.idealstream.model.ClipModel;
import io.idealstream.model.ModelRefused;
import io.idealstream.stream.embed.ModelSource;
import java.util.concurrent.CompletableFuture;

/**
 * The model of a job, held open in this process: the checks, the job and its restarts find it open,
 * and read its files once. It is opened while Kafka is asked.
 */
public final class HeldModel implements AutoCloseable {
  private static final CompletableFuture<ClipModel> NONE = CompletableFuture.completedFuture(null);

  private final CompletableFuture<ClipModel> opening;

  /**
   * @param opening of null where there is none
   */
  private HeldModel(CompletableFuture<ClipModel> opening) {
    this.opening = opening;
  }

  /** Of settings; none is held where it cannot be opened, of which the checks say why. */
  public static HeldModel of(JobSettings settings) {
    return new HeldModel(
        settings.model().vectors().isPresent()
            ? NONE
            : CompletableFuture.supplyAsync(
                () -> open(settings.model().source()), task -> new Thread(task, "model").start()));
  }

  private static ClipModel open(ModelSource source) {
    try {
      return ClipModel.open(source.files(), source.settings());
    } catch (ModelRefused | LinkageError refused) {
      return null;
    }
  }

  @Override
  public void close() {
    ClipModel model = opening.exceptionally(failure -> null).join();
    if (model != null) {
      model.close();
    }
  }
}
