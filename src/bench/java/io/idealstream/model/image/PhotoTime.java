package io.idealstream.model.image;

import io.idealstream.demo.feed.Samples;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * What it takes to prepare a photograph: JPEG of 640 x 480 pixels, colours at half the resolution,
 * quality 88. They are sample pictures blown up, with noise. Microseconds of the thread on the
 * processor for each, the middle of the turns.
 */
public final class PhotoTime {

  private static final String FOLDER = "photos=";
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int PHOTOS = 120;
  private static final int TURNS = 9;
  private static final int WARM = 3;

  private PhotoTime() {}

  /** Takes {@code photos=FOLDER} to leave the photographs there, for others to be measured by. */
  public static void main(String[] arguments) throws Exception {
    List<byte[]> photos = photos();
    if (arguments.length == 1 && arguments[0].startsWith(FOLDER)) {
      Path folder = Files.createDirectories(Path.of(arguments[0].substring(FOLDER.length())));
      for (int i = 0; i < photos.size(); i++) {
        Files.write(folder.resolve(String.format("%03d.jpg", i)), photos.get(i));
      }
    }
    System.out.println("| side of the model's input | header | decoded, in colour | all |");
    System.out.println("|---:|---:|---:|---:|");
    for (int side : new int[] {64, 224}) {
      time(photos, side);
    }
  }

  private static void time(List<byte[]> photos, int side) throws Exception {
    Preprocessing settings = settings(side);
    ImagePreprocessor preprocessor = new ImagePreprocessor(settings, ImageLimits.defaults());
    PictureDecoder decoder = new PictureDecoder(Alpha.WHITE);
    FloatBuffer target = FloatBuffer.allocate(preprocessor.size());
    double[] header = new double[TURNS];
    double[] decoded = new double[TURNS];
    double[] all = new double[TURNS];
    for (int turn = -WARM; turn < TURNS; turn++) {
      long[] spent = new long[3];
      for (byte[] photo : photos) {
        try (Allowance allowance = new Allowance(ImageLimits.defaults(), DecodingRoom.UNBOUNDED)) {
          long start = now();
          JpegFile.parse(photo, allowance);
          spent[0] += now() - start;
        }
        try (Allowance allowance = new Allowance(ImageLimits.defaults(), DecodingRoom.UNBOUNDED)) {
          long start = now();
          Rows rows = decoder.decode(photo, allowance);
          byte[] line = new byte[3 * WIDTH];
          for (int y = 0; y < HEIGHT; y++) {
            rows.read(0, y, WIDTH, line);
          }
          spent[1] += now() - start;
        }
        long start = now();
        preprocessor.preprocess(photo, target);
        spent[2] += now() - start;
      }
      if (turn >= 0) {
        header[turn] = spent[0] / 1e3 / photos.size();
        decoded[turn] = spent[1] / 1e3 / photos.size();
        all[turn] = spent[2] / 1e3 / photos.size();
      }
    }
    System.out.printf(
        "| %d | %.0f | %,.0f | %,.0f |%n", side, middle(header), middle(decoded), middle(all));
  }

  private static Preprocessing settings(int side) throws Exception {
    String json =
        "{\"size\": {\"shortest_edge\": %1$d}, \"crop_size\": {\"height\": %1$d, \"width\": %1$d}}";
    return Preprocessing.parse(String.format(json, side).getBytes(), "settings", Alpha.WHITE);
  }

  /** The photographs. */
  public static List<byte[]> photos() throws IOException {
    Random random = new Random(1);
    List<byte[]> photos = new ArrayList<>();
    for (int i = 0; i < PHOTOS; i++) {
      byte[] sample = Samples.bundled().picture(5 * i % Samples.bundled().size());
      photos.add(jpeg(blownUp(ImageIO.read(new ByteArrayInputStream(sample)), random)));
    }
    return photos;
  }

  private static BufferedImage blownUp(BufferedImage sample, Random random) {
    BufferedImage photo = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = photo.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(sample, 0, 0, WIDTH, HEIGHT, null);
    graphics.dispose();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int rgb = photo.getRGB(x, y);
        int noisy = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
          double value = (rgb >> shift & 0xff) + 9 * random.nextGaussian();
          noisy |= (int) Math.max(0, Math.min(value, 255)) << shift;
        }
        photo.setRGB(x, y, noisy);
      }
    }
    return photo;
  }

  private static byte[] jpeg(BufferedImage picture) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam quality = writer.getDefaultWriteParam();
    quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    quality.setCompressionQuality(0.88f);
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(jpeg)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), quality);
    } finally {
      writer.dispose();
    }
    return jpeg.toByteArray();
  }

  private static double middle(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
