package io.idealstream.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker in this JVM: one KRaft node (broker and controller) on 127.0.0.1, with its
 * data in a temporary folder that {@link #close()} deletes, or in one that is kept.
 */
public final class Broker implements AutoCloseable {

  /** A free port can be taken between the look and the bind; each attempt picks new ones. */
  private static final int ATTEMPTS_WITH_ANY_PORT = 3;

  private final KafkaRaftServer server;
  private final BrokerFolder folder;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Broker(KafkaRaftServer server, BrokerFolder folder, int port) {
    this.server = server;
    this.folder = folder;
    this.port = port;
  }

  /** Starts on any free port. */
  public static Broker start() throws IOException {
    return start(0);
  }

  /**
   * Starts on the given port and returns when the broker answers.
   *
   * @param port 1 to 65535, or 0 for any free port
   * @throws IOException in one sentence, when the port is taken or the broker does not start
   */
  public static Broker start(int port) throws IOException {
    return start(port, Map.of());
  }

  /** As {@link #start(int)}, with broker settings that go before ours. */
  public static Broker start(int port, Map<String, String> settings) throws IOException {
    return start(port, settings, Path.of(System.getProperty("java.io.tmpdir")));
  }

  static Broker start(int port, Map<String, String> settings, Path temporary) throws IOException {
    return start(port, settings, TemporaryFolder.create(temporary, "idealstream-kafka-"));
  }

  /**
   * As {@link #start(int)}, with its data in a folder that is made if need be and kept. What a
   * broker left there before, however it ended, is found again.
   *
   * @throws IOException in one sentence also when the folder cannot be used
   */
  public static Broker keeping(Path folder, int port) throws IOException {
    return start(port, BrokerSettings.kept(), DataFolder.open(folder, BrokerSettings.NODE));
  }

  /** The address to give to Kafka clients, {@code 127.0.0.1:port}. */
  public String bootstrapServers() {
    return BrokerSettings.address(port);
  }

  public int port() {
    return port;
  }

  /**
   * Says why before Kafka ends this process, as it does on a full disk.
   *
   * @param farewell gets one sentence
   */
  void announceEnd(Consumer<String> farewell) {
    FatalExit.announce(
        folder.path(),
        folder.isKept(),
        sentence -> {
          farewell.accept(sentence);
          if (!folder.isKept()) {
            folder.close();
          }
        });
  }

  /** Stops the broker and lets go of its folder; a second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try (folder) {
        stop(server);
      } finally {
        FatalExit.announceNoMore();
      }
    }
  }

  private static Broker start(int port, Map<String, String> settings, BrokerFolder folder)
      throws IOException {
    try {
      if (port == 0) {
        return onAnyPort(settings, folder);
      }
      Ports.requireFree(port);
      return attempt(port, settings, folder);
    } catch (IOException | RuntimeException failure) {
      folder.close();
      throw failure;
    }
  }

  private static Broker onAnyPort(Map<String, String> settings, BrokerFolder folder)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(Ports.free(), settings, folder);
      } catch (IOException failure) {
        if (attempt == ATTEMPTS_WITH_ANY_PORT || !(rootCause(failure) instanceof BindException)) {
          throw failure;
        }
      }
    }
  }

  private static Broker attempt(int port, Map<String, String> settings, BrokerFolder folder)
      throws IOException {
    KafkaRaftServer server = null;
    try {
      Properties properties =
          BrokerSettings.of(port, Ports.freeBeside(port), folder.path(), settings);
      KafkaConfig config = KafkaConfig.fromProps(properties, false);
      if (!DataFolder.isFormatted(folder.path())) {
        format(config, folder.path());
      }
      server = new KafkaRaftServer(config, Time.SYSTEM);
      FatalExit.whileStarting(server::startup);
      return new Broker(server, folder, port);
    } catch (Exception failure) {
      stop(server);
      throw new IOException(
          "the Kafka broker on "
              + BrokerSettings.address(port)
              + " did not start: "
              + rootCause(failure),
          failure);
    }
  }

  /** Makes a folder one of this node, in a cluster of its own. */
  private static void format(KafkaConfig config, Path data) throws Exception {
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(config.nodeId())
        .setClusterId(Uuid.randomUuid().toString())
        .setDirectories(List.of(data.toString()))
        .setMetadataLogDirectory(data.toString())
        .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
        .run();
  }

  private static void stop(KafkaRaftServer server) {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
    }
  }

  private static Throwable rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
