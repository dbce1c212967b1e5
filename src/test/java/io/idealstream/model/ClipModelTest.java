package io.idealstream.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.ModelFolder;
import io.idealstream.fixtures.Pictures;
import io.idealstream.fixtures.Resources;
import io.idealstream.model.RuntimeSettings.DynamicQuantization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipModelTest {
  private static final double[][] PIXEL_WEIGHTS = matrix("/model/graphs/pixel-weights.txt");
  private static final double[][] TOKEN_WEIGHTS = matrix("/model/graphs/token-weights.txt");
  private static final double[] MEAN = {0.5, 0.4, 0.3};
  private static final double[] DEVIATION = {0.2, 0.3, 0.4};

  @TempDir private Path folder;

  @Test
  void aPictureOfOneColourGetsTheVectorWorkedOutByHand() {
    try (ClipModel model = open(ModelFolder.in(folder))) {
      byte[] picture = Pictures.plain(8, 8, 0x336699);
      assertArrayEquals(
          pictureByHand(0x33, 0x66, 0x99), vector(model.embedImages(List.of(picture)), 0), 1e-5f);
    }
  }

  @Test
  void aTextGetsTheVectorWorkedOutByHand() {
    try (ClipModel model = open(ModelFolder.in(folder))) {
      assertArrayEquals(
          textByHand(49406, 320, 1125, 539, 320, 2368, 49407),
          vector(model.embedTexts(List.of("a photo of a cat")), 0),
          1e-4f);
    }
  }

  @Test
  void theImageProcessorMayStandInTheProcessorsFile() {
    String earlier;
    try (ClipModel model = open(ModelFolder.in(folder))) {
      earlier = model.description().fingerprint();
    }
    ModelFolder files = ModelFolder.in(folder).ofTransformers5();
    try (ClipModel model = open(files)) {
      byte[] picture = Pictures.plain(8, 8, 0x336699);
      assertArrayEquals(
          pictureByHand(0x33, 0x66, 0x99), vector(model.embedImages(List.of(picture)), 0), 1e-5f);
      assertEquals(earlier, model.description().fingerprint());
    }
    files.with("preprocessor_config.json", "{\"size\": 9, \"crop_size\": 9}");
    try (ClipModel model = open(files)) {
      assertEquals(8, model.description().imageHeight(), "the processor's file comes first");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vision", "vision_open", "vision_single", "vision_weights_outside"})
  void everyFormOfAVisionGraphGivesTheSameVectors(String graph) {
    ModelFolder files = ModelFolder.in(folder).graph(graph, "onnx/vision_model.onnx");
    if (graph.endsWith("outside")) {
      files.write(
          "onnx/vision_weights_outside.onnx_data",
          Resources.bytes("/model/graphs/vision_weights_outside.onnx_data"));
    }
    try (ClipModel model = open(files)) {
      byte[] picture = Pictures.plain(8, 8, 0x102030);
      assertArrayEquals(
          pictureByHand(0x10, 0x20, 0x30), vector(model.embedImages(List.of(picture)), 0), 1e-5f);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "text_no_mask", "text_int32"})
  void everyFormOfATextGraphGivesTheSameVectorsInACompanyOfUnlikeLengths(String graph) {
    try (ClipModel model = open(ModelFolder.in(folder).graph(graph, "onnx/text_model.onnx"))) {
      List<Embedding> together =
          model.embedTexts(List.of("", "a photo of a dog", "a dog", "a cat"));
      assertArrayEquals(textByHand(49406, 49407), vector(together, 0), 1e-4f);
      assertArrayEquals(
          textByHand(49406, 320, 1125, 539, 320, 1929, 49407), vector(together, 1), 1e-4f);
      assertArrayEquals(textByHand(49406, 320, 1929, 49407), vector(together, 2), 1e-4f);
      assertArrayEquals(textByHand(49406, 320, 2368, 49407), vector(together, 3), 1e-4f);
    }
  }

  @Test
  void aGraphOfFixedLengthGetsItsLength() {
    try (ClipModel model =
        open(ModelFolder.in(folder).graph("text_fixed", "onnx/text_model.onnx"))) {
      assertArrayEquals(
          textByHand(49406, 320, 1929, 49407),
          vector(model.embedTexts(List.of("a dog")), 0),
          1e-4f);
    }
  }

  @Test
  void aHalfPrecisionGraphIsFedAndReadInHalfPrecision() {
    try (ClipModel model =
        open(ModelFolder.in(folder).graph("vision_half", "onnx/vision_model.onnx"))) {
      byte[] picture = Pictures.plain(8, 8, 0x336699);
      assertArrayEquals(
          pictureByHand(0x33, 0x66, 0x99), vector(model.embedImages(List.of(picture)), 0), 2e-3f);
    }
  }

  @Test
  void aCombinedGraphIsBothTowersAndShowsItsLogitScale() {
    ModelFolder files =
        ModelFolder.in(folder)
            .without("onnx/vision_model.onnx")
            .without("onnx/text_model.onnx")
            .with("config.json", "{\"projection_dim\": 6, \"logit_scale_init_value\": 2.6592}")
            .graph("combined", "onnx/model.onnx");
    try (ClipModel model = open(files)) {
      byte[] picture = Pictures.plain(8, 8, 0x336699);
      List<byte[]> five = List.of(picture, picture, picture, picture, picture);
      assertArrayEquals(pictureByHand(0x33, 0x66, 0x99), vector(model.embedImages(five), 4), 1e-5f);
      assertArrayEquals(
          textByHand(49406, 320, 1929, 49407),
          vector(model.embedTexts(List.of("a cat", "a dog")), 1),
          1e-4f);
      assertEquals(42, model.description().logitScale(), 1e-3);
    }
  }

  /** Flattening takes and gives 192 values; the mask takes 2 x 6 and 2, and gives 2 x 6, of 77. */
  @Test
  void theMemoryOfARunIsThreeTimesItsLargestOperation() throws IOException {
    long files =
        Resources.bytes("/model/graphs/vision.onnx").length
            + Resources.bytes("/model/graphs/text.onnx").length;
    try (ClipModel model = open(ModelFolder.in(folder))) {
      ModelMemory memory = model.description().memory();
      assertEquals(2L * files, memory.weights());
      assertEquals(4 * 192, memory.prepared());
      assertEquals(3 * 4 * (192 + 192), memory.picture());
      assertEquals(3 * 4 * (12 + 2 + 12) * 77 / 2, memory.text());
    }
  }

  @Test
  void openingAModelLeavesNoFileBehind() throws IOException {
    Set<Path> before = profiles();
    open(ModelFolder.in(folder)).close();
    assertThrows(
        ModelRefused.class,
        () -> open(ModelFolder.in(folder).graph("vision_narrow", "onnx/vision_model.onnx")));
    assertEquals(before, profiles());
  }

  /** Those of this process: others open models meanwhile. */
  private static Set<Path> profiles() throws IOException {
    String own = "idealstream-profile-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(own))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void aBatchEqualsSingleCalls() {
    try (ClipModel model = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      List<byte[]> pictures = IntStream.range(0, 40).mapToObj(ClipModelTest::sample).toList();
      List<Embedding> together = model.embedImages(pictures);
      for (int i = 0; i < pictures.size(); i++) {
        assertArrayEquals(
            vector(model.embedImages(pictures.subList(i, i + 1)), 0), vector(together, i), 1e-5f);
      }
      List<String> texts =
          IntStream.range(0, 40)
              .mapToObj(i -> "a photo of ".repeat(i % 5) + "a duck " + i)
              .toList();
      List<Embedding> textsTogether = model.embedTexts(texts);
      for (int i = 0; i < texts.size(); i++) {
        assertArrayEquals(
            vector(model.embedTexts(texts.subList(i, i + 1)), 0), vector(textsTogether, i), 1e-5f);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vision_quantized", "vision_quantized_inside"})
  void dynamicQuantisationIsFoundAndRunOneItemAtATime(String graph) {
    ModelFolder files = ModelFolder.in(folder).graph(graph, "onnx/vision_model.onnx");
    List<byte[]> pictures =
        List.of(Pictures.plain(8, 8, 0x303030), Pictures.plain(8, 8, 0xffffff), Pictures.noise(9));
    try (ClipModel model = open(files)) {
      assertEquals(1, model.description().imagesPerRun());
      assertEquals(32, model.description().textsPerRun());
      assertTrue(model.description().dynamicQuantization().contains("DynamicQuantizeLinear"));
      assertArrayEquals(
          vector(model.embedImages(pictures.subList(0, 1)), 0),
          vector(model.embedImages(pictures), 0));
    }
    ModelSettings batched = batched();
    try (ClipModel model = ClipModel.open(files.files(), batched)) {
      assertEquals(32, model.description().imagesPerRun());
      float[] alone = vector(model.embedImages(pictures.subList(0, 1)), 0);
      float[] together = vector(model.embedImages(pictures), 0);
      double difference = 0;
      for (int i = 0; i < alone.length; i++) {
        difference = Math.max(difference, Math.abs(alone[i] - together[i]));
      }
      assertTrue(difference > 1e-5, "the graph would show that batching matters: " + difference);
    }
  }

  @Test
  void aBadPictureHarmsNoOther() {
    try (ClipModel model = open(ModelFolder.in(folder))) {
      byte[] good = Pictures.plain(8, 8, 0x336699);
      List<Embedding> outcomes =
          model.embedImages(List.of(good, new byte[] {1, 2, 3}, good, new byte[0]));
      assertArrayEquals(pictureByHand(0x33, 0x66, 0x99), vector(outcomes, 0), 1e-5f);
      assertArrayEquals(vector(outcomes, 0), vector(outcomes, 2));
      assertInstanceOf(Embedding.Rejected.class, outcomes.get(1));
      assertInstanceOf(Embedding.Rejected.class, outcomes.get(3));
    }
  }

  @Test
  void aVectorThatIsNotFiniteIsRejected() {
    try (ClipModel model =
        open(ModelFolder.in(folder).graph("vision_nan", "onnx/vision_model.onnx"))) {
      Embedding outcome = model.embedImages(List.of(Pictures.plain(8, 8, 0))).get(0);
      assertEquals("bad-embedding", assertInstanceOf(Embedding.Rejected.class, outcome).reason());
    }
  }

  @Test
  void handlesShareOneModelAndTheLastOneClosesIt() {
    int before = SharedModels.count();
    ModelFolder files = ModelFolder.in(folder);
    ClipModel first = open(files);
    ClipModel second = open(files);
    assertEquals(before + 1, SharedModels.count());
    first.close();
    first.close();
    assertArrayEquals(textByHand(49406, 49407), vector(second.embedTexts(List.of("")), 0), 1e-4f);
    second.close();
    assertEquals(before, SharedModels.count());
  }

  @Test
  void theFingerprintChangesWithEverythingThatDeterminesAnEmbedding() {
    List<String> seen = new ArrayList<>();
    ModelFolder files = ModelFolder.in(folder);
    seen.add(fingerprint(files, ModelSettings.defaults()));
    assertEquals(seen.get(0), fingerprint(files, ModelSettings.defaults()));
    assertEquals(
        seen.get(0),
        fingerprint(files, ModelSettings.defaults().withRuntime(batched().runtime())),
        "batching changes nothing where no activation is quantised");
    seen.add(fingerprint(files, ModelSettings.defaults().withLogitScale(21)));
    seen.add(
        fingerprint(
            files, ModelSettings.defaults().withAlpha(io.idealstream.model.image.Alpha.DROP)));
    seen.add(fingerprint(files.with("tokenizer_config.json", "{\"model_max_length\": 20}")));
    seen.add(fingerprint(files.graph("vision_open", "onnx/vision_model.onnx")));
    seen.add(fingerprint(files.graph("text_no_mask", "onnx/text_model.onnx")));
    seen.add(fingerprint(files.graph("vision_quantized", "onnx/vision_model.onnx")));
    seen.add(fingerprint(files, batched()));
    files.graph("vision_weights_outside", "onnx/vision_model.onnx");
    byte[] weights = Resources.bytes("/model/graphs/vision_weights_outside.onnx_data");
    seen.add(fingerprint(files.write("onnx/vision_weights_outside.onnx_data", weights)));
    weights[2] ^= 1;
    seen.add(fingerprint(files.write("onnx/vision_weights_outside.onnx_data", weights)));
    assertEquals(seen.size(), seen.stream().distinct().count(), seen::toString);
    assertTrue(seen.stream().allMatch(text -> text.matches("sha256:[0-9a-f]{64}")));
    assertNotEquals(seen.get(0), seen.get(1));
  }

  private static ModelSettings batched() {
    return ModelSettings.defaults()
        .withRuntime(
            RuntimeSettings.defaults().withDynamicQuantization(DynamicQuantization.BATCHED));
  }

  private static String fingerprint(ModelFolder files) {
    return fingerprint(files, ModelSettings.defaults());
  }

  private static String fingerprint(ModelFolder files, ModelSettings settings) {
    try (ClipModel model = ClipModel.open(files.files(), settings)) {
      return model.description().fingerprint();
    }
  }

  private static ClipModel open(ModelFolder files) {
    return ClipModel.open(files.files(), ModelSettings.defaults());
  }

  private static float[] vector(List<Embedding> embeddings, int index) {
    return assertInstanceOf(Embedding.Vector.class, embeddings.get(index)).values();
  }

  /** x = ((v / 255 - mean) / deviation, for each pixel) W, then x / |x|. */
  private static float[] pictureByHand(int red, int green, int blue) {
    int[] colour = {red, green, blue};
    double[] x = new double[6];
    for (int i = 0; i < 192; i++) {
      int channel = i / 64;
      double value = (colour[channel] / 255.0 - MEAN[channel]) / DEVIATION[channel];
      for (int j = 0; j < 6; j++) {
        x[j] += value * PIXEL_WEIGHTS[i][j];
      }
    }
    return unit(x);
  }

  /** x = mean over ids of sin(id w + b), then x / |x|. */
  private static float[] textByHand(int... ids) {
    double[] x = new double[6];
    for (int id : ids) {
      for (int j = 0; j < 6; j++) {
        float angle = (float) (id * (float) TOKEN_WEIGHTS[0][j]) + (float) TOKEN_WEIGHTS[1][j];
        x[j] += Math.sin(angle) / ids.length;
      }
    }
    return unit(x);
  }

  private static float[] unit(double[] x) {
    double squares = 0;
    for (double value : x) {
      squares += value * value;
    }
    float[] unit = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      unit[i] = (float) (x[i] / Math.sqrt(squares));
    }
    return unit;
  }

  private static byte[] sample(int index) {
    return Resources.bytes(String.format("/samples/pictures/%03d.jpg", index));
  }

  private static double[][] matrix(String resource) {
    return Resources.text(resource)
        .lines()
        .map(line -> java.util.Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble))
        .map(java.util.stream.DoubleStream::toArray)
        .toArray(double[][]::new);
  }
}
