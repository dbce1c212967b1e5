package io.idealstream.wire.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.space.SpaceDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedLayoutsTest {

  @TempDir Path root;

  @Test
  void waterbirdsLiesInOneTable() {
    LabelledPictures read =
        new Folders(root)
            .file(
                "metadata.csv",
                "img_id,img_filename,y,split,place,place_filename",
                "1,001.Albatross/a.jpg,1,0,0,/f/forest.jpg",
                "2,002.Wren/b.jpg,0,1,1,/o/ocean.jpg",
                "3,002.Wren/c.jpg,2,1,1,/o/ocean.jpg",
                "4,002.Wren/d.jpg,0,2,,/o/ocean.jpg")
            .read();
    assertEquals("waterbirds", read.name());
    assertEquals(Optional.of("waterbirds"), read.published());
    assertEquals(
        List.of(
            new LabelledPicture(
                root.resolve("001.Albatross/a.jpg"),
                Map.of("bird", "waterbird", "place", "land"),
                Split.TRAIN,
                null),
            new LabelledPicture(
                root.resolve("002.Wren/b.jpg"),
                Map.of("bird", "landbird", "place", "water"),
                Split.VALIDATION,
                null)),
        read.pictures());
    assertTrue(read.problems().get(0).endsWith("line 4: expected y from 0 to 1, found \"2\""));
    assertTrue(read.problems().get(1).endsWith("line 5: expected place from 0 to 1, found \"\""));
    SpaceDefinition space = read.space().orElseThrow();
    assertEquals(Set.of("bird", "place"), space.plain().keySet());
    assertEquals(4, space.factors().get("place").values().get("water").size());
  }

  /** Tables write 1 as 1.0 where some cell of a column was empty once. */
  @Test
  void waterbirdsMayBeNumberedWithDecimals() {
    LabelledPictures read =
        new Folders(root)
            .file(
                "metadata.csv", "img_filename,y,split,place", "a.jpg,1.0,2.0,0.0", "b.jpg,1.5,2,0")
            .read();
    assertEquals(1, read.pictures().size());
    assertEquals(Map.of("bird", "waterbird", "place", "land"), read.pictures().get(0).values());
    assertEquals(Split.TEST, read.pictures().get(0).split());
    assertTrue(read.problems().get(0).endsWith("expected y from 0 to 1, found \"1.5\""));
  }

  @Test
  void picturesThatStandInOneListOfCelebAAloneAreCounted() {
    LabelledPictures read =
        new Folders(root)
            .file("list_attr_celeba.txt", "2", "Blond_Hair Male", "1.jpg 1.0 -1.0", "2.jpg -1 1")
            .file("list_eval_partition.txt", "1.jpg 0", "3.jpg 1", "4.jpg 2", "1.jpg 2", "1.jpg 0")
            .read();
    assertEquals("blond", read.pictures().get(0).values().get("hair"));
    assertEquals(Split.TRAIN, read.pictures().get(0).split());
    assertTrue(read.problems().get(0).contains("line 4: \"1.jpg\" stands twice"));
    assertTrue(read.problems().get(1).endsWith("1 picture is not in list_eval_partition.txt"));
    assertTrue(
        read.problems().get(2).endsWith("no attributes of 2 pictures of list_eval_partition.txt"));
    Folders twice = new Folders(root).file("list_attr_celeba.txt", "1", "Blond_Hair Male Male");
    assertTrue(assertThrows(Misconfigured.class, twice::read).getMessage().contains("twice"));
  }

  @Test
  void waterbirdsWithoutAColumnIsRefused() {
    Folders folder = new Folders(root).file("metadata.csv", "img_id,img_filename,split,place");
    Misconfigured refused = assertThrows(Misconfigured.class, folder::read);
    assertTrue(refused.getMessage().contains("expected columns [img_filename, y, split, place]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Anno/"})
  void celebALiesInTwoLists(String place) {
    LabelledPictures read =
        new Folders(root)
            .file(
                place + "list_attr_celeba.txt",
                "4",
                "5_o_Clock_Shadow Blond_Hair Male Young ",
                "000001.jpg -1  1 -1  1",
                "000002.jpg -1 -1  1  1",
                "000003.jpg -1  0  1  1",
                "000004.jpg -1  1  1")
            .file("list_eval_partition.txt", "000001.jpg 0", "000002.jpg 2", "000003.jpg 7")
            .read();
    assertEquals("celeba", read.name());
    assertEquals(
        List.of(
            new LabelledPicture(
                root.resolve("img_align_celeba/000001.jpg"),
                Map.of("hair", "blond", "gender", "female"),
                Split.TRAIN,
                null),
            new LabelledPicture(
                root.resolve("img_align_celeba/000002.jpg"),
                Map.of("hair", "dark", "gender", "male"),
                Split.TEST,
                null)),
        read.pictures());
    assertEquals(3, read.problems().size());
    assertTrue(read.problems().get(0).endsWith("expected a partition from 0 to 2, found \"7\""));
    assertTrue(read.problems().get(1).endsWith("expected Blond_Hair to be 1 or -1, found \"0\""));
    assertTrue(read.problems().get(2).endsWith("expected a file and 4 attributes, found 4 words"));
    assertEquals(
        List.of("A photo of a celebrity with blond hair."),
        read.space().orElseThrow().factors().get("hair").values().get("blond"));
  }

  @Test
  void celebAWithoutItsPartitionOrItsAttributesIsRefused() {
    Folders folder = new Folders(root).file("list_attr_celeba.txt", "1", "Blond_Hair Male");
    assertTrue(
        assertThrows(Misconfigured.class, folder::read)
            .getMessage()
            .endsWith("list_eval_partition.txt: there is no such file"));
    folder.file("list_eval_partition.txt", "1.jpg 0").file("list_attr_celeba.txt", "1", "Young");
    assertTrue(
        assertThrows(Misconfigured.class, folder::read)
            .getMessage()
            .endsWith("expected Blond_Hair and Male in line 2, found [Young]"));
    folder.file("list_attr_celeba.txt", "1");
    assertThrows(Misconfigured.class, folder::read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pickled.t7", "archived.t7"})
  void zapposLiesInListsOfPairsAndAListOfPictures(String metadata) {
    LabelledPictures read =
        zappos()
            .copy("metadata_compositional-split-natural.t7", "/wire/dataset/" + metadata)
            .read();
    assertEquals("ut-zappos", read.name());
    assertEquals(
        List.of(
            pair("Leather_Boots.Mid-Calf/a.jpg", "Leather", "Boots.Mid-Calf", Split.TRAIN),
            pair("Suede_Boots.Mid-Calf/b.jpg", "Suede", "Boots.Mid-Calf", Split.VALIDATION),
            pair("Suede_Sandals/c.jpg", "Suede", "Sandals", Split.TEST)),
        read.pictures().stream().filter(picture -> picture.split() != null).toList());
    SpaceDefinition space = read.space().orElseThrow();
    assertEquals(
        List.of("boots mid-calf"), space.factors().get("object").values().get("Boots.Mid-Calf"));
    assertEquals(List.of("an image of a {attribute} {object}"), space.templates());
    assertEquals(1, read.problems().size());
    assertTrue(
        read.problems()
            .get(0)
            .endsWith("2 of 5 pictures without an attribute, or in no list of pairs"));
  }

  private Folders zappos() {
    return new Folders(root)
        .file("compositional-split-natural/train_pairs.txt", "Leather Boots.Mid-Calf")
        .file("compositional-split-natural/val_pairs.txt", "Suede Boots.Mid-Calf")
        .file(
            "compositional-split-natural/test_pairs.txt",
            "Suede Sandals",
            "Leather Boots.Mid-Calf");
  }

  private LabelledPicture pair(String file, String attribute, String object, Split split) {
    return new LabelledPicture(
        root.resolve("images").resolve(file),
        Map.of("attribute", attribute, "object", object),
        split,
        null);
  }

  @Test
  void theOlderSplitGoesByThePair() {
    LabelledPictures read =
        new Folders(root)
            .file("compositional-split/train_pairs.txt", "Leather Boots.Mid-Calf", "Suede Sandals")
            .file("compositional-split/test_pairs.txt", "Suede Boots.Mid-Calf", "one two three")
            .copy("metadata.t7", "/wire/dataset/pickled.t7")
            .read();
    assertEquals(3, read.pictures().size());
    assertTrue(
        read.problems()
            .get(0)
            .endsWith("expected an attribute and an object, found [one, two, three]"));
  }

  @Test
  void aSplitWithoutItsPicturesIsRefused() {
    Folders folder = zappos();
    assertTrue(
        assertThrows(Misconfigured.class, folder::read)
            .getMessage()
            .endsWith("metadata_compositional-split-natural.t7: there is no such file"));
    folder.file("metadata_compositional-split-natural.t7", "garbage");
    assertTrue(
        assertThrows(Misconfigured.class, folder::read)
            .getMessage()
            .contains("not a list that torch.save wrote"));
  }

  @Test
  void personalConceptsLieInFoldersAndTables() {
    LabelledPictures read = concepts().read();
    assertEquals("deepfashion2", read.name());
    Path pictures = root.resolve("data/deep_fashion2/personalized_test");
    Map<String, String> blouse = Map.of("concept", "17", "class", "blouse");
    assertEquals(
        List.of(
            new LabelledPicture(
                pictures.resolve("codes_infer/17/a.jpg"), blouse, Split.TRAIN, null),
            new LabelledPicture(
                pictures.resolve("codes_infer/17/b.jpg"), blouse, Split.TRAIN, null),
            new LabelledPicture(
                pictures.resolve("eval/test/c.jpg"),
                blouse,
                Split.TEST,
                "A person wearing a blouse on a couch, another person beside")),
        read.pictures());
    assertEquals(2, read.problems().size());
    assertTrue(read.problems().get(0).contains("train/image/d.jpg has no caption"));
    assertTrue(read.problems().get(1).contains("concept 99 has no class"));
  }

  private Folders concepts() {
    return new Folders(root)
        .file(
            "annotations/deep_fashion/train_coarse_grained_names.csv",
            "unique_pair_ids,pair_id_categories",
            "17,blouse")
        .file(
            "annotations/deep_fashion/shortened_deepfashion2_captions.csv",
            "image_name,pair_id,caption",
            "train/image/c.jpg,17,\"A person on a couch, another person beside\"")
        .file(
            "annotations/deep_fashion/test_captions.csv",
            "image_name,pair_id,caption",
            "train/image/c.jpg,17,long",
            "train/image/d.jpg,17,long",
            "train/image/e.jpg,99,long")
        .file("data/deep_fashion2/personalized_test/codes_infer/17/a.jpg", "-")
        .file("data/deep_fashion2/personalized_test/codes_infer/17/b.jpg", "-");
  }

  @Test
  void strayFilesAndConceptsWithoutAClassArePassedOver() {
    Path learned = Path.of("data/deep_fashion2/personalized_test/codes_infer");
    LabelledPictures read =
        concepts()
            .file(learned.resolve(".DS_Store").toString(), "-")
            .file(learned.resolve("17/.DS_Store").toString(), "-")
            .file(learned.resolve("notes.txt").toString(), "-")
            .file(learned.resolve("98/a.jpg").toString(), "-")
            .read();
    assertEquals(3, read.pictures().size());
    assertEquals(3, read.problems().size());
    assertTrue(read.problems().get(0).contains("concept 98 has no class"));
  }

  @Test
  void conceptsWithoutPicturesToLearnFromAreRefused() {
    Folders folder = new Folders(root).file("annotations/deep_fashion/test_captions.csv", "x");
    assertThrows(Misconfigured.class, folder::read);
  }

  @Test
  void aFolderOfNoLayoutIsToldWhatThereIs() {
    Misconfigured refused = assertThrows(Misconfigured.class, () -> DataSets.read(root.toString()));
    assertTrue(refused.getMessage().contains("Waterbirds (metadata.csv)"));
    assertTrue(refused.getMessage().contains("MIT-States or UT-Zappos"));
    assertThrows(Misconfigured.class, () -> DataSets.read(root.resolve("nowhere").toString()));
  }

  @Test
  void aFolderOfTwoLayoutsIsRefused() {
    Folders folder =
        new Folders(root).file("metadata.csv", "x").file("manifest.csv", "path", "1.jpg");
    assertTrue(
        assertThrows(Misconfigured.class, folder::read)
            .getMessage()
            .contains("more than one data set"));
  }
}
