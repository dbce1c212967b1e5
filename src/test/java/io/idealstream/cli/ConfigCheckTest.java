package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCheckTest {
  @TempDir private Path folder;

  @Test
  void whatTheConfigurationNamesIsOpenedWithoutKafka() throws IOException {
    ModelFolder.in(folder.resolve("model"));
    CommandRun run =
        check(
            """
            model: {folder: "%s"}
            checkpoint: {folder: "%s"}
            """
                .formatted(folder.resolve("model"), folder.resolve("checkpoints")));
    assertEquals(0, run.code(), run::err);
    assertTrue(run.out().endsWith(": no problems\n"), run::out);
  }

  @Test
  void allThatCannotBeOpenedIsNamedAtOnce() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    CommandRun run =
        check(
            """
            model: {folder: "%s"}
            checkpoint: {folder: "%s"}
            """
                .formatted(folder.resolve("none"), file));
    assertEquals(1, run.code());
    assertEquals(
        """
        idealstream: the job cannot start: 2 problems
          model.folder: %s: expected a model folder with config.json and onnx/, found nothing
          checkpoint.folder: expected a folder, found a file: file://%s
        """
            .formatted(folder.resolve("none"), file),
        run.err());
  }

  @Test
  void secretsThatAreNotThereAreAmongAllThatIsWrong() throws IOException {
    CommandRun run =
        check(
            """
            model: {folder: "%s"}
            kafka:
              properties:
                ssl.key.password: "${ENV:IDEALSTREAM_NONE}"
                sasl.jaas.config: "${FILE:/none/such}"
            """
                .formatted(folder.resolve("none")));
    assertEquals(1, run.code());
    assertEquals(
        """
        idealstream: the job cannot start: 3 problems
          model.folder: %s: expected a model folder with config.json and onnx/, found nothing
          kafka.properties.sasl.jaas.config: file /none/such: no such file
          kafka.properties.ssl.key.password: variable IDEALSTREAM_NONE is not set
        """
            .formatted(folder.resolve("none")),
        run.err());
  }

  @Test
  void aVariantThatTheFolderDoesNotHaveIsNamedWithThoseItHas() throws IOException {
    Path model = folder.resolve("model");
    ModelFolder.in(model);
    CommandRun run = check("model: {folder: \"%s\", variant: fp16}".formatted(model));
    assertEquals(1, run.code());
    assertTrue(
        run.err()
            .startsWith(
                "idealstream: the job cannot start: model.folder: "
                    + model
                    + ": expected onnx/vision_model*.onnx with onnx/text_model*.onnx"),
        run::err);
    assertTrue(run.err().endsWith("of variant fp16; found variants fp32\n"), run::err);
  }

  @Test
  void aGraphThatIsDamagedIsNamedWithItsFolder() throws IOException {
    Path model = folder.resolve("model");
    ModelFolder.in(model).with("onnx/vision_model.onnx", "not a graph");
    CommandRun run = check("model: {folder: \"%s\"}".formatted(model));
    assertEquals(
        "idealstream: the job cannot start: model.folder: "
            + model
            + ": onnx/vision_model.onnx: expected an ONNX graph, found a damaged or other file\n",
        run.err());
  }

  @Test
  void aBatchThatNoMachineHoldsIsRefused() throws IOException {
    CommandRun run = check("{batch: {size: 4096}, parallelism: 720}");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("memory: needed about "), run::err);
    assertTrue(run.err().contains("prepared pictures (batch.size)"), run::err);
  }

  @Test
  void everySettingThatFlinkDoesNotTakeIsNamedWithAllOthers() throws IOException {
    CommandRun run =
        check(
            """
            topics: {prefix: "two words."}
            checkpoint: {intervall: 1s}
            flink:
              taskmanger.memory.process.size: 2g
              state.backend.rocksdb.memory.maneged: true
              no.such.key: 1
              taskmanager.memory.network.max: plenty
            """);
    assertEquals(1, run.code());
    assertEquals(
        """
        idealstream: %s: 6 problems
          topics.prefix: expected at most 200 letters of ASCII, digits, dots, hyphens and underscores, found "two words."
          flink.taskmanger.memory.process.size: unknown field; did you mean taskmanager.memory.process.size?
          flink.state.backend.rocksdb.memory.maneged: unknown field; did you mean state.backend.rocksdb.memory.managed?
          flink.no.such.key: unknown field; Flink %s does not know it
          flink.taskmanager.memory.network.max: Flink cannot read the value plenty
          checkpoint.intervall: unknown field; did you mean interval?
        """
            .formatted(folder.resolve("job.yaml"), EnvironmentInformation.getVersion()),
        run.err());
  }

  @Test
  void whatFlinkAndItsPluginsReadPasses() throws IOException {
    ModelFolder.in(folder.resolve("model"));
    CommandRun run =
        check(
            """
            model: {folder: "%s"}
            checkpoint: {folder: "%s"}
            flink:
              state.backend.type: rocksdb
              state.backend.rocksdb.thread.num: 2
              restart-strategy.type: exponential-delay
              restart-strategy.exponential-delay.initial-backoff: 100ms
              metrics.reporter.prom.factory.class: org.example.Factory
              pipeline.global-job-parameters.mine: 1
              s3.access-key: x
              env.java.opts.all: -Xss1m
              state.checkpoints.num-retained: 3
              web.submit.enable: false
            """
                .formatted(folder.resolve("model"), folder.resolve("checkpoints")));
    assertEquals(0, run.code(), run::err);
  }

  private CommandRun check(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("job.yaml"), yaml);
    return CommandRun.of("config", "check", file.toString());
  }
}
