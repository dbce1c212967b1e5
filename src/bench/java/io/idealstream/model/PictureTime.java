package io.idealstream.model;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a picture takes, decoding included, in batches of 8 on one thread: milliseconds of the
 * process on the processor, as the peers of {@code tools/bench} measure themselves.
 */
public final class PictureTime {

  private static final int BATCH = 8;
  private static final int WARM = 2;
  private static final int TURNS = 5;

  private PictureTime() {}

  /** Takes a folder of JPEG photographs and the folder of a model, with a colon between them. */
  public static void main(String[] arguments) throws Exception {
    String[] folders = arguments[0].split(":", 2);
    List<byte[]> photos = photos(Path.of(folders[0]));
    ModelFiles files = ModelFiles.of(Path.of(folders[1]));
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double[] turns = new double[TURNS];
    try (ClipModel model = ClipModel.open(files, ModelSettings.defaults())) {
      for (int turn = -WARM; turn < TURNS; turn++) {
        long before = machine.getProcessCpuTime();
        for (int from = 0; from < photos.size(); from += BATCH) {
          model.embedImages(photos.subList(from, Math.min(from + BATCH, photos.size())));
        }
        if (turn >= 0) {
          turns[turn] = (machine.getProcessCpuTime() - before) / 1e6 / photos.size();
        }
      }
    }
    Arrays.sort(turns);
    System.out.printf("idealstream: %.1f%n", turns[TURNS / 2]);
  }

  private static List<byte[]> photos(Path folder) throws Exception {
    List<byte[]> photos = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jpg")).sorted().toList()) {
        photos.add(Files.readAllBytes(file));
      }
    }
    return photos;
  }
}
