package io.idealstream.cli.eval;

import io.idealstream.math.Progress;
import io.idealstream.model.ClipModel;
import io.idealstream.model.Digest;
import io.idealstream.model.Embedding;
import io.idealstream.model.image.ImageLimits;
import io.idealstream.wire.dataset.LabelledPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Pictures as vectors: each is read, looked up or embedded, handed on and forgotten. One that is no
 * picture harms no other. Mutable.
 */
public final class PictureVectors implements PictureSource {

  private static final int TOGETHER = 32;

  /** A picture that is left out, and why. */
  public record Broken(Path file, String why) {}

  private final ClipModel model;
  private final VectorCache cache;
  private final Consumer<Broken> leftOut;
  private long embedded;
  private long reused;
  private long broken;

  /**
   * @param leftOut hears of every picture that is left out
   */
  public PictureVectors(ClipModel model, VectorCache cache, Consumer<Broken> leftOut) {
    this.model = model;
    this.cache = cache;
    this.leftOut = leftOut;
  }

  @Override
  public long embedded() {
    return embedded;
  }

  @Override
  public long reused() {
    return reused;
  }

  @Override
  public long broken() {
    return broken;
  }

  /** A picture on its way, in order: with its bytes as long as it has no vector. */
  private static final class Pending {
    private final LabelledPicture picture;
    private byte[] digest;
    private byte[] bytes;
    private float[] vector;

    private Pending(LabelledPicture picture) {
      this.picture = picture;
    }
  }

  @Override
  public void read(
      List<LabelledPicture> pictures,
      BiConsumer<LabelledPicture, float[]> taker,
      Progress progress) {
    for (int from = 0; from < pictures.size(); from += TOGETHER) {
      int to = Math.min(pictures.size(), from + TOGETHER);
      List<Pending> some = new ArrayList<>();
      for (LabelledPicture picture : pictures.subList(from, to)) {
        Pending pending = new Pending(picture);
        if (load(pending)) {
          some.add(pending);
        }
      }
      embed(some.stream().filter(pending -> pending.vector == null).toList());
      for (Pending pending : some) {
        if (pending.vector != null) {
          taker.accept(pending.picture, pending.vector);
        }
      }
      progress.at(to, pictures.size());
    }
  }

  private boolean load(Pending pending) {
    Path file = pending.picture.file();
    try {
      if (Files.size(file) > ImageLimits.defaults().maxBytes()) {
        leaveOut(file, "%d bytes, expected less".formatted(Files.size(file)));
        return false;
      }
      pending.bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      leaveOut(file, "there is no such file");
      return false;
    } catch (IOException unreadable) {
      leaveOut(file, "cannot be read: " + unreadable.getMessage());
      return false;
    }
    pending.digest = Digest.sha256().digest(pending.bytes);
    cache
        .get(pending.digest)
        .ifPresent(
            vector -> {
              pending.vector = vector;
              pending.bytes = null;
              reused++;
            });
    return true;
  }

  private void embed(List<Pending> missing) {
    List<Embedding> embeddings =
        model.embedImages(missing.stream().map(pending -> pending.bytes).toList());
    for (int i = 0; i < missing.size(); i++) {
      Pending pending = missing.get(i);
      if (embeddings.get(i) instanceof Embedding.Vector vector) {
        pending.vector = vector.values();
        cache.put(pending.digest, pending.vector);
        embedded++;
      } else if (embeddings.get(i) instanceof Embedding.Rejected rejected) {
        leaveOut(pending.picture.file(), rejected.detail());
      }
    }
  }

  private void leaveOut(Path file, String why) {
    broken++;
    leftOut.accept(new Broken(file, why));
  }
}
