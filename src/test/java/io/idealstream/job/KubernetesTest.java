package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.idealstream.fixtures.Resources;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.codec.Yaml;
import io.idealstream.wire.config.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The deployment for Kubernetes, against the operator's reference, Flink's options and our own. */
class KubernetesTest {
  private static final Path FILE = Path.of("docker/kubernetes/idealstream.yaml");
  private static final Map<String, Set<String>> REFERENCE = reference();

  /** Parts of the deployment that are the operator's own, and not Kubernetes's. */
  private static final Set<String> PARTS =
      Set.of("spec", "job", "jobManager", "taskManager", "resource", "podTemplate");

  private final JsonNode deployment = document("FlinkDeployment");

  @Test
  void everyFieldIsOneOfTheOperators() {
    Set<String> unknown = new TreeSet<>();
    check("spec", deployment.path("spec"), unknown);
    assertEquals(Set.of(), unknown);
  }

  @Test
  void whatOnlyNewerOrOlderOperatorsKnowIsFound() throws Exception {
    JsonNode other =
        new YAMLMapper().readTree("{job: {jarUri: a, upgradeMode: restart}, jobManager: {cpu: 1}}");
    Set<String> unknown = new TreeSet<>();
    check("spec", other, unknown);
    assertEquals(Set.of("job.jarUri", "job.upgradeMode: restart", "jobManager.cpu"), unknown);
  }

  @Test
  void flinkKnowsItsConfiguration() {
    Map<String, String> options = new TreeMap<>();
    deployment
        .at("/spec/flinkConfiguration")
        .fields()
        .forEachRemaining(
            option -> {
              assertTrue(option.getValue().isTextual(), option::toString);
              options.put(option.getKey(), option.getValue().asText());
            });
    assertTrue(options.size() > 10, options::toString);
    Problems problems = new Problems();
    FlinkOptions.check(options, "flinkConfiguration", problems);
    problems.refuseIfAny(FILE.toString());
  }

  @Test
  void theJobsOwnSettingsAreReadAndItsFilesAreWhereTheImageHasThem() throws Exception {
    byte[] settings = document("ConfigMap").at("/data/job.yaml").asText().getBytes(UTF_8);
    JobSettings job = SettingsReader.read("job.yaml", Yaml.read("job.yaml", settings));
    assertEquals("idealstream.labels", job.kafka().name(Topic.LABELS));
    assertEquals("/opt/idealstream/conf/job.yaml", deployment.at("/spec/job/args/1").asText());
    assertEquals(Main.class.getName(), deployment.at("/spec/job/entryClass").asText());
    String image = Files.readString(Path.of("docker/Dockerfile"));
    assertTrue(image.contains("target/idealstream-job.jar /opt/idealstream/"), image);
    assertTrue(image.contains("native /opt/idealstream/native"), image);
    String flink = image.lines().filter(line -> line.startsWith("ARG FLINK=")).findFirst().get();
    String version = flink.substring(flink.indexOf('=') + 1, flink.indexOf("-java"));
    assertTrue(deployment.toString().contains("flink-s3-fs-presto-" + version + ".jar"), version);
  }

  private static void check(String part, JsonNode node, Set<String> unknown) {
    node.fields()
        .forEachRemaining(
            field -> {
              String name = field.getKey();
              if (!REFERENCE.get(part).contains(name)) {
                unknown.add(part + "." + name);
                return;
              }
              Set<String> values = REFERENCE.get(name + "=");
              if (values != null && !values.contains(field.getValue().asText())) {
                unknown.add(part + "." + name + ": " + field.getValue().asText());
              }
              if (PARTS.contains(name) && !part.equals("podTemplate")) {
                check(name, field.getValue(), unknown);
              }
            });
  }

  private static Map<String, Set<String>> reference() {
    Map<String, Set<String>> reference = new HashMap<>();
    Resources.text("/kubernetes/flink-deployment.txt")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("(?<=[:=]) ", 2))
        .forEach(
            line ->
                reference.put(
                    line[0].replace(":", ""),
                    List.of(line[1].split(" ")).stream().collect(Collectors.toSet())));
    return reference;
  }

  private static JsonNode document(String kind) {
    try (MappingIterator<JsonNode> documents =
        new YAMLMapper().readerFor(JsonNode.class).readValues(FILE.toFile())) {
      while (documents.hasNext()) {
        JsonNode document = documents.next();
        if (document.path("kind").asText().equals(kind)) {
          return document;
        }
      }
    } catch (Exception unreadable) {
      throw new IllegalStateException(unreadable);
    }
    throw new AssertionError("no " + kind + " in " + FILE);
  }
}
