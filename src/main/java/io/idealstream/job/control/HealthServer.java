package io.idealstream.job.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Liveness and readiness for whoever watches processes: {@code GET /live} and {@code GET /ready}
 * answer 200, or 503 with the reason.
 */
public final class HealthServer implements AutoCloseable {
  private final HttpServer server;

  private HealthServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Begins to answer on 127.0.0.1.
   *
   * @param live why the process is of no more use; empty while it is
   * @param ready why the job does not do its work now; empty while it does
   * @throws IOException when the port is taken
   */
  public static HealthServer open(
      int port, Supplier<Optional<String>> live, Supplier<Optional<String>> ready)
      throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext("/live", exchange -> answer(exchange, live));
    server.createContext("/ready", exchange -> answer(exchange, ready));
    server.start();
    return new HealthServer(server);
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return server.getAddress();
  }

  private static void answer(HttpExchange exchange, Supplier<Optional<String>> why)
      throws IOException {
    Optional<String> reason = why.get();
    byte[] body = (reason.orElse("ok") + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reason.isEmpty() ? 200 : 503, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
