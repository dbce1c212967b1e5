package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.Pictures;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFilesTest {

  @TempDir Path folder;

  @Test
  void aListBesideThePicturesIsNoNewsAndAnyOtherFileIs() throws Exception {
    Path picture = Files.write(folder.resolve("1.png"), Pictures.noise(1));
    Files.writeString(folder.resolve("manifest.jsonl"), "{\"file\": \"1.png\", \"values\": {}}");
    Files.writeString(folder.resolve("manifest.csv"), "path\n1.png\n");
    Files.writeString(folder.resolve("notes.txt"), "no picture");
    PassedOver passedOver = new PassedOver();
    assertEquals(List.of(picture), PictureFiles.in(List.of(folder), passedOver));
    StringWriter said = new StringWriter();
    passedOver.report(new PrintWriter(said, true), "passed over");
    assertTrue(said.toString().startsWith("1 file passed over:"), said::toString);
    assertTrue(said.toString().contains("notes.txt"), said::toString);
  }
}
