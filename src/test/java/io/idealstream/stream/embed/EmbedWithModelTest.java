package io.idealstream.stream.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.ModelFolder;
import io.idealstream.fixtures.Resources;
import io.idealstream.model.ClipModel;
import io.idealstream.model.Embedding;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelRefused;
import io.idealstream.model.ModelSettings;
import io.idealstream.model.OpenModels;
import io.idealstream.model.RuntimeSettings;
import io.idealstream.model.image.Alpha;
import io.idealstream.model.image.ImageRejected;
import io.idealstream.stream.CaptionArrival;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.ImageArrival;
import io.idealstream.stream.Messages;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.Caption;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.codec.ReadingLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operators with the model that comes with idealstream. */
@SuppressWarnings("try") // a harness may be interrupted while it closes
class EmbedWithModelTest {
  private static final ModelSource BUNDLED = ModelSource.bundled(ModelSettings.defaults());
  private static final DeadLetterSettings DEAD_LETTERS = new DeadLetterSettings(10_000, 20_000);
  private static final BatchSettings BATCHES = new BatchSettings(8, Duration.ofMillis(20), 1 << 20);
  private static final int ITEMS = 20;

  @TempDir private Path folder;

  @Test
  void picturesInBatchesEqualPicturesAlone() throws Exception {
    List<byte[]> pictures = new ArrayList<>();
    try (var harness = images(BUNDLED)) {
      for (int i = 0; i < ITEMS; i++) {
        pictures.add(Resources.bytes(String.format("/samples/pictures/%03d.jpg", i)));
        harness.send(Messages.of(pictures.get(i), "id=" + i), 0);
        harness.send(Messages.of(cut(pictures.get(i)), "id=cut"), 0);
      }
      harness.end();

      List<Embedded> embedded = harness.values();
      assertEquals(ITEMS, embedded.size());
      assertEquals(ITEMS, harness.deadLetters().size());
      try (ClipModel model = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
        for (int i = 0; i < ITEMS; i++) {
          assertEquals(Integer.toString(i), embedded.get(i).id());
          assertEquals(model.description().fingerprint(), embedded.get(i).model());
          Embedding alone = model.embedImages(List.of(pictures.get(i))).get(0);
          assertArrayEquals(
              assertInstanceOf(Embedding.Vector.class, alone).values(),
              embedded.get(i).vector(),
              1e-5f);
        }
      }
    }
  }

  @Test
  void captionsInBatchesEqualCaptionsAlone() throws Exception {
    List<String> texts = new ArrayList<>();
    EmbedCaptions function = new EmbedCaptions(BUNDLED.texts(), DEAD_LETTERS);
    try (var harness =
        new OneInputStreamOperatorTestHarness<>(new MicroBatchOperator<>(function, BATCHES))) {
      harness.open();
      for (int i = 0; i < ITEMS; i++) {
        texts.add("a photo of ".repeat(i) + "a bird, number " + i);
        harness.processElement(caption(i, texts.get(i)), 0);
      }
      harness.endInput();

      List<Embedded> embedded = harness.extractOutputValues();
      try (ClipModel model = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
        for (int i = 0; i < ITEMS; i++) {
          assertEquals(texts.get(i), embedded.get(i).caption());
          Embedding alone = model.embedTexts(List.of(texts.get(i))).get(0);
          assertArrayEquals(
              assertInstanceOf(Embedding.Vector.class, alone).values(),
              embedded.get(i).vector(),
              1e-5f);
        }
      }
    }
  }

  @Test
  void aPictureThatCannotBeDecodedIsADeadLetterOfItsBytes() throws Exception {
    byte[] cut = cut(Resources.bytes("/samples/pictures/000.jpg"));
    try (var harness = images(BUNDLED)) {
      harness.send(Messages.of(cut, "id=cut"), 0);
      harness.end();

      var letter = harness.deadLetters().get(0);
      assertEquals("bad-picture", Messages.header(letter, DeadLetter.REASON));
      String detail = Messages.header(letter, DeadLetter.DETAIL);
      assertTrue(detail.startsWith("cut: " + ImageRejected.Reason.TRUNCATED.code()), detail);
      assertArrayEquals(cut, letter.value());
    }
  }

  @Test
  void theModelIsSharedByTheSubtasksAndClosedWithTheLast() throws Exception {
    int before = OpenModels.count();
    var first = images(BUNDLED);
    var second = images(BUNDLED);
    assertEquals(before + 1, OpenModels.count());
    first.close();
    assertEquals(before + 1, OpenModels.count());
    second.close();
    assertEquals(before, OpenModels.count());
  }

  @Test
  void aModelThatIsRefusedLeavesNothingOpen() {
    int before = OpenModels.count();
    ModelFolder.in(folder).with("config.json", "{\"projection_dim\": 7, \"logit_scale\": 20}");
    ModelSource refused = ModelSource.of(folder, ModelSettings.defaults());

    ModelRefused why = assertThrows(ModelRefused.class, () -> images(refused));

    assertTrue(why.getMessage().contains("projection_dim"), why.getMessage());
    assertEquals(before, OpenModels.count());
  }

  @Test
  void aSourceTravelsWithEverythingItWasGiven() throws Exception {
    ModelSettings settings =
        ModelSettings.defaults()
            .withVariant("fp32")
            .withLogitScale(21)
            .withAlpha(Alpha.DROP)
            .withRuntime(RuntimeSettings.defaults().withMaxBatch(5));
    ModelFolder.in(folder);
    ModelSource source = ModelSource.of(folder, settings);

    ModelSource arrived = InstantiationUtil.clone(source);

    assertEquals(settings, arrived.settings());
    assertEquals(folder.toString(), arrived.files().place());
    assertEquals(ModelSettings.defaults(), InstantiationUtil.clone(BUNDLED).settings());
    TextEmbedding.Opening opening = InstantiationUtil.clone(source.texts());
    try (TextEmbedding texts = opening.open()) {
      assertEquals(21, texts.logitScale());
      assertEquals(6, texts.dimension());
    }
  }

  @Test
  void theGoodPictureCanBeEmbedded() {
    try (ImageEmbedding images = BUNDLED.images(1).open()) {
      assertInstanceOf(Embedding.Vector.class, images.embed(List.of(ClipImages.PIXEL)).get(0));
    }
  }

  private static ReadThenEmbed<ImageArrival, Embedded> images(ModelSource model) throws Exception {
    // as a cluster would get it
    EmbedImages function = InstantiationUtil.clone(new EmbedImages(model.images(1), DEAD_LETTERS));
    return new ReadThenEmbed<>(
        new ReadImages(ReadingLimits.DEFAULT, DEAD_LETTERS), function, BATCHES);
  }

  private static CaptionArrival caption(int id, String text) {
    return new CaptionArrival(
        new Caption("c-" + id, "cam", Messages.RECEIVED, text, null), Messages.of("{}"));
  }

  private static byte[] cut(byte[] picture) {
    return Arrays.copyOf(picture, 40);
  }
}
