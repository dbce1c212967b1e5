package io.idealstream.wire.dataset;

import io.idealstream.wire.vectors.LineProblems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Waterbirds (Sagawa et al., ICLR 2020) as {@code waterbird_complete95_forest2water2} lies:
 * metadata.csv beside the folders of the birds. The prompts are those of Chuang et al. 2023.
 */
final class Waterbirds implements DataLayout {

  private static final List<String> COLUMNS = List.of("img_filename", "y", "split", "place");

  @Override
  public String description() {
    return "Waterbirds (metadata.csv)";
  }

  @Override
  public boolean matches(Path folder) {
    return Files.isRegularFile(folder.resolve("metadata.csv"));
  }

  @Override
  public LabelledPictures read(Path folder) {
    LineProblems problems = new LineProblems();
    PictureList pictures = new PictureList(problems);
    CsvFile.read(
        folder.resolve("metadata.csv"), COLUMNS, row -> add(pictures, folder, row), problems);
    return pictures.published("waterbirds", Optional.of(Presets.space("waterbirds")));
  }

  private static void add(PictureList pictures, Path folder, Map<String, String> row) {
    Map<String, String> values =
        Map.of(
            "bird", Codes.of(row, "y", List.of("landbird", "waterbird")),
            "place", Codes.of(row, "place", List.of("land", "water")));
    Split split = Codes.of(row, "split", List.of(Split.values()));
    pictures.add(folder.resolve(row.get("img_filename")), values, split, null);
  }
}
