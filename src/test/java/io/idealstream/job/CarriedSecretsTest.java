package io.idealstream.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.codec.Yaml;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent to a cluster and kept there for a failover: it refers to secrets and has none. */
class CarriedSecretsTest {
  private static final String MARK = "MARKED-93ab";

  @TempDir Path folder;

  @Test
  void theJobThatIsSubmittedRefersToItsSecrets() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), MARK);
    String job = submitted("${FILE:" + password + "}");
    assertFalse(job.contains(MARK));
    assertTrue(job.contains("SECRET_QUOTED:FILE:" + password));
    assertTrue(submitted(MARK).contains(MARK), "one that is no reference can be seen");
  }

  private static String submitted(String password) throws Exception {
    String yaml =
        """
        kafka:
          properties:
            sasl.jaas.config: >-
              org.apache.kafka.common.security.plain.PlainLoginModule required
              username="u" password="%s";
        """
            .formatted(password);
    Job job =
        new Job(
            SettingsReader.read("test", Yaml.read("test", yaml.getBytes(UTF_8))),
            new Job.Existing(List.of(), List.of()));
    try (StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(job.configuration())) {
      job.define(environment, Topology.Interception.NONE);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
        objects.writeObject(environment.getStreamGraph().getJobGraph());
      }
      return bytes.toString(ISO_8859_1);
    }
  }
}
