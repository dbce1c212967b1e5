package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.config.Section;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {

  @Test
  void fieldsKeepTheirOrderAndTypes() {
    Section file = Yaml.read("f", "z: 1\na: [x, y]\nn: 2.5\nt: true\n".getBytes(UTF_8));

    assertEquals(List.of("z", "a", "n", "t"), file.names());
    assertEquals(1, file.integer("z", 0, 0, 9));
    assertEquals(List.of("x", "y"), file.texts("a"));
    assertEquals(2.5, file.number("n"));
    assertTrue(file.truth("t", false));
  }

  @Test
  void jsonIsYamlToo() {
    assertEquals("x", Yaml.read("f", "{\"a\": \"x\"}".getBytes(UTF_8)).text("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing",
        "a: 1\na: 2",
        "- a",
        "just text",
        "a: &x 1\nb: *x",
        "a: 1\n---\nb: 2",
        "a: [1",
        "\tx: 1",
        "a: !!java.net.URL x\n? [1]\n: 2",
        "a: \u0007"
      })
  void whatIsNoPlainObjectIsRefusedByTheNameOfTheFile(String text) {
    Misconfigured refused =
        assertThrows(Misconfigured.class, () -> Yaml.read("conf/f.yaml", text.getBytes(UTF_8)));

    assertTrue(refused.getMessage().startsWith("conf/f.yaml: "), refused.getMessage());
  }

  @Test
  void deepNestingIsRefused() {
    byte[] deep = ("a: " + "[".repeat(10_000)).getBytes(UTF_8);

    assertThrows(Misconfigured.class, () -> Yaml.read("f", deep));
  }

  @Test
  void aMissingFileIsNamed() {
    Misconfigured refused =
        assertThrows(Misconfigured.class, () -> Yaml.read(Path.of("no", "such.yaml")));

    assertEquals(List.of("there is no such file"), refused.problems());
  }
}
