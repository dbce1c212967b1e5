package io.idealstream.wire.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BundledDataTest {

  @Test
  void birdsHaveEquallyManyPicturesInEveryGroup() {
    LabelledPictures birds = DataSets.read("birds");
    Map<String, Long> groups =
        birds.pictures().stream()
            .collect(
                Collectors.groupingBy(
                    picture -> picture.values().get("bird") + " " + picture.values().get("place"),
                    Collectors.counting()));
    assertEquals(
        Map.of(
            "landbird land",
            80L,
            "landbird water",
            80L,
            "waterbird land",
            80L,
            "waterbird water",
            80L),
        groups);
    assertEquals("birds", birds.space().orElseThrow().space());
  }

  @Test
  void everyBundledPictureIsThere() {
    for (String name : DataSets.bundled()) {
      LabelledPictures data = DataSets.read(name);
      assertTrue(data.pictures().size() > 0, name);
      assertTrue(data.pictures().stream().allMatch(picture -> Files.exists(picture.file())), name);
    }
  }
}
