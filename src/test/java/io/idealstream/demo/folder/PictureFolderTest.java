package io.idealstream.demo.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.demo.folder.FolderAnswers.Right;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.Source;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.FeedbackReader;
import io.idealstream.wire.codec.ImageReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.space.Role;
import io.idealstream.wire.space.SpaceDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFolderTest {

  @TempDir Path folder;

  @Test
  void subfoldersSayWhatIsTrue() throws Exception {
    List<FolderPicture> pictures =
        PictureFolder.read(
            folder, List.of(file("mallard_duck/lake/1.jpg"), file("owl/2.jpg"), file("3.jpg")));
    assertEquals(
        List.of(Map.of("kind", "mallard_duck", "setting", "lake"), Map.of("kind", "owl"), Map.of()),
        pictures.stream().map(FolderPicture::values).toList());
    assertEquals("mallard_duck/lake/1.jpg", pictures.get(0).name());
    SpaceDefinition space = StarterSpace.of(pictures);
    assertEquals(Set.of("kind"), space.factors().keySet()); // one setting alone tells nothing apart
    assertEquals(
        Map.of("mallard_duck", List.of("mallard duck"), "owl", List.of("owl")),
        space.factors().get("kind").values());
  }

  @Test
  void secondSubfoldersAreWhatLabelsShouldNotDependOn() throws Exception {
    SpaceDefinition space =
        StarterSpace.of(
            PictureFolder.read(folder, List.of(file("duck/lake/1.jpg"), file("owl/wood/2.jpg"))));
    assertEquals(List.of("kind"), space.factorsOf(Role.LABEL));
    assertEquals(List.of("setting"), space.factorsOf(Role.SPURIOUS));
    assertEquals(List.of("a photo of a {kind}, {setting}"), space.templates());
  }

  @Test
  void aManifestSaysItInsteadOfSubfolders() throws Exception {
    Files.writeString(
        folder.resolve(PictureFolder.MANIFEST),
        "{\"file\": \"a/1.jpg\", \"values\": {\"bird\": \"duck\"}}\n"
            + "{\"file\": \"a/2.jpg\", \"values\": {\"bird\": \"owl\"}}\n");
    List<FolderPicture> pictures =
        PictureFolder.read(folder, List.of(file("a/1.jpg"), file("a/2.jpg"), file("a/3.jpg")));
    assertEquals(
        List.of(Map.of("bird", "duck"), Map.of("bird", "owl"), Map.of()),
        pictures.stream().map(FolderPicture::values).toList());
    assertEquals(Set.of("bird"), StarterSpace.of(pictures).factors().keySet());
    Files.writeString(folder.resolve(PictureFolder.MANIFEST), "{\"file\": 1}\n");
    Misconfigured why =
        assertThrows(Misconfigured.class, () -> PictureFolder.read(folder, List.of()));
    assertTrue(why.getMessage().contains("line 1"), why::getMessage);
  }

  @Test
  void withoutNamesThereIsNoSpace() throws Exception {
    List<FolderPicture> pictures = PictureFolder.read(folder, List.of(file("1.jpg")));
    Misconfigured why = assertThrows(Misconfigured.class, () -> StarterSpace.of(pictures));
    assertTrue(why.getMessage().contains("--space"), why::getMessage);
  }

  @Test
  void roundAfterRoundIsSentUnderNewIdsAndEverySecondPictureIsReviewed() throws Exception {
    List<FolderPicture> pictures =
        PictureFolder.read(
            folder, List.of(file("duck/1.jpg"), file("owl/2.jpg"), file("owl/3.jpg")));
    FolderFeed feed = new FolderFeed(pictures, Set.of("kind"));
    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    var image =
        new ImageReader(ReadingLimits.DEFAULT.withMaxClockSkew(java.time.Duration.ofDays(9999)))
            .read(record(feed.message(4, now)));
    assertEquals("owl/2.jpg-1", image.id());
    assertEquals("folder", image.feed());
    assertEquals(now, image.time());
    assertEquals("owl/2.jpg", new String(image.image(), java.nio.charset.StandardCharsets.UTF_8));
    var said =
        new FeedbackReader(ReadingLimits.DEFAULT).read(record(feed.feedback(4, now).orElseThrow()));
    assertEquals(Map.of("kind", List.of("owl")), said.values());
    assertEquals("owl/2.jpg-1", said.id());
    assertTrue(feed.feedback(5, now).isEmpty());
    assertTrue(new FolderFeed(pictures, Set.of("bird")).feedback(4, now).isEmpty());
  }

  @Test
  void labelsAreHeldAgainstWhatTheFolderSays() {
    FolderAnswers answers = new FolderAnswers();
    answers.know("a", Map.of("kind", "duck"));
    answers.know("b", Map.of());
    answers.note(label("a", "owl", "duck", null));
    answers.note(label("a", "duck", null, "uncertain"));
    answers.note(label("b", "owl", "duck", null));
    assertEquals(Map.of("folder/kind", new Right(2, 1, 1, 1)), answers.right());
  }

  private static Label label(String id, String raw, String debiased, String abstained) {
    FactorLabel answer =
        new FactorLabel(debiased, null, Map.of(), new RawAnswer(raw, 0.5), true, 0, abstained);
    return new Label(
        id,
        "folder",
        Instant.EPOCH,
        "folder",
        1,
        "sha256:m",
        1,
        Source.PROMPTS,
        Map.of("kind", answer));
  }

  private static TopicRecord record(Outgoing message) {
    return new TopicRecord("t", 0, 0, 0, message.key(), message.value(), message.headers());
  }

  private Path file(String name) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }
}
