package io.idealstream.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/** Finds out, once Kafka did not answer, what a plain connection to each server says. */
final class Reach {

  private static final Duration PROBE = Duration.ofSeconds(1);

  private Reach() {}

  /** One clause per server, such as {@code localhost:9092: Connection refused}. */
  static String of(KafkaConnection connection) {
    List<String> findings = new ArrayList<>();
    for (String server : connection.bootstrapServers().split(",", -1)) {
      findings.add(server.strip() + ": " + probe(server.strip()));
    }
    return String.join("; ", findings);
  }

  private static String probe(String server) {
    String host = Utils.getHost(server);
    Integer port = Utils.getPort(server);
    if (host == null || port == null) {
      return "expected host:port";
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), Math.toIntExact(PROBE.toMillis()));
      return "takes connections but does not answer as Kafka (a server that is starting or"
          + " overloaded, another kind of server, other security settings, or an advertised address"
          + " that cannot be reached from here?)";
    } catch (UnknownHostException unknown) {
      return "unknown host";
    } catch (IOException refused) {
      return refused.getMessage();
    }
  }
}
