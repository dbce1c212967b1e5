package io.idealstream.job.recovery;

import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A job's life: the runs that go on from each other's state. A fresh start begins another.
 *
 * @param identity whose it is
 * @param job Flink's id of the job, the same in all runs of the life
 * @param began when
 * @param completed whether it ever had a complete checkpoint
 * @param previous id of the life before, whose files are kept until the next fresh start; or null
 * @param from state of another life that it began with; or null
 */
public record Life(
    Identity identity, String job, Instant began, boolean completed, String previous, String from) {

  /**
   * What makes two runs runs of one job.
   *
   * @param owner the transactional id
   * @param cluster id of the Kafka cluster
   * @param prefix of the topics that are written
   */
  public record Identity(String owner, String cluster, String prefix) {

    @Override
    public String toString() {
      return "job %s on Kafka cluster %s, topics %s*".formatted(owner, cluster, prefix);
    }
  }

  /** The same with a complete checkpoint. */
  public Life withCompleted() {
    return new Life(identity, job, began, true, previous, from);
  }

  byte[] toBytes() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("owner", identity.owner());
    tree.put("cluster", identity.cluster());
    tree.put("prefix", identity.prefix());
    tree.put("job", job);
    tree.put("began", began.toString());
    tree.put("completed", completed);
    tree.put("previous", previous);
    tree.put("from", from);
    return Json.text(tree).getBytes(StandardCharsets.UTF_8);
  }

  static Life of(byte[] bytes) throws Unreadable {
    Map<String, Object> tree = Json.object(bytes);
    return new Life(
        new Identity(
            (String) tree.get("owner"), (String) tree.get("cluster"), (String) tree.get("prefix")),
        (String) tree.get("job"),
        Instant.parse((String) tree.get("began")),
        (Boolean) tree.get("completed"),
        (String) tree.get("previous"),
        (String) tree.get("from"));
  }
}
