package io.idealstream.web;

import io.idealstream.model.Embedding;
import io.idealstream.stream.embed.ImageEmbedding;
import io.idealstream.stream.embed.JobModel;
import io.idealstream.web.board.Board;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Embeds the pictures of items on show by the job's model, while somebody asks for their vectors: a
 * minute from each question on, the newest first, in a thread of its own which rests as long as it
 * worked. Before, it keeps the newest pictures, and the model is not opened.
 */
final class VectorWorker implements AutoCloseable {

  private static final long MOST_BYTES = 32L << 20;
  private static final int AT_ONCE = 8;
  private static final long WANTED_NANOS = 60_000_000_000L;
  private static final long NANOS_OF_MILLI = 1_000_000;

  private final JobModel model;
  private final LinkedHashMap<String, byte[]> kept = new LinkedHashMap<>();
  private final Thread thread = new Thread(this::work, "page-vectors");
  private Board board;
  private long bytes;
  private boolean wanted;
  private long wantedAt;
  private String problem;

  VectorWorker(JobModel model) {
    this.model = model;
    thread.setDaemon(true);
  }

  void start(Board forBoard) {
    board = forBoard;
    thread.start();
  }

  synchronized void keep(String item, byte[] encoded) {
    remove(item);
    kept.put(item, encoded);
    bytes += encoded.length;
    while (bytes > MOST_BYTES) {
      remove(kept.keySet().iterator().next());
    }
    notifyAll();
  }

  private void remove(String item) {
    byte[] encoded = kept.remove(item);
    bytes -= encoded == null ? 0 : encoded.length;
  }

  /** That vectors are wanted from now on, for a while. */
  synchronized void want() {
    wanted = true;
    wantedAt = System.nanoTime();
    notifyAll();
  }

  /** Why there are no vectors of pictures; null where there is no reason. */
  synchronized String problem() {
    return problem;
  }

  private void work() {
    ImageEmbedding embedding = null;
    try {
      while (true) {
        awaitWork();
        long began = System.nanoTime();
        if (embedding == null) {
          embedding = model.images(1).open();
        }
        embed(embedding, take());
        Thread.sleep((System.nanoTime() - began) / NANOS_OF_MILLI);
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError failure) {
      fail("pictures have no vectors: " + failure.getMessage());
    } finally {
      if (embedding != null) {
        embedding.close();
      }
    }
  }

  private synchronized void fail(String why) {
    problem = why;
  }

  private synchronized void awaitWork() throws InterruptedException {
    while (kept.isEmpty() || !wanted) {
      wanted &= System.nanoTime() - wantedAt < WANTED_NANOS;
      wait();
    }
    wanted = System.nanoTime() - wantedAt < WANTED_NANOS;
  }

  private synchronized Map<String, byte[]> take() {
    List<String> items = new ArrayList<>(kept.keySet());
    Map<String, byte[]> newest = new LinkedHashMap<>();
    for (String item : items.subList(Math.max(0, items.size() - AT_ONCE), items.size())) {
      newest.put(item, kept.get(item));
      remove(item);
    }
    return newest;
  }

  private void embed(ImageEmbedding embedding, Map<String, byte[]> pictures) {
    List<Embedding> outcomes = embedding.embed(List.copyOf(pictures.values()));
    int i = 0;
    for (String item : pictures.keySet()) {
      if (outcomes.get(i++) instanceof Embedding.Vector vector) {
        board.embedded(item, vector.values());
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
