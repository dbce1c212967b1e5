package io.idealstream.model;

import io.idealstream.demo.feed.Samples;
import io.idealstream.model.image.PhotoTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Pictures a second, by the clock, that threads embed in batches of 32: each by itself, and with a
 * second one that decodes ahead. Both in turns, the middle of them.
 */
public final class DecodeAheadPace {

  private static final int BATCH = 32;
  private static final int TURNS = 5;
  private static final long NANOS = 3_000_000_000L;

  private DecodeAheadPace() {}

  /** Takes the folder of a model, or nothing for the bundled one. */
  public static void main(String[] arguments) throws Exception {
    ModelFiles files =
        arguments.length == 0 ? ModelFiles.bundled() : ModelFiles.of(Path.of(arguments[0]));
    Samples samples = Samples.bundled();
    System.out.println("| pictures | threads that embed | alone | decoding ahead | ratio |");
    System.out.println("|---|---:|---:|---:|---:|");
    int processors = Runtime.getRuntime().availableProcessors();
    for (int threads = 1; threads <= processors; threads += Math.max(1, processors - 1)) {
      print("samples", files, IntStream.range(0, 120).mapToObj(samples::picture).toList(), threads);
      print("photographs of 640 x 480", files, PhotoTime.photos(), threads);
    }
  }

  private static void print(String name, ModelFiles files, List<byte[]> pictures, int threads)
      throws Exception {
    double[] alone = new double[TURNS];
    double[] ahead = new double[TURNS];
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int turn = -1; turn < TURNS; turn++) {
        double plain = pace(pool, files, pictures, threads, false);
        double faster = pace(pool, files, pictures, threads, true);
        if (turn >= 0) {
          alone[turn] = plain;
          ahead[turn] = faster;
        }
      }
    } finally {
      pool.shutdown();
    }
    Arrays.sort(alone);
    Arrays.sort(ahead);
    System.out.printf(
        "| %s | %d | %.0f | %.0f | %.2f |%n",
        name, threads, alone[TURNS / 2], ahead[TURNS / 2], ahead[TURNS / 2] / alone[TURNS / 2]);
  }

  private static double pace(
      ExecutorService pool, ModelFiles files, List<byte[]> pictures, int threads, boolean ahead)
      throws Exception {
    List<Future<Double>> paces = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      paces.add(pool.submit(() -> pace(files, pictures, ahead)));
    }
    double together = 0;
    for (Future<Double> pace : paces) {
      together += pace.get();
    }
    return together;
  }

  private static double pace(ModelFiles files, List<byte[]> pictures, boolean ahead) {
    try (ClipModel model = ClipModel.open(files, ModelSettings.defaults())) {
      ClipModel embedding = ahead ? model.decodingAhead() : model;
      long start = System.nanoTime();
      int embedded = 0;
      while (System.nanoTime() - start < NANOS) {
        List<byte[]> batch = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
          batch.add(pictures.get(embedded++ % pictures.size()));
        }
        embedding.embedImages(batch);
      }
      return embedded * 1e9 / (System.nanoTime() - start);
    }
  }
}
