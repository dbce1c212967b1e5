package io.idealstream.job.control;

import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code stop}, {@code savepoint} and {@code status} for a job of this process, over a
 * socket that is a file: no port, and open to the user of the job alone. One line of JSON asks, one
 * answers: {@code {"ask":"stop","millis":8000}}, {@code {"answer":...}} or {@code {"failed":...}}.
 */
public final class ControlServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final long LAST_WORD_SECONDS = 1;

  private final ControlSocket socket;
  private final ServerSocketChannel server;
  private final Control control;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "control");
            thread.setDaemon(true);
            return thread;
          });

  private ControlServer(ControlSocket socket, ServerSocketChannel server, Control control) {
    this.socket = socket;
    this.server = server;
    this.control = control;
  }

  /**
   * Begins to answer.
   *
   * @param folder of the job, where askers look for the socket
   */
  public static ControlServer open(Path folder, Control control) throws IOException {
    ControlSocket socket = ControlSocket.in(folder);
    ControlServer opened = new ControlServer(socket, socket.listen(), control);
    opened.threads.execute(opened::accept);
    return opened;
  }

  private void accept() {
    try {
      while (server.isOpen()) {
        SocketChannel asker = server.accept();
        threads.execute(() -> serve(asker));
      }
    } catch (IOException closed) {
      LOG.debug("no more questions", closed);
    }
  }

  private void serve(SocketChannel asker) {
    try (asker) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(asker), StandardCharsets.UTF_8));
      String line = in.readLine();
      if (line != null) {
        String answer = Json.text(answer(line)) + "\n";
        asker.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
      }
    } catch (IOException gone) {
      LOG.debug("an asker went away", gone);
    }
  }

  private Map<String, Object> answer(String line) {
    Map<String, Object> answer = new LinkedHashMap<>();
    try {
      answer.put("answer", answer(Json.object(line.getBytes(StandardCharsets.UTF_8))));
    } catch (Unreadable | RuntimeException failure) {
      answer.put("failed", failure.getMessage());
    }
    return answer;
  }

  private Object answer(Map<String, Object> question) {
    String ask = String.valueOf(question.get("ask"));
    return switch (ask) {
      case "status" -> control.status();
      case "savepoint" -> result(control.savepoint());
      case "stop" ->
          result(control.stop(Duration.ofMillis(((Number) question.get("millis")).longValue())));
      default ->
          throw new IllegalArgumentException("expected status, savepoint or stop, found " + ask);
    };
  }

  private static String result(CompletableFuture<String> future) {
    try {
      return future.get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause().getMessage(), failure);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the job ends", ending);
    }
  }

  /** Lets those who wait for an answer have it, then answers no more. */
  @Override
  public void close() {
    try {
      server.close();
      threads.shutdown();
      if (!threads.awaitTermination(LAST_WORD_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (IOException | InterruptedException ending) {
      threads.shutdownNow();
    }
    socket.delete();
  }
}
