package io.idealstream.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bill of materials beside what it is of. */
class SoftwareBillIT {

  /** A line such as {@code (MIT) pickle (net.razorvine:pickle:1.5 - https://...)}. */
  private static final Pattern LICENSED =
      Pattern.compile("(?m)^ +\\(.+\\) .* \\([^ :]+:([^ :]+):([^ :]+) - .*\\)$");

  @Test
  void everyLibraryThatIsDeliveredIsOnTheBillAndNoOther() throws IOException {
    Path file = Path.of("target/idealstream-bom.json");
    assumeTrue(Files.exists(file), "a build offline writes none");
    JsonNode bill = new ObjectMapper().readTree(file.toFile());
    assertEquals("CycloneDX", bill.path("bomFormat").asText());
    Set<String> billed = new TreeSet<>();
    bill.path("components")
        .forEach(
            library -> {
              billed.add(
                  library.path("name").asText() + "-" + library.path("version").asText() + ".jar");
              assertTrue(library.path("purl").asText().startsWith("pkg:maven/"), library::toString);
            });
    assertEquals(delivered(), billed);
  }

  /**
   * The build stops at a licence that is not among those of pom.xml; here, that none was missed.
   */
  @Test
  void everyLibraryThatIsDeliveredHasALicence() throws IOException {
    Set<String> licensed =
        LICENSED
            .matcher(Files.readString(Path.of("target/THIRD-PARTY.txt")))
            .results()
            .map(found -> found.group(1) + "-" + found.group(2) + ".jar")
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(delivered(), licensed);
  }

  private static Set<String> delivered() throws IOException {
    try (Stream<Path> libraries = Files.list(Path.of("target/distribution/lib"))) {
      return libraries
          .map(library -> library.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
