package io.idealstream.web;

import io.idealstream.model.image.ImageLimits;
import io.idealstream.model.image.ImageRejected;
import io.idealstream.model.image.SmallPictures;
import io.idealstream.model.image.SmallPictures.Small;
import io.idealstream.web.board.Board;
import io.idealstream.web.board.PictureWork;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;

/**
 * Makes small pictures in a thread of its own, which rests as long as it worked: half a processor
 * at most. Those that are wanted come first, then the newest; the oldest of those that wait give
 * way.
 */
final class PictureWorker implements PictureWork, AutoCloseable {

  private static final int LONGEST = 160;
  private static final int MOST_WAITING = 256;
  private static final long MOST_BYTES = 32L << 20;
  private static final long NANOS_OF_MILLI = 1_000_000;

  private final SmallPictures small;
  private final VectorWorker vectors;
  private final LinkedHashMap<String, byte[]> waiting = new LinkedHashMap<>();
  private final Deque<String> wanted = new ArrayDeque<>();
  private final Thread thread = new Thread(this::work, "page-pictures");
  private Board board;
  private long bytes;

  /**
   * @param vectors takes every picture too
   */
  PictureWorker(ImageLimits limits, VectorWorker vectors) {
    this.vectors = vectors;
    small = new SmallPictures(LONGEST, limits);
    thread.setDaemon(true);
  }

  void start(Board forBoard) {
    board = forBoard;
    thread.start();
  }

  @Override
  public int offer(String item, byte[] encoded) {
    vectors.keep(item, encoded);
    return add(item, encoded);
  }

  private synchronized int add(String item, byte[] encoded) {
    remove(item);
    waiting.put(item, encoded);
    bytes += encoded.length;
    int givenUp = 0;
    while (waiting.size() > MOST_WAITING || bytes > MOST_BYTES) {
      remove(waiting.keySet().iterator().next());
      givenUp++;
    }
    notifyAll();
    return givenUp;
  }

  @Override
  public synchronized void want(String item) {
    if (waiting.containsKey(item)) {
      wanted.add(item);
    }
  }

  private byte[] remove(String item) {
    byte[] encoded = waiting.remove(item);
    bytes -= encoded == null ? 0 : encoded.length;
    return encoded;
  }

  private synchronized String next() throws InterruptedException {
    while (waiting.isEmpty()) {
      wanted.clear();
      wait();
    }
    while (!wanted.isEmpty()) {
      String item = wanted.remove();
      if (waiting.containsKey(item)) {
        return item;
      }
    }
    String newest = null;
    for (String item : waiting.keySet()) {
      newest = item;
    }
    return newest;
  }

  private synchronized byte[] take(String item) {
    return remove(item);
  }

  private void work() {
    try {
      while (true) {
        String item = next();
        byte[] encoded = take(item);
        long began = System.nanoTime();
        if (encoded != null) {
          make(item, encoded);
        }
        Thread.sleep((System.nanoTime() - began) / NANOS_OF_MILLI);
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private void make(String item, byte[] encoded) {
    try {
      Small made = small.of(encoded);
      board.pictured(item, made.jpeg(), made.width(), made.height());
    } catch (ImageRejected bad) {
      board.undecodable();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
