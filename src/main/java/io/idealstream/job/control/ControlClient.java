package io.idealstream.job.control;

import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks the job that runs with a folder on this machine. */
public final class ControlClient {
  private final Path folder;

  public ControlClient(Path folder) {
    this.folder = folder;
  }

  /** How it is; empty when none runs. */
  @SuppressWarnings("unchecked") // a status is an object
  public Optional<Map<String, Object>> status() {
    return ask(Map.of("ask", "status")).map(answer -> (Map<String, Object>) answer);
  }

  /** Where the savepoint lies; empty when none runs. */
  public Optional<String> savepoint() {
    return ask(Map.of("ask", "savepoint")).map(Object::toString);
  }

  /** What became of it; empty when none runs. */
  public Optional<String> stop(Duration limit) {
    return ask(Map.of("ask", "stop", "millis", limit.toMillis())).map(Object::toString);
  }

  private Optional<Object> ask(Map<String, Object> question) {
    SocketChannel job;
    try {
      job = ControlSocket.connect(folder);
    } catch (IOException none) {
      return Optional.empty();
    }
    try (job) {
      job.write(ByteBuffer.wrap((Json.text(question) + "\n").getBytes(StandardCharsets.UTF_8)));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(job), StandardCharsets.UTF_8));
      return Optional.of(answer(in.readLine()));
    } catch (IOException | Unreadable failure) {
      throw new IllegalStateException("the job did not answer: " + failure.getMessage(), failure);
    }
  }

  private static Object answer(String line) throws Unreadable {
    if (line == null) {
      throw new IllegalStateException("the job ended before it answered");
    }
    Map<String, Object> answer = Json.object(line.getBytes(StandardCharsets.UTF_8));
    if (answer.containsKey("failed")) {
      throw new IllegalStateException(String.valueOf(answer.get("failed")));
    }
    return answer.get("answer");
  }
}
