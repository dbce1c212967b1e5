package io.idealstream.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/** The settings of a broker of one node, sized to share a small machine with a job. */
final class BrokerSettings {

  static final String HOST = "127.0.0.1";
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** Id of the one node. */
  static final int NODE = 1;

  private static final String BROKER_LISTENER = "PLAINTEXT";

  /** Of one partition: pictures are what fills a disk. */
  private static final long KEPT_BYTES = 4L << 30;

  /** Old records go by the segment. */
  private static final long SEGMENT_BYTES = 256L << 20;

  private BrokerSettings() {}

  static Properties of(int port, int controllerPort, Path data, Map<String, String> settings) {
    Properties properties = new Properties();
    properties.putAll(node(port, controllerPort, data));
    properties.putAll(oneReplica());
    properties.putAll(smallMachine());
    properties.putAll(settings);
    return properties;
  }

  /** What a broker has of its own that is to last, beside a job that may be down for a while. */
  static Map<String, String> kept() {
    return Map.of(
        "log.retention.bytes",
        String.valueOf(KEPT_BYTES),
        "log.segment.bytes",
        String.valueOf(SEGMENT_BYTES),
        "transaction.max.timeout.ms",
        String.valueOf(Duration.ofHours(1).toMillis()),
        // how far a job has read; its group is gone when it is down
        "offsets.retention.minutes",
        String.valueOf(Duration.ofDays(365).toMinutes()),
        // every checkpoint brings producers that never come back
        "producer.id.expiration.ms",
        String.valueOf(Duration.ofHours(2).toMillis()));
  }

  /** What a client of this machine is given. */
  static String address(int port) {
    return HOST + ":" + port;
  }

  private static Map<String, String> node(int port, int controllerPort, Path data) {
    String broker = BROKER_LISTENER + "://" + HOST + ":" + port;
    String controller = CONTROLLER_LISTENER + "://" + HOST + ":" + controllerPort;
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        String.valueOf(NODE),
        "controller.quorum.voters",
        NODE + "@" + HOST + ":" + controllerPort,
        "listeners",
        broker + "," + controller,
        "advertised.listeners",
        broker,
        "listener.security.protocol.map",
        BROKER_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
        "inter.broker.listener.name",
        BROKER_LISTENER,
        "controller.listener.names",
        CONTROLLER_LISTENER,
        "log.dirs",
        data.toString());
  }

  private static Map<String, String> oneReplica() {
    return Map.of(
        "default.replication.factor", "1",
        "offsets.topic.replication.factor", "1",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1",
        "auto.create.topics.enable", "false",
        // a record of long ago, by its timestamp, is kept like any other
        "log.retention.ms", "-1",
        "group.initial.rebalance.delay.ms", "0");
  }

  /** The defaults are for a server of its own: 24 threads and a compaction buffer of 128 MiB. */
  private static Map<String, String> smallMachine() {
    return Map.of(
        "offsets.topic.num.partitions", "1",
        "transaction.state.log.num.partitions", "1",
        "share.coordinator.state.topic.num.partitions", "1",
        "num.network.threads", "2",
        "num.io.threads", "4",
        "background.threads", "2",
        "log.cleaner.dedupe.buffer.size", String.valueOf(16 << 20));
  }
}
