package io.idealstream.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.DocPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link of the pages leads somewhere: to a file, and to a heading that is there. */
class LinksTest {

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (DocPage page : DocPage.all()) {
      for (String to : page.links()) {
        links++;
        if (!leads(page, to)) {
          broken.add(page.file() + " -> " + to);
        }
      }
    }
    assertTrue(links > 200, links + " links found");
    assertEquals(List.of(), broken);
  }

  @Test
  void everyPictureSaysHowItWasDrawn() throws IOException {
    String said = DocPage.of("docs/pictures/README.md").text();
    try (Stream<Path> pictures = Files.list(Path.of("docs/pictures"))) {
      assertEquals(
          List.of(),
          pictures
              .map(picture -> picture.getFileName().toString())
              .filter(name -> !said.contains("](" + name + ")"))
              .filter(name -> !name.equals("README.md"))
              .toList());
    }
  }

  private static boolean leads(DocPage page, String to) {
    String[] parts = to.split("#", 2);
    Path folder = page.file().toAbsolutePath().getParent();
    Path file = parts[0].isEmpty() ? page.file() : folder.resolve(parts[0]).normalize();
    if (!Files.exists(file)) {
      return false;
    }
    return parts.length == 1 || headings(DocPage.of(file.toString())).contains(parts[1]);
  }

  /** The headings as GitHub makes anchors of them. */
  private static List<String> headings(DocPage page) {
    return HEADING
        .matcher(page.prose())
        .results()
        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }
}
