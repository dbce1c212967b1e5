package io.idealstream.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.idealstream.fixtures.Resources;
import io.idealstream.model.text.Tokenizer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bundled model against vectors that PyTorch and Pillow gave for the same files and texts. */
class BundledModelTest {
  private static final JsonNode REFERENCE = reference();

  @Test
  void picturesGetTheVectorsOfTheReference() {
    try (ClipModel model = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      for (JsonNode image : REFERENCE.get("images")) {
        String file = image.get("file").textValue();
        byte[] picture = Resources.bytes("/samples/" + file.replaceFirst("^.*samples/", ""));
        double cosine = cosine(model.embedImages(List.of(picture)), image.get("vector"));
        assertTrue(cosine > 0.9999, file + ": " + cosine);
      }
    }
  }

  @Test
  void textsGetTheIdsAndVectorsOfTheReference() {
    Tokenizer tokenizer = ClipModel.tokenizer(ModelFiles.bundled());
    try (ClipModel model = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      for (JsonNode entry : REFERENCE.get("texts")) {
        String text = entry.get("text").textValue();
        long[] ids = new long[entry.get("ids").size()];
        for (int i = 0; i < ids.length; i++) {
          ids[i] = entry.get("ids").get(i).longValue();
        }
        assertArrayEquals(ids, tokenizer.encode(text), text);
        assertTrue(cosine(model.embedTexts(List.of(text)), entry.get("vector")) > 0.99999, text);
      }
    }
  }

  @Test
  void bothTowersTogetherStayUnderTwelveMegabytes() throws IOException {
    long bytes = 0;
    for (String tower : new String[] {"vision", "text"}) {
      bytes += Resources.bytes("/models/starter/onnx/" + tower + "_model_fp16.onnx").length;
    }
    assertTrue(bytes <= 12_000_000, "bytes of both towers: " + bytes);
  }

  private static double cosine(List<Embedding> found, JsonNode expected) {
    float[] vector = assertInstanceOf(Embedding.Vector.class, found.get(0)).values();
    assertEquals(expected.size(), vector.length);
    double cosine = 0;
    for (int i = 0; i < vector.length; i++) {
      cosine += vector[i] * expected.get(i).doubleValue();
    }
    return cosine;
  }

  private static JsonNode reference() {
    try {
      return new ObjectMapper().readTree(Resources.bytes("/model/starter-reference.json"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
