package io.idealstream.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the jar that is submitted to a Flink cluster, and what is not. */
class JobJarIT {

  /** A class of the connector outside its own packages. */
  private static final String KAFKA_JSON =
      "org/apache/flink/streaming/util/serialization/JSONKeyValueDeserializationSchema.class";

  private static JarFile jar;
  private static List<String> files;

  @BeforeAll
  static void open() throws IOException {
    jar = new JarFile("target/idealstream-job.jar");
    files = jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/apache/flink/connector/kafka/sink/KafkaSink.class",
        "org/apache/flink/connector/base/source/reader/SourceReaderBase.class",
        "org/apache/kafka/clients/producer/KafkaProducer.class",
        "ai/onnxruntime/OrtSession.class",
        "ai/onnxruntime/native/linux-x64/libonnxruntime.so",
        "org/ejml/data/DMatrixRMaj.class",
        "com/fasterxml/jackson/databind/ObjectMapper.class",
        "com/fasterxml/jackson/dataformat/yaml/YAMLFactory.class",
        "org/apache/avro/Schema.class",
        "io/idealstream/shaded/protobuf/CodedInputStream.class",
        "dev/cel/runtime/CelRuntime.class",
        "io/idealstream/shaded/antlr/v4/runtime/Parser.class",
        "io/idealstream/shaded/guava/collect/ImmutableList.class",
        "io/idealstream/shaded/re2j/Pattern.class",
        "com/twelvemonkeys/imageio/plugins/tiff/TIFFImageReader.class"
      })
  void whatTheClusterDoesNotBringIsInside(String file) {
    assertTrue(files.contains(file), file);
  }

  @Test
  void ofFlinkOnlyTheKafkaConnectorIsInside() {
    assertNone(
        file ->
            file.startsWith("org/apache/flink/")
                && !file.startsWith("org/apache/flink/connector/kafka/")
                && !file.startsWith("org/apache/flink/connector/base/")
                && !file.startsWith("org/apache/flink/streaming/connectors/kafka/")
                && !file.equals(KAFKA_JSON));
  }

  @Test
  void packagesAboveTheJobAreLeftOut() {
    assertNone(
        file ->
            file.startsWith("io/idealstream/cli/")
                || file.startsWith("io/idealstream/demo/")
                || file.startsWith("io/idealstream/web/")
                || file.startsWith("samples/"));
  }

  /** A cluster may have another of each before ours. */
  @Test
  void whatPoliciesNeedHasNamesOfItsOwn() {
    assertNone(
        file ->
            file.startsWith("org/antlr/")
                || file.startsWith("com/google/")
                || file.startsWith("google/"));
  }

  @Test
  void theBrokerIsLeftOut() {
    assertNone(
        file ->
            file.startsWith("kafka/server/")
                || file.startsWith("scala/")
                || file.startsWith("com/yammer/")
                || file.startsWith("org/apache/kafka/metadata/")
                || file.startsWith("org/apache/kafka/raft/")
                || file.startsWith("org/apache/kafka/storage/")
                || file.startsWith("org/apache/kafka/coordinator/"));
  }

  @Test
  void loggingAndTheCommandLineAreLeftOut() {
    assertNone(
        file ->
            file.startsWith("org/apache/logging/")
                || file.startsWith("org/slf4j/")
                || file.startsWith("picocli/")
                || file.startsWith("me/tongfei/")
                || file.startsWith("org/jline/"));
  }

  /** A library that nobody thought of shows here. */
  @Test
  void everyClassBelongsToAKnownLibrary() {
    Set<String> roots =
        files.stream()
            .filter(file -> file.endsWith(".class") && !file.startsWith("META-INF/"))
            .map(JobJarIT::root)
            .collect(Collectors.toCollection(TreeSet::new));
    roots.removeAll(
        Set.of(
            "ai/onnxruntime",
            "cel/parser",
            "com/fasterxml",
            "com/github", // zstd-jni
            "com/twelvemonkeys",
            "dev/cel",
            "io/idealstream",
            "net/jpountz", // lz4-java
            "org/apache/avro",
            "org/apache/commons",
            "org/apache/flink",
            "org/apache/kafka",
            "org/ejml",
            "org/threeten",
            "org/xerial",
            "org/yaml",
            "pabeles/concurrency")); // a part of EJML
    assertEquals(Set.of(), roots);
  }

  @Test
  void noFileOccursTwice() {
    assertEquals(files.size(), Set.copyOf(files).size());
  }

  @Test
  void noSignatureOfAnUnpackedJarIsLeft() {
    assertNone(file -> file.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"));
    assertNone(file -> file.endsWith("module-info.class"));
  }

  @Test
  void theManifestNamesTheJob() throws IOException {
    Attributes attributes = jar.getManifest().getMainAttributes();
    assertEquals("io.idealstream.job.Main", attributes.getValue(Attributes.Name.MAIN_CLASS));
    assertEquals("true", attributes.getValue(Attributes.Name.MULTI_RELEASE));
  }

  @Test
  void licencesOfWhatIsInsideTravelAlong() throws IOException {
    assertTrue(text("META-INF/NOTICE").contains("The Apache Software Foundation"), "notices");
    assertTrue(files.contains("META-INF/LICENSE"), "licence");
  }

  private static void assertNone(Predicate<String> unwanted) {
    assertEquals(List.of(), files.stream().filter(unwanted).limit(10).toList());
  }

  private static String text(String file) throws IOException {
    try (InputStream content = jar.getInputStream(jar.getEntry(file))) {
      return new String(content.readAllBytes(), UTF_8);
    }
  }

  private static String root(String file) {
    int second = file.indexOf('/', file.indexOf('/') + 1);
    String root = second < 0 ? file : file.substring(0, second);
    if (!root.equals("org/apache")) {
      return root;
    }
    return file.substring(0, file.indexOf('/', second + 1));
  }
}
