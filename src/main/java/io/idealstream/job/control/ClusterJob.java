package io.idealstream.job.control;

import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A job on a Flink cluster, asked through the cluster's REST interface. */
public final class ClusterJob {
  private static final Duration ANSWERING = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;
  private final String id;

  private ClusterJob(String address, String id) {
    this.address = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    this.id = id;
  }

  /**
   * The job with an id, or the only one of a name that has not ended.
   *
   * @param address such as {@code http://jobmanager:8081}
   * @throws IllegalStateException if there is none, or more than one
   */
  public static ClusterJob find(String address, String name, Optional<String> id) {
    if (id.isPresent()) {
      return new ClusterJob(address, id.get());
    }
    List<String> found =
        objects(new ClusterJob(address, null).get("/jobs/overview").get("jobs")).stream()
            .filter(job -> name.equals(job.get("name")) && !ENDED.contains(job.get("state")))
            .map(job -> String.valueOf(job.get("jid")))
            .toList();
    if (found.size() != 1) {
      throw new IllegalStateException(
          found.isEmpty()
              ? "no job " + name + " runs on " + address
              : "several jobs " + name + " run on " + address + ", choose with --job: " + found);
    }
    return new ClusterJob(address, found.get(0));
  }

  /** Flink's id of it. */
  public String id() {
    return id;
  }

  /** How the cluster sees it, as a tree for JSON. */
  public Map<String, Object> status() {
    Map<String, Object> job = get("/jobs/" + id);
    Map<String, Object> checkpoints = get("/jobs/" + id + "/checkpoints");
    Map<String, Object> latest = object(object(checkpoints.get("latest")).get("completed"));
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("healthy", "RUNNING".equals(job.get("state")));
    status.put("job", id);
    status.put("state", job.get("state"));
    status.put("since", job.get("start-time"));
    status.put("checkpoint", latest.isEmpty() ? null : latest.get("external_path"));
    status.put("checkpoints", checkpoints.get("counts"));
    return status;
  }

  /**
   * Takes a savepoint.
   *
   * @param folder for it; empty for the cluster's own
   */
  public String savepoint(Optional<String> folder, Duration limit) {
    Map<String, Object> body = new LinkedHashMap<>();
    folder.ifPresent(uri -> body.put("target-directory", uri));
    return "Savepoint " + triggered(post("/jobs/" + id + "/savepoints", body), limit) + ".";
  }

  /** Ends it with a savepoint, without draining: that would close every window. */
  public String stop(Optional<String> folder, Duration limit) {
    Map<String, Object> body = new LinkedHashMap<>();
    folder.ifPresent(uri -> body.put("targetDirectory", uri));
    body.put("drain", false);
    String path = triggered(post("/jobs/" + id + "/stop", body), limit);
    return "Stopped, savepoint %s; go on from it with flink run -s %s.".formatted(path, path);
  }

  private String triggered(Map<String, Object> trigger, Duration limit) {
    String path = "/jobs/" + id + "/savepoints/" + trigger.get("request-id");
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      Map<String, Object> answer = get(path);
      if ("COMPLETED".equals(object(answer.get("status")).get("id"))) {
        return location(object(answer.get("operation")));
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "the savepoint was not complete after " + limit.toSeconds() + " s; it may still come");
      }
      pause();
    }
  }

  private static String location(Map<String, Object> operation) {
    if (operation.get("location") == null) {
      String trace = String.valueOf(object(operation.get("failure-cause")).get("stack-trace"));
      throw new IllegalStateException(
          "no savepoint was taken: " + trace.lines().findFirst().orElse("no cause was given"));
    }
    return String.valueOf(operation.get("location"));
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN.toMillis());
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interruption);
    }
  }

  private Map<String, Object> get(String path) {
    return send(request(path).GET());
  }

  private Map<String, Object> post(String path, Map<String, Object> body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.text(body))));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(ANSWERING);
  }

  private Map<String, Object> send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            "Flink at %s answered %d: %s"
                .formatted(
                    address,
                    response.statusCode(),
                    response.body().lines().findFirst().orElse("")));
      }
      return Json.object(response.body().getBytes(StandardCharsets.UTF_8));
    } catch (IOException | Unreadable failure) {
      throw new IllegalStateException(
          "Flink at " + address + " did not answer: " + failure, failure);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interruption);
    }
  }

  @SuppressWarnings("unchecked") // what Flink's documentation says of its answers
  private static Map<String, Object> object(Object tree) {
    return tree == null ? Map.of() : (Map<String, Object>) tree;
  }

  @SuppressWarnings("unchecked") // what Flink's documentation says of its answers
  private static List<Map<String, Object>> objects(Object tree) {
    return tree == null ? List.of() : (List<Map<String, Object>>) tree;
  }
}
