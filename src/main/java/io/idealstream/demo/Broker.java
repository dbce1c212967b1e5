package io.idealstream.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker in this JVM: one KRaft node (broker and controller) on 127.0.0.1, with its
 * data in a temporary folder that {@link #close()} deletes.
 */
public final class Broker implements AutoCloseable {

  /** A free port can be taken between the look and the bind; each attempt picks new ones. */
  private static final int ATTEMPTS_WITH_ANY_PORT = 3;

  private final KafkaRaftServer server;
  private final TemporaryFolder data;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Broker(KafkaRaftServer server, TemporaryFolder data, int port) {
    this.server = server;
    this.data = data;
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
    if (port != 0) {
      requireFree(port);
      return attempt(port, settings, temporary);
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(freePort(), settings, temporary);
      } catch (IOException failure) {
        if (attempt == ATTEMPTS_WITH_ANY_PORT || !causedByBind(failure)) {
          throw failure;
        }
      }
    }
  }

  /** The address to give to Kafka clients, {@code 127.0.0.1:port}. */
  public String bootstrapServers() {
    return address(port);
  }

  public int port() {
    return port;
  }

  /** Stops the broker and deletes its data; a second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      stop(server, data);
    }
  }

  private static Broker attempt(int port, Map<String, String> settings, Path temporary)
      throws IOException {
    TemporaryFolder data = TemporaryFolder.create(temporary, "idealstream-kafka-");
    KafkaRaftServer server = null;
    try {
      Properties properties = BrokerSettings.of(port, freePortBeside(port), data.path(), settings);
      KafkaConfig config = KafkaConfig.fromProps(properties, false);
      format(config, data.path());
      server = new KafkaRaftServer(config, Time.SYSTEM);
      server.startup();
      return new Broker(server, data, port);
    } catch (Exception failure) {
      stop(server, data);
      throw new IOException(
          "the Kafka broker on " + address(port) + " did not start: " + rootCause(failure),
          failure);
    }
  }

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

  private static void stop(KafkaRaftServer server, TemporaryFolder data) {
    try {
      if (server != null) {
        server.shutdown();
        server.awaitShutdown();
      }
    } finally {
      data.close();
    }
  }

  private static void requireFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (BindException taken) {
      throw new IOException(
          "the Kafka broker cannot listen on "
              + address(port)
              + ": "
              + taken.getMessage()
              + "; stop the program that holds the port or choose another port",
          taken);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A port that was free a moment ago may be handed out again. */
  private static int freePortBeside(int taken) throws IOException {
    int port = freePort();
    while (port == taken) {
      port = freePort();
    }
    return port;
  }

  private static boolean causedByBind(Throwable failure) {
    return rootCause(failure) instanceof BindException;
  }

  private static Throwable rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String address(int port) {
    return BrokerSettings.HOST + ":" + port;
  }
}
