package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.ModelFolder;
import io.idealstream.wire.codec.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldModelTest {
  private static final String VISION = "onnx/vision_model.onnx";

  @TempDir Path folder;

  @Test
  void whatIsHeldIsNotReadAgain() throws IOException {
    ModelFolder.in(folder);
    JobSettings settings = settings("folder: \"%s\"".formatted(folder));
    try (HeldModel held = HeldModel.of(settings)) {
      assertEquals(List.of(), ModelOpening.of(settings).problems());
      Files.delete(folder.resolve(VISION));
      assertEquals(List.of(), ModelOpening.of(settings).problems());
    }
    assertEquals(1, ModelOpening.of(settings).problems().size());
  }

  @Test
  void whyAModelCannotBeOpenedIsLeftToTheChecks() {
    JobSettings settings = settings("folder: \"%s\"".formatted(folder));
    try (HeldModel held = HeldModel.of(settings)) {
      assertTrue(ModelOpening.of(settings).problems().get(0).startsWith("model.folder: "));
    }
  }

  @Test
  void withoutAModelNoneIsHeld() {
    HeldModel.of(settings("vectors: {id: clip, dimension: 4}")).close();
  }

  private static JobSettings settings(String model) {
    return SettingsReader.read(
        "test", Yaml.read("test", ("model: {" + model + "}").getBytes(UTF_8)));
  }
}
