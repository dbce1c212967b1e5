package io.idealstream.wire.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.config.Misconfigured;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

  @TempDir Path folder;

  @Test
  void aTableGivesPathsValuesSplitsAndCaptions() {
    LabelledPictures read =
        new Folders(folder)
            .file(
                "manifest.csv",
                "path,bird,place,split,caption",
                "a/1.jpg,landbird,land,train,\"a bird, on land\"",
                "a/2.jpg,waterbird,,val,")
            .read();
    assertEquals(
        List.of(
            new LabelledPicture(
                folder.resolve("a/1.jpg"),
                Map.of("bird", "landbird", "place", "land"),
                Split.TRAIN,
                "a bird, on land"),
            new LabelledPicture(
                folder.resolve("a/2.jpg"), Map.of("bird", "waterbird"), Split.VALIDATION, null)),
        read.pictures());
    assertEquals(Optional.empty(), read.space());
    assertEquals(Optional.empty(), read.published(), "whatever the folder is called");
    assertEquals(List.of(), read.problems());
  }

  @Test
  void linesOfJsonSayTheSame() {
    LabelledPictures read =
        new Folders(folder)
            .file(
                "manifest.jsonl",
                "{\"path\":\"1.jpg\",\"values\":{\"bird\":\"landbird\"},\"split\":\"test\",\"caption\":\"c\"}",
                "{\"id\":\"two\",\"file\":\"2.jpg\",\"values\":{\"bird\":\"waterbird\",\"place\":null}}")
            .read();
    assertEquals(
        List.of(
            new LabelledPicture(
                folder.resolve("1.jpg"), Map.of("bird", "landbird"), Split.TEST, "c"),
            new LabelledPicture(folder.resolve("2.jpg"), Map.of("bird", "waterbird"), null, null)),
        read.pictures());
  }

  @Test
  void aPictureThatIsListedTwiceCountsOnceAndIsNamed() {
    LabelledPictures read =
        new Folders(folder)
            .file(
                "manifest.csv",
                "path,bird",
                "1.jpg,landbird",
                "2.jpg,landbird",
                "./1.jpg,waterbird",
                "1.jpg,landbird")
            .read();
    assertEquals(
        List.of("landbird", "landbird"),
        read.pictures().stream().map(picture -> picture.values().get("bird")).toList());
    assertEquals(2, read.problems().size());
    assertTrue(
        read.problems()
            .get(1)
            .endsWith(
                "line 5: %s is listed already; it counts once, as it was listed first"
                    .formatted(folder.resolve("1.jpg"))),
        read.problems().get(1));
  }

  @Test
  void aPictureOfSeveralConceptsIsListedForEach() {
    LabelledPictures read =
        new Folders(folder)
            .file(
                "manifest.csv",
                "path,concept,class,caption",
                "1.jpg,mine,dog,on grass",
                "1.jpg,yours,dog,on grass",
                "1.jpg,mine,dog,at night")
            .read();
    assertEquals(3, read.pictures().size());
    assertEquals(List.of(), read.problems());
  }

  @Test
  void aLineThatCannotBeUsedIsNotedAndTheOthersAreRead() {
    LabelledPictures read =
        new Folders(folder)
            .file(
                "manifest.csv",
                "path,bird,split",
                "1.jpg,landbird,train",
                ",landbird,train",
                "3.jpg,landbird,tomorrow",
                "4.jpg,landbird",
                "5.jpg,waterbird,test")
            .read();
    assertEquals(2, read.pictures().size());
    assertEquals(3, read.problems().size());
    assertTrue(read.problems().get(0).endsWith("line 3: expected a path, found none"));
    assertTrue(
        read.problems()
            .get(1)
            .endsWith("line 4: expected split train, validation or test, found tomorrow"));
    assertTrue(
        read.problems().get(2).endsWith("line 5: expected 3 cells as in the header, found 2"));
  }

  @Test
  void aLineOfJsonThatCannotBeUsedIsNotedAndTheOthersAreRead() {
    LabelledPictures read =
        new Folders(folder)
            .file(
                "manifest.jsonl",
                "{\"path\":\"1.jpg\"",
                "{\"path\":\"2.jpg\",\"values\":[]}",
                "{\"path\":\"3.jpg\",\"values\":{\"bird\":7}}",
                "{\"path\":\"4.jpg\",\"label\":\"bird\"}",
                "{\"path\":\"5.jpg\"}")
            .read();
    assertEquals(List.of(folder.resolve("5.jpg")), files(read));
    assertEquals(4, read.problems().size());
    assertTrue(read.problems().get(1).contains("expected values as an object"));
    assertTrue(read.problems().get(2).contains("expected bird as a text, found 7"));
    assertTrue(read.problems().get(3).contains("found label"));
  }

  private static List<Path> files(LabelledPictures read) {
    return read.pictures().stream().map(LabelledPicture::file).toList();
  }

  @Test
  void aTableWithoutPathsIsRefused() {
    Folders table = new Folders(folder).file("manifest.csv", "file,bird", "1.jpg,landbird");
    Misconfigured refused = assertThrows(Misconfigured.class, table::read);
    assertEquals(List.of("expected columns [path], found [file, bird]"), refused.problems());
  }

  @Test
  void aColumnThatStandsTwiceIsRefused() {
    Folders table = new Folders(folder).file("manifest.csv", "path,bird,place,bird", "1.jpg,a,b,c");
    Misconfigured refused = assertThrows(Misconfigured.class, table::read);
    assertEquals(List.of("column \"bird\" stands in the header twice"), refused.problems());
  }

  @Test
  void aColumnThatIsNearlyCalledAsOneOfOursIsNoted() {
    Misconfigured refused =
        assertThrows(
            Misconfigured.class,
            () -> new Folders(folder).file("manifest.csv", "Path,bird", "1.jpg,a").read());
    assertTrue(refused.getMessage().endsWith("did you mean Path?"), refused.getMessage());
    LabelledPictures read =
        new Folders(folder).file("manifest.csv", "path,bird,Split", "1.jpg,a,test").read();
    assertEquals(1, read.problems().size());
    assertTrue(
        read.problems().get(0).endsWith("is taken for a factor; did you mean split?"),
        read.problems().get(0));
  }

  @Test
  void aRowThatBreaksOffIsRefusedWithTheLineWhereItBegins() {
    for (String row : List.of("3.jpg,\"land", "3.jpg,\"land\"bird")) {
      Folders table =
          new Folders(folder)
              .file("manifest.csv", "path,bird", "1.jpg,\"land", "bird\"", "", row, "4.jpg,b");
      Misconfigured refused = assertThrows(Misconfigured.class, table::read);
      assertTrue(refused.problems().get(0).startsWith("line 5: "), refused.getMessage());
    }
  }

  @Test
  void linesAreCountedThroughBlankOnesAndWithoutALastEndOfLine() throws Exception {
    java.nio.file.Files.writeString(
        folder.resolve("manifest.csv"), "path,split\n\n1.jpg,yesterday\n\n\n2.jpg,tomorrow");
    List<String> problems = DataSets.read(folder.toString()).problems();
    assertTrue(problems.get(0).contains("line 3: expected split"), problems.toString());
    assertTrue(problems.get(1).contains("line 6: expected split"), problems.toString());
  }

  @Test
  void aListIsReadUnderAnyName() {
    new Folders(folder).file("mine.csv", "path,bird", "1.jpg,landbird");
    assertEquals(
        List.of(folder.resolve("1.jpg")),
        files(DataSets.read(folder.resolve("mine.csv").toString())));
  }

  @Test
  void marksOfTheEditorAndQuotesInsideCellsAreRead() {
    LabelledPictures read =
        new Folders(folder)
            .file("manifest.csv", "\uFEFFpath,caption", "1.jpg,\"a \"\"big\"\" bird\"")
            .read();
    assertEquals("a \"big\" bird", read.pictures().get(0).caption());
  }
}
