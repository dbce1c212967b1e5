package io.idealstream.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page about the architecture names what is there. */
class ArchitectureGuideTest {
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)`");
  private static final Pattern NODE = Pattern.compile("\\b[A-Z]\\w*Stage\\b");

  private static String page;
  private static Set<String> classes;

  @BeforeAll
  static void read() throws Exception {
    page = Files.readString(Path.of("docs/architecture.md"));
    classes =
        new ClassFileImporter()
            .importPackages("io.idealstream").stream()
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
  }

  @Test
  void everyClassThatIsNamedExists() {
    List<String> named = NAME.matcher(page).results().map(found -> found.group(1)).toList();
    assertTrue(named.size() > 30, named::toString);
    assertEquals(List.of(), named.stream().filter(name -> !classes.contains(name)).toList());
  }

  @Test
  void theDiagramHasEveryStageAndEveryTopic() {
    String diagram = page.substring(page.indexOf("```mermaid"), page.indexOf("Every stage also"));
    Set<String> stages =
        classes.stream()
            .filter(name -> name.endsWith("Stage"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(
        stages,
        NODE.matcher(diagram)
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new)));
    Set<String> elsewhere = Set.of("status", "dead-letters", "transactions");
    assertEquals(
        List.of(),
        Topic.all().stream()
            .map(Topic::code)
            .filter(code -> !elsewhere.contains(code) && !diagram.contains(code))
            .toList());
  }
}
