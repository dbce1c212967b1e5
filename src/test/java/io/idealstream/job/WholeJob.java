package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.codec.Yaml;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The job with Kafka at both ends as Flink would run it; nothing is opened. */
final class WholeJob {
  private static final Job JOB = job("{}");

  private WholeJob() {}

  private static Job job(String yaml) {
    return new Job(
        SettingsReader.read("test", Yaml.read("test", yaml.getBytes(UTF_8))),
        new Job.Existing(List.of(), List.of()));
  }

  static Configuration configuration() {
    return JOB.configuration();
  }

  /**
   * @param interception what a test puts in; types that need Kryo are let through
   */
  static StreamGraph graph(Topology.Interception interception) throws Exception {
    return graph(JOB, interception, configuration());
  }

  /** The job that opens no model. */
  static StreamGraph graphWithoutModel() throws Exception {
    return graph("model: {vectors: {id: clip, dimension: 4}}");
  }

  /** The job of a configuration. */
  static StreamGraph graph(String yaml) throws Exception {
    Job job = job(yaml);
    return graph(job, Topology.Interception.NONE, job.configuration());
  }

  static StreamGraph graph(int subtasks) throws Exception {
    Configuration configuration = configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, subtasks);
    return graph(JOB, Topology.Interception.NONE, configuration);
  }

  private static StreamGraph graph(
      Job job, Topology.Interception interception, Configuration configuration) throws Exception {
    configuration.set(PipelineOptions.GENERIC_TYPES, true);
    try (StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(configuration)) {
      job.define(environment, interception);
      return environment.getStreamGraph();
    }
  }
}
