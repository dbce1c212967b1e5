package io.idealstream.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Embeds pictures in short runs, and decodes those of the next run on a thread of its own while the
 * graph works on one. What a caller sees is the same as without: when it returns, all is done.
 */
final class PicturesAhead implements AutoCloseable {

  /** So many that little is decoded before the first run, and few enough that runs are long. */
  private static final int RUNS = 4;

  private final PictureRun[] runs;
  private ExecutorService thread;

  PicturesAhead(Supplier<PictureRun> runs) {
    this.runs = new PictureRun[] {runs.get(), runs.get()};
  }

  /**
   * One outcome per picture, in order.
   *
   * @param most pictures in one run
   */
  List<Embedding> embed(List<byte[]> encoded, int most) {
    List<Embedding> outcomes = new ArrayList<>(encoded.size());
    int length = Math.min(most, (encoded.size() + RUNS - 1) / RUNS);
    Future<?> next = null;
    try {
      for (int from = 0, number = 0; from < encoded.size(); from += length, number++) {
        PictureRun now = runs[number % 2];
        if (next == null) {
          now.prepare(encoded.subList(from, Math.min(from + length, encoded.size())));
        } else {
          Future<?> ready = next;
          next = null;
          await(ready);
        }
        int behind = from + length;
        if (behind < encoded.size()) {
          List<byte[]> pictures =
              encoded.subList(behind, Math.min(behind + length, encoded.size()));
          PictureRun other = runs[(number + 1) % 2];
          next = thread().submit(() -> other.prepare(pictures));
        }
        outcomes.addAll(now.embed());
      }
    } finally {
      if (next != null) {
        await(next); // nothing decodes into buffers that are used again
      }
    }
    return outcomes;
  }

  /** Also when this thread is interrupted: decoding is bounded, and what it meets is told here. */
  private static void await(Future<?> preparing) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          preparing.get();
          return;
        } catch (InterruptedException early) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure.getCause();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Started when there is work for it; its name begins with that of the thread it works for. */
  private ExecutorService thread() {
    if (thread == null) {
      String name = Thread.currentThread().getName() + " decodes ahead";
      thread =
          Executors.newSingleThreadExecutor(
              work -> {
                Thread made = new Thread(work, name);
                made.setDaemon(true);
                return made;
              });
    }
    return thread;
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.shutdown();
    }
  }
}
