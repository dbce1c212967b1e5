package io.idealstream.cli.audit;

import io.idealstream.wire.TrialName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an audit found.
 *
 * @param from Kafka timestamp of the first records of the range
 * @param to Kafka timestamp behind them
 * @param items what came in, by topic
 * @param spaces what came out, by space
 * @param deadLetters records of the range that are dead, by reason
 * @param hits of items of the range
 * @param hitsOnTrial those among the hits whose queries are on trial
 * @param unlabelled images that no space was to label
 * @param missing where answers are missing
 * @param twice where answers are more than items
 */
public record AuditReport(
    Instant from,
    Instant to,
    Map<String, Intake> items,
    Map<String, Labels> spaces,
    Map<String, Long> deadLetters,
    long hits,
    long hitsOnTrial,
    long unlabelled,
    Findings missing,
    Findings twice) {

  /**
   * Records of a topic.
   *
   * @param read that the job has answered by its last complete checkpoint, if it has
   * @param dead of these
   * @param leftAside of these, as being of another model
   * @param notYetDue that the job has still to read, or to complete a checkpoint about
   */
  record Intake(long read, long dead, long leftAside, long notYetDue) {

    private Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("read", read);
      tree.put("dead", dead);
      tree.put("leftAside", leftAside);
      tree.put("notYetDue", notYetDue);
      return tree;
    }

    private String line() {
      String aside = leftAside == 0 ? "" : ", left aside " + leftAside;
      return "%d, dead %d%s, not yet due %d".formatted(read, dead, aside, notYetDue);
    }
  }

  /**
   * Labels of a space.
   *
   * @param found how many
   * @param missing how many lack
   * @param twice how many are too many
   */
  record Labels(long found, long missing, long twice) {

    private Map<String, Object> tree(boolean onTrial) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("labels", found);
      tree.put("missing", missing);
      tree.put("double", twice);
      if (onTrial) {
        tree.put("onTrial", true);
      }
      return tree;
    }
  }

  static AuditReport of(
      Instant from,
      Instant to,
      Map<String, Intake> items,
      Map<String, Long> deadLetters,
      Judge judge) {
    Map<String, Labels> spaces = new TreeMap<>();
    judge
        .labelled()
        .forEach(
            (space, found) ->
                spaces.put(
                    space, new Labels(found, judge.missing().of(space), judge.twice().of(space))));
    return new AuditReport(
        from,
        to,
        items,
        spaces,
        deadLetters,
        judge.hits(),
        judge.hitsOnTrial(),
        judge.unlabelled(),
        judge.missing(),
        judge.twice());
  }

  /** For JSON. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("from", from.toString());
    tree.put("to", to.toString());
    Map<String, Object> intake = new LinkedHashMap<>();
    items.forEach((topic, one) -> intake.put(topic, one.tree()));
    tree.put("items", intake);
    Map<String, Object> labels = new LinkedHashMap<>();
    spaces.forEach((space, one) -> labels.put(space, one.tree(TrialName.isOne(space))));
    tree.put("spaces", labels);
    tree.put("deadLetters", deadLetters);
    tree.put("hits", hits);
    tree.put("hitsOnTrial", hitsOnTrial);
    tree.put("unlabelled", unlabelled);
    tree.put("missing", missing.tree());
    tree.put("double", twice.tree());
    return tree;
  }

  /** Whether there are records of which none is held by a complete checkpoint. */
  public boolean isNothingDue() {
    return items.values().stream().allMatch(one -> one.read == 0)
        && items.values().stream().anyMatch(one -> one.notYetDue > 0);
  }

  /** Answers that are missing. */
  public long missingInAll() {
    return missing.total();
  }

  /** Answers that are too many. */
  public long twiceInAll() {
    return twice.total();
  }

  /** For people: a name on the left, what there is to say on the right. */
  public Map<String, String> lines() {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("range", from + " to " + to);
    items.forEach((topic, one) -> lines.put(topic, one.line()));
    spaces.forEach(
        (space, one) ->
            lines.put(
                "labels of " + space,
                "%d, missing %d, double %d%s"
                    .formatted(
                        one.found,
                        one.missing,
                        one.twice,
                        TrialName.isOne(space) ? ", on trial" : "")));
    lines.put("without a space", String.valueOf(unlabelled));
    String onTrial = hitsOnTrial == 0 ? "" : ", on trial " + hitsOnTrial;
    lines.put("hits", hits + onTrial);
    deadLetters.forEach((reason, count) -> lines.put("dead by " + reason, String.valueOf(count)));
    return lines;
  }

  /** One sentence for each space or query, feed and partition with a finding. */
  public List<String> findings() {
    return Stream.concat(missing.sentences("missing").stream(), twice.sentences("double").stream())
        .toList();
  }
}
