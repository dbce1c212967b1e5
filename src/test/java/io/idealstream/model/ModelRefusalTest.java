package io.idealstream.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.ModelFolder;
import io.idealstream.fixtures.Resources;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What does not fit is refused with the file's name, what was expected and what was found. */
class ModelRefusalTest {
  @TempDir private Path folder;

  static Stream<Arguments> misfits() {
    return Stream.of(
        misfit(
            "no graphs",
            f -> f.without("onnx/vision_model.onnx"),
            "expected onnx/vision_model*.onnx with onnx/text_model*.onnx",
            "found no such pair"),
        misfit(
            "no tokenizer",
            f -> f.without("tokenizer.json"),
            "tokenizer.json",
            "found config.json"),
        misfit(
            "no image processor",
            f ->
                f.without("preprocessor_config.json")
                    .with("processor_config.json", "{\"processor_class\": \"CLIPProcessor\"}"),
            "expected the file preprocessor_config.json"),
        misfit(
            "an image processor of another kind",
            f ->
                f.with(
                    "processor_config.json",
                    "{\"image_processor\": {\"image_processor_type\": \"ViTImageProcessor\"}}"),
            "processor_config.json: expected image_processor.image_processor_type to be one of"),
        misfit("no configuration", f -> f.without("config.json"), "config.json"),
        misfit(
            "other pixels",
            f -> f.graph("vision_large", "onnx/vision_model.onnx"),
            "vision_model.onnx",
            "pixel_values[N,3,8,8]",
            "[-1, 3, 9, 9]"),
        misfit(
            "other dimension",
            f -> f.graph("vision_narrow", "onnx/vision_model.onnx"),
            "gives vectors of dimension 5",
            "of dimension 6"),
        misfit(
            "other output name",
            f -> f.graph("vision_renamed", "onnx/vision_model.onnx"),
            "expected image_embeds[N,D]",
            "features float[-1, 6]"),
        misfit(
            "the towers swapped",
            f -> f.graph("text", "onnx/vision_model.onnx"),
            "vision_model.onnx: expected image_embeds[N,D]"),
        misfit(
            "an input nobody knows",
            f -> f.graph("text_extra", "onnx/text_model.onnx"),
            "found also [position_ids]"),
        misfit(
            "a context too short",
            f -> f.graph("text_short", "onnx/text_model.onnx"),
            "context length 77",
            "[-1, 16]"),
        misfit(
            "another dimension promised",
            f -> f.with("config.json", "{\"projection_dim\": 7}"),
            "config.json: expected projection_dim 6",
            "found 7"),
        misfit(
            "no logit scale at all",
            f -> f.with("config.json", "{\"logit_scale\": -1}"),
            "above 0, found -1.0"),
        misfit(
            "a cut graph",
            f -> f.write("onnx/vision_model.onnx", cut("vision")),
            "vision_model.onnx: expected an ONNX graph"),
        misfit(
            "no graph but text",
            f -> f.with("onnx/vision_model.onnx", "version https://git-lfs.github.com/spec/v1"),
            "vision_model.onnx: expected an ONNX graph"),
        misfit("not JSON", f -> f.with("config.json", "{"), "config.json: not JSON"),
        misfit(
            "not an object",
            f -> f.with("config.json", "[]"),
            "config.json: expected a JSON object"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misfits")
  void aMisfitIsRefusedByName(String name, UnaryOperator<ModelFolder> change, String[] parts) {
    ModelFiles files = change.apply(ModelFolder.in(folder)).files();
    int open = SharedModels.count();
    ModelRefused refused =
        assertThrows(ModelRefused.class, () -> ClipModel.open(files, ModelSettings.defaults()));
    for (String part : parts) {
      assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }
    assertEquals(open, SharedModels.count());
  }

  @Test
  void aVariantThatIsNotThereIsRefused() {
    ModelFiles files = ModelFolder.in(folder).files();
    ModelRefused refused =
        assertThrows(
            ModelRefused.class,
            () -> ClipModel.open(files, ModelSettings.defaults().withVariant("fp16")));
    assertTrue(
        refused.getMessage().endsWith("of variant fp16; found variants fp32"),
        refused.getMessage());
  }

  @Test
  void theMostExactVariantIsTakenUnlessOneIsNamed() {
    ModelFiles files =
        ModelFolder.in(folder)
            .graph("vision_half", "onnx/vision_model_fp16.onnx")
            .graph("text", "onnx/text_model_fp16.onnx")
            .files();
    try (ClipModel exact = ClipModel.open(files, ModelSettings.defaults());
        ClipModel half = ClipModel.open(files, ModelSettings.defaults().withVariant("fp16"))) {
      assertEquals("onnx/vision_model.onnx", exact.description().visionGraph());
      assertEquals("onnx/vision_model_fp16.onnx", half.description().visionGraph());
    }
  }

  @Test
  void aMissingFolderIsRefused() {
    ModelRefused refused =
        assertThrows(ModelRefused.class, () -> ModelFiles.of(folder.resolve("none")));
    assertTrue(refused.getMessage().endsWith("found nothing"), refused.getMessage());
  }

  private static byte[] cut(String graph) {
    byte[] whole = Resources.bytes("/model/graphs/" + graph + ".onnx");
    return Arrays.copyOf(whole, whole.length - 100);
  }

  private static Arguments misfit(String name, UnaryOperator<ModelFolder> change, String... parts) {
    return Arguments.of(name, change, parts);
  }
}
