package io.idealstream.job;

import io.idealstream.client.KafkaConnection;
import io.idealstream.client.NoAnswerException;
import io.idealstream.client.Offsets;
import io.idealstream.client.TopicState;
import io.idealstream.client.Topics;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.config.Misconfigured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.util.FileUtils;

/**
 * Works a past range off again, beside the job that worked it off first: into topics of its own,
 * with a consumer group, transactional ids and state of its own.
 */
public final class Reprocessing {
  private Reprocessing() {}

  /**
   * Settings of the run that does it. What it writes to is made like what the live job writes to.
   *
   * @param live settings of the job that reads the same topics
   * @param prefix before the names of the topics that are written
   * @throws Misconfigured where something else was written there
   */
  public static JobSettings prepare(JobSettings live, PastRange range, String prefix)
      throws NoAnswerException {
    JobSettings settings = live.reprocessing(range, prefix);
    List<String> taken = new ArrayList<>();
    if (prefix.equals(live.kafka().prefix()) || prefix.equals(live.kafka().outputPrefix())) {
      taken.add("--output-prefix: expected another than that of the job itself, found " + prefix);
    } else if (!goesOn(settings)) {
      written(settings)
          .forEach(
              (topic, records) ->
                  taken.add(
                      "--output-prefix: topic %s holds %s already; take another prefix, or delete the topic"
                          .formatted(topic, Count.of(records, "record"))));
    }
    if (!taken.isEmpty()) {
      throw new Misconfigured("nothing is worked off again", taken);
    }
    createOutputs(live, settings);
    return settings;
  }

  /** Forgets how far it got, once all is done. */
  public static void end(JobSettings settings) throws IOException {
    FileUtils.deleteDirectory(settings.runtime().stateFolder().toFile());
  }

  /** Whether an earlier run of the same range was interrupted. */
  private static boolean goesOn(JobSettings settings) {
    Path folder = settings.runtime().stateFolder();
    return Files.exists(folder.resolve("lock"));
  }

  private static Map<String, Long> written(JobSettings settings) throws NoAnswerException {
    List<String> outputs = Topic.outputs().stream().map(settings.kafka()::name).toList();
    Map<String, Long> written = new TreeMap<>();
    try (Offsets offsets = Offsets.of(settings.kafka().connection(), settings.kafka().group())) {
      Offsets.Found found = offsets.look(outputs);
      found
          .ends()
          .forEach(
              (partition, end) -> {
                long records = end - found.begins().getOrDefault(partition, 0L);
                if (records > 0) {
                  written.merge(partition.topic(), records, Long::sum);
                }
              });
    }
    return written;
  }

  private static void createOutputs(JobSettings live, JobSettings settings) {
    KafkaConnection kafka = live.kafka().connection();
    Map<Topic<?>, Integer> partitions;
    try (Topics there = Topics.on(kafka, live.kafka().outputPrefix())) {
      partitions =
          there.describe(Topic.outputs()).stream()
              .collect(
                  Collectors.toMap(TopicState::topic, state -> Math.max(1, state.partitions())));
    }
    try (Topics here = Topics.on(kafka, settings.kafka().outputPrefix())) {
      partitions.forEach((topic, number) -> here.createMissing(List.of(topic), number));
    }
  }
}
