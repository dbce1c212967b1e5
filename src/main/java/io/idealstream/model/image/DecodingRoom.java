package io.idealstream.model.image;

import java.util.concurrent.Semaphore;

/**
 * How many pixels are decoded at the same time in this process. Small pictures are decoded side by
 * side, large ones one after the other: however many subtasks there are, pictures take no more
 * memory than one of the largest, or an eighth of the heap.
 */
public final class DecodingRoom {

  /** For all models of this process. */
  static final DecodingRoom SHARED = new DecodingRoom(pixels(Runtime.getRuntime().maxMemory()));

  static final DecodingRoom UNBOUNDED = new DecodingRoom(Integer.MAX_VALUE);

  private static final int SHARE_OF_HEAP = 8;

  private final int pixels;
  private final Semaphore free;

  DecodingRoom(int pixels) {
    this.pixels = pixels;
    // fair: a large picture is not passed by small ones for ever
    this.free = new Semaphore(pixels, true);
  }

  /**
   * Pixels that are decoded at the same time by as many threads, at most.
   *
   * @param heap bytes that Java may take
   */
  public static long pixels(long heap, ImageLimits limits, int threads) {
    long shared = Math.min(pixels(heap), (long) threads * limits.maxPixels());
    return Math.max(shared, limits.maxPixels());
  }

  private static int pixels(long heap) {
    long most = heap / SHARE_OF_HEAP / ImageLimits.HEAP_PER_PIXEL;
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, most));
  }

  /** Waits until there is room; a picture of more pixels than there is room for is alone. */
  void enter(int number) {
    free.acquireUninterruptibly(Math.min(number, pixels));
  }

  void leave(int number) {
    free.release(Math.min(number, pixels));
  }

  /** Pixels for which there is room now. */
  int free() {
    return free.availablePermits();
  }
}
