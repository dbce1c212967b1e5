package io.idealstream.model.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.model.ModelRefused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessingTest {

  @Test
  void whatIsLeftOutIsClips() {
    Preprocessing clip = parse("{}");

    assertEquals(new Scaling.ShortestEdge(224), clip.scaling());
    assertEquals(Resampling.BICUBIC, clip.resampling());
    assertEquals(224, clip.cropHeight());
    assertEquals(224, clip.cropWidth());
    assertEquals(1 / 255.0, clip.rescale());
    assertEquals(List.of(0.48145466, 0.4578275, 0.40821073), clip.mean());
    assertEquals(List.of(0.26862954, 0.26130258, 0.27577711), clip.deviation());
  }

  @Test
  void nullIsAsGoodAsNothing() {
    assertEquals(
        parse("{}"),
        parse(
            """
            {"do_resize": null, "size": null, "resample": null, "do_center_crop": null,
             "crop_size": null, "do_rescale": null, "rescale_factor": null, "do_normalize": null,
             "image_mean": null, "image_std": null, "image_processor_type": null}"""));
  }

  @Test
  void everySettingCounts() {
    Preprocessing own =
        parse(
            """
            {"feature_extractor_type": "CLIPFeatureExtractor",
             "size": {"shortest_edge": 48}, "resample": 2, "crop_size": {"height": 40, "width": 44},
             "rescale_factor": 0.5, "image_mean": [1, 2, 3], "image_std": [4, 5, 6]}""");

    assertEquals(
        new Preprocessing(
            new Scaling.ShortestEdge(48),
            Resampling.BILINEAR,
            40,
            44,
            0.5,
            List.of(1.0, 2.0, 3.0),
            List.of(4.0, 5.0, 6.0),
            Alpha.WHITE),
        own);
  }

  @Test
  void sizesMayBeBareNumbers() {
    Preprocessing old = parse("{\"size\": 336, \"crop_size\": 320}");

    assertEquals(new Scaling.ShortestEdge(336), old.scaling());
    assertEquals(320, old.cropHeight());
    assertEquals(320, old.cropWidth());
  }

  @Test
  void withoutCropTheExactSizeIsTheInput() {
    Preprocessing exact =
        parse("{\"size\": {\"height\": 30, \"width\": 50}, \"do_center_crop\": false}");

    assertEquals(new Scaling.Exact(30, 50), exact.scaling());
    assertEquals(30, exact.cropHeight());
    assertEquals(50, exact.cropWidth());
  }

  @Test
  void stepsCanBeSwitchedOff() {
    Preprocessing bare =
        parse("{\"do_resize\": false, \"do_rescale\": false, \"do_normalize\": false}");

    assertEquals(new Scaling.None(), bare.scaling());
    assertEquals(1, bare.rescale());
    assertEquals(List.of(0.0, 0.0, 0.0), bare.mean());
    assertEquals(List.of(1.0, 1.0, 1.0), bare.deviation());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'resample': 1} | resample | 2 (bilinear) or 3 (bicubic)",
        "{'size': 'large'} | size | a number, {shortest_edge} or {height, width}",
        "{'size': {'shortest_edge': 9, 'longest_edge': 10}} | size | shortest_edge",
        "{'size': 0} | size | from 1 to 4096",
        "{'size': 224.5} | size | a whole number",
        "{'crop_size': {'height': 5000, 'width': 9}} | crop_size.height | from 1 to 4096",
        "{'crop_size': [224]} | crop_size | a number or {height, width}",
        "{'do_center_crop': false} | do_center_crop | one size",
        "{'do_resize': 1} | do_resize | true or false",
        "{'image_mean': [0, 0]} | image_mean | three numbers",
        "{'image_std': [1, 0, 1]} | image_std | other than 0",
        "{'rescale_factor': 'x'} | rescale_factor | a number",
        "{'rescale_factor': 1e999} | rescale_factor | a finite number",
        "{'image_processor_type': 'ViTImageProcessor'} | image_processor_type | CLIPImageProcessor",
        "{'do_pad': true} | do_pad | false",
        "[] | preprocessor_config.json | a JSON object",
        "{ | preprocessor_config.json | not JSON",
      })
  void whatIsNotClipsIsRefusedByName(String json, String setting, String expected) {
    ModelRefused refusal = assertThrows(ModelRefused.class, () -> parse(json.replace('\'', '"')));

    assertTrue(refusal.getMessage().startsWith("preprocessor_config.json"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(setting), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'size': 225}",
        "{'size': {'height': 224, 'width': 224}}",
        "{'resample': 2}",
        "{'crop_size': {'height': 224, 'width': 223}}",
        "{'crop_size': {'height': 223, 'width': 224}}",
        "{'rescale_factor': 0.003}",
        "{'do_rescale': false}",
        "{'do_normalize': false}",
        "{'image_mean': [0.5, 0.5, 0.5]}",
        "{'image_std': [0.5, 0.5, 0.5]}"
      })
  void whateverChangesNumbersChangesTheCanonicalText(String json) {
    assertNotEquals(parse("{}").canonical(), parse(json.replace('\'', '"')).canonical());
  }

  @Test
  void transparencyChangesTheCanonicalTextAndLayoutDoesNot() {
    byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);

    assertNotEquals(
        parse("{}").canonical(), Preprocessing.parse(nothing, "file", Alpha.DROP).canonical());
    assertEquals(
        parse("{}").canonical(),
        parse("{\"processor_class\": \"CLIPProcessor\", \"resample\": 3, \"size\": 224}")
            .canonical());
  }

  private static Preprocessing parse(String json) {
    return Preprocessing.parse(
        json.getBytes(StandardCharsets.UTF_8), "preprocessor_config.json", Alpha.WHITE);
  }
}
