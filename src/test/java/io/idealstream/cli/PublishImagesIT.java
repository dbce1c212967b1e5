package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Topics;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PublishImagesIT {
  private static final byte[] PNG = Pictures.plain(8, 8, 0x336699);

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  @BeforeEach
  void topics() {
    try (Topics topics = Topics.on(kafka.connection(), kafka.prefix())) {
      topics.createMissing(1);
    }
  }

  @Test
  void aFoldersPicturesAreSentAndWhatIsPassedOverIsNamed() throws Exception {
    write("a.jfif", PNG);
    write("no-ending", PNG);
    write("deep/UPPER.PNG", PNG);
    write("._a.jpg", new byte[] {0, 5, 0x16, 7, 0, 2, 0, 0});
    write("empty.jpg", new byte[0]);
    write("photo.HEIC", new byte[] {0, 0, 0, 24, 'f', 't', 'y', 'p', 'h', 'e', 'i', 'c'});
    // more than the topic takes, and more than is offered to any topic
    write("large.png", Arrays.copyOf(PNG, 13 << 20));
    write("huge.png", Arrays.copyOf(PNG, 26 << 20));

    CommandRun run = run("publish", "images", folder.toString());

    assertEquals(1, run.code(), "pictures were left behind");
    assertTrue(run.err().contains("3 files passed over:"), run.err());
    assertTrue(run.err().contains("/._a.jpg: expected a picture in one of JPEG"), run.err());
    assertTrue(run.err().contains("/empty.jpg: the file is empty"), run.err());
    assertTrue(run.err().contains("/photo.HEIC: HEIF and AVIF are not read"), run.err());
    assertTrue(run.err().contains("2 files not sent:"), run.err());
    assertTrue(run.err().contains("/large.png: 13631488 bytes: "), run.err());
    assertTrue(run.err().contains("/huge.png: 27262976 bytes, expected at most"), run.err());
    assertTrue(run.err().contains("3 pictures sent"), run.err());
    String sent = run("tail", "images", "--from-beginning", "--max", "3").out();
    assertTrue(sent.contains("/deep/UPPER.PNG\""), sent);
    assertTrue(sent.contains("/no-ending\""), sent);
  }

  @Test
  void onePictureIsOne() throws Exception {
    write("a.png", PNG);
    write("notes.txt", new byte[] {'x'});

    CommandRun run = run("publish", "images", folder.toString());

    assertEquals(0, run.code(), "a folder may hold other files");
    assertTrue(run.err().contains("1 file passed over:"), run.err());
    assertTrue(run.err().endsWith("1 picture sent\n"), run.err());
  }

  @Test
  void allPicturesMayBearTheSameAttributes() throws Exception {
    write("a.png", PNG);
    write("b.png", PNG);

    CommandRun run =
        run(
            "publish",
            "images",
            "--attribute",
            "author=ann",
            "--attribute",
            "source=x=y",
            folder.toString());

    assertEquals(0, run.code(), run.err());
    String sent = run("tail", "images", "--from-beginning", "--max", "2").out();
    assertEquals(2, sent.split("author.{1,5}ann", -1).length - 1, sent);
    assertEquals(2, sent.split("source.{1,5}x=y", -1).length - 1, sent);
  }

  @Test
  void attributesThatTheJobWouldRefuseAreNotSent() throws Exception {
    write("a.png", PNG);

    CommandRun run =
        run("publish", "images", "--attribute", "author=" + "x".repeat(513), folder.toString());

    assertEquals(2, run.code());
    assertTrue(
        run.err().contains("--attribute: author: expected at most 512 characters, found 513"),
        run.err());
  }

  @Test
  void aPictureThatIsNamedTwiceIsSentOnce() throws Exception {
    write("a.png", PNG);

    CommandRun run =
        run("publish", "images", folder.toString(), folder.resolve("./a.png").toString());

    assertEquals(0, run.code());
    assertTrue(run.err().contains("/./a.png: named already, as " + folder + "/a.png"), run.err());
    assertTrue(run.err().endsWith("1 picture sent\n"), run.err());
  }

  @Test
  void aNamedFileThatIsNoPictureIsAFailure() throws Exception {
    write("notes.txt", new byte[] {'x'});

    CommandRun run =
        run("publish", "images", folder.resolve("notes.txt").toString(), folder + "/none.jpg");

    assertEquals(1, run.code());
    assertTrue(run.err().contains("/notes.txt: expected a picture"), run.err());
    assertTrue(run.err().contains("/none.jpg: there is no such file"), run.err());
    assertTrue(run.err().endsWith("0 pictures sent\n"), run.err());
  }

  @Test
  void aConceptGoesOnPastWhatIsTooLarge() throws Exception {
    write("a.png", PNG);
    write("large.png", Arrays.copyOf(PNG, 12 << 20)); // base64 makes it larger still

    CommandRun run = run("publish", "concepts", "my-dog", "--example", folder.toString());

    assertEquals(1, run.code());
    assertTrue(run.err().contains("1 file not sent:"), run.err());
    assertTrue(run.err().endsWith("1 example and 0 of the class sent\n"), run.err());
  }

  private void write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of("--kafka", kafka.connection().bootstrapServers(), "--prefix", kafka.prefix()));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
