package io.idealstream.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.ModelFolder;
import io.idealstream.fixtures.Pictures;
import io.idealstream.fixtures.Resources;
import io.idealstream.model.image.Alpha;
import io.idealstream.model.image.ImageLimits;
import io.idealstream.model.image.ImagePreprocessor;
import io.idealstream.model.image.Preprocessing;
import io.idealstream.model.onnx.GraphFacts;
import io.idealstream.model.onnx.QuantisedGraph;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuantisedModelTest {
  private static final String VISION = "onnx/vision_model_int8.onnx";
  private static final String TEXT = "onnx/text_model_int8.onnx";

  /** Files of the bundled model that a folder of it has. */
  private static final List<String> STARTER =
      List.of(
          "config.json",
          "preprocessor_config.json",
          "tokenizer.json",
          "tokenizer_config.json",
          "onnx/vision_model_fp16.onnx",
          "onnx/text_model_fp16.onnx");

  @TempDir private Path folder;

  @Test
  void theBundledModelKeepsItsVectors() throws IOException {
    ModelFolder starter = starter();
    Map<String, QuantisedGraph.Written> written = QuantisedModel.write(folder, false);
    assertEquals(Set.of(VISION, TEXT), written.keySet());
    assertEquals(9, written.get(VISION).converted());
    assertEquals(13, written.get(VISION).products());

    List<byte[]> pictures =
        IntStream.range(0, 40)
            .mapToObj(i -> Resources.bytes(String.format("/samples/pictures/%03d.jpg", i)))
            .toList();
    List<String> texts = List.of("a duck on a lake", "an owl in a forest", "a red car");
    try (ClipModel exact = ClipModel.open(starter.files(), ModelSettings.defaults());
        ClipModel quantised = ClipModel.open(starter.files(), quantised())) {
      ModelLikeness likeness = ModelLikeness.of(exact, quantised, pictures, texts, false);
      assertEquals(40, likeness.pictures());
      assertTrue(likeness.ofPictures().least() > 0.999, likeness.toString());
      assertTrue(likeness.ofPictures().mean() < 0.9999999, "vectors differ: " + likeness);
      assertTrue(likeness.ofTexts().least() > 0.999, likeness.toString());
      assertTrue(likeness.sameText() > 0.9, likeness.toString());
      assertNull(likeness.ownText());
      assertNotEquals(exact.description().fingerprint(), quantised.description().fingerprint());
      assertEquals(1, quantised.description().imagesPerRun());
    }
  }

  /** Weights of the test graph are known: products by hand, with the rounding of the definition. */
  @Test
  void productsAreWhatTheDefinitionSays() throws Exception {
    ModelFolder model = ModelFolder.in(folder);
    QuantisedModel.write(folder, false);
    double[][] weights = new double[192][];
    List<String> lines = Resources.text("/model/graphs/pixel-weights.txt").lines().toList();
    for (int k = 0; k < weights.length; k++) {
      weights[k] =
          Stream.of(lines.get(k).trim().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
    }
    for (int seed = 0; seed < 5; seed++) {
      byte[] picture = Pictures.noise(seed);
      float[] prepared =
          new ImagePreprocessor(
                  Preprocessing.parse(model.files().json("preprocessor_config.json"), Alpha.WHITE),
                  ImageLimits.defaults())
              .preprocess(picture);
      try (ClipModel quantised = ClipModel.open(model.files(), quantised())) {
        float[] actual =
            ((Embedding.Vector) quantised.embedImages(List.of(picture)).get(0)).values();
        assertArrayEquals(byHand(prepared, weights), actual, 1e-5f);
      }
    }
  }

  private static float[] byHand(float[] activations, double[][] weights) {
    float least = 0;
    float largest = 0;
    for (float value : activations) {
      least = Math.min(least, value);
      largest = Math.max(largest, value);
    }
    float scale = (largest - least) / 255;
    long zero = (long) Math.rint(-least / scale);
    double[] products = new double[weights[0].length];
    double length = 0;
    for (int n = 0; n < products.length; n++) {
      double column = 0;
      for (double[] row : weights) {
        column = Math.max(column, Math.abs(row[n]));
      }
      long sum = 0;
      for (int k = 0; k < weights.length; k++) {
        long whole = Math.max(0, Math.min(255, (long) Math.rint(activations[k] / scale) + zero));
        sum += (whole - zero) * (long) Math.rint(weights[k][n] / (column / 63));
      }
      products[n] = scale * column / 63 * sum;
      length += products[n] * products[n];
    }
    float[] unit = new float[products.length];
    for (int n = 0; n < unit.length; n++) {
      unit[n] = (float) (products[n] / Math.sqrt(length));
    }
    return unit;
  }

  @Test
  void twoRunsWriteTheSameBytesAndLeaveNothingElse() throws IOException {
    starter();
    QuantisedModel.write(folder, false);
    byte[] first = Files.readAllBytes(folder.resolve(VISION));
    QuantisedModel.write(folder, true);
    assertArrayEquals(first, Files.readAllBytes(folder.resolve(VISION)));
    try (Stream<Path> files = Files.list(folder.resolve("onnx"))) {
      assertEquals(
          Set.of(
              "vision_model_fp16.onnx",
              "text_model_fp16.onnx",
              "vision_model_int8.onnx",
              "text_model_int8.onnx"),
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
    }
  }

  @Test
  void graphsThatAreThereStay() throws IOException {
    ModelFolder model = ModelFolder.in(folder).graph("vision", TEXT);
    byte[] before = Files.readAllBytes(folder.resolve(TEXT));
    ModelRefused refused =
        assertThrows(ModelRefused.class, () -> QuantisedModel.write(folder, false));
    assertTrue(refused.getMessage().contains(TEXT + " is there already"), refused.getMessage());
    assertTrue(!model.files().has(VISION), "nothing is written before all is checked");
    assertArrayEquals(before, Files.readAllBytes(folder.resolve(TEXT)));
  }

  @Test
  void aGraphWithoutSuchProductsIsRefused() {
    ModelFolder.in(folder).graph("vision_quantized", "onnx/vision_model.onnx");
    ModelRefused refused =
        assertThrows(ModelRefused.class, () -> QuantisedModel.write(folder, false));
    assertTrue(
        refused.getMessage().contains("expected products with constant matrices"),
        refused.getMessage());
  }

  /** Its sums may differ between processors, so that its fingerprint must. */
  @Test
  void aGraphThatHasProductsOfAnotherMakerIsNotMarkedAsExact() throws IOException {
    ModelFolder model =
        ModelFolder.in(folder).graph("vision_quantized_inside", "onnx/vision_model.onnx");
    QuantisedModel.write(folder, false);
    assertTrue(facts(VISION).dependsOnProcessor());
    assertFalse(facts(TEXT).dependsOnProcessor(), model::toString);
  }

  @Test
  void weightsThatABranchUsesTooStay() throws IOException {
    ModelFolder model =
        ModelFolder.in(folder).graph("vision_shared_weights", "onnx/vision_model.onnx");
    assertEquals(1, QuantisedModel.write(folder, false).get(VISION).converted());
    try (ClipModel exact = ClipModel.open(model.files(), ModelSettings.defaults());
        ClipModel quantised = ClipModel.open(model.files(), quantised())) {
      for (int brightness : List.of(0xffffff, 0)) {
        List<byte[]> picture = List.of(Pictures.plain(8, 8, brightness));
        ModelLikeness likeness =
            ModelLikeness.of(exact, quantised, picture, List.of("a duck"), false);
        assertTrue(likeness.ofPictures().least() > 0.99, likeness.toString());
      }
    }
  }

  private GraphFacts facts(String graph) throws IOException {
    try (InputStream in = Files.newInputStream(folder.resolve(graph))) {
      return GraphFacts.scan(graph, in);
    }
  }

  private static ModelSettings quantised() {
    return ModelSettings.defaults().withVariant(QuantisedModel.VARIANT);
  }

  private ModelFolder starter() {
    ModelFolder model =
        ModelFolder.in(folder).without("onnx/vision_model.onnx").without("onnx/text_model.onnx");
    STARTER.forEach(name -> model.write(name, Resources.bytes("/models/starter/" + name)));
    return model;
  }
}
