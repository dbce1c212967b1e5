package io.idealstream.cli.backtest;

import io.idealstream.cli.trial.Columns;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.decision.VerdictState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A backtest for people, and as a tree of JSON. */
public final class BacktestReport {

  private final Backtest backtest;
  private final List<PolicyTally> tallies;

  public BacktestReport(Backtest backtest, List<PolicyTally> tallies) {
    this.backtest = backtest;
    this.tallies = tallies;
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "items of %s up to %s: %d".formatted(backtest.from(), backtest.to(), backtest.items()));
    if (backtest.lookBackHits() > 0) {
      lines.add("left out: hits of queries that look back, %d".formatted(backtest.lookBackHits()));
    }
    if (backtest.withoutLabels() > 0) {
      lines.add("left out: items with hits and no label, %d".formatted(backtest.withoutLabels()));
    }
    tallies.forEach(tally -> lines(tally, lines));
    return lines;
  }

  private void lines(PolicyTally tally, List<String> lines) {
    lines.add("");
    lines.add(
        "%s: fired %d%s, held back %d, failed %d, sampled %d, beyond the limit %d"
            .formatted(
                tally.policy(),
                tally.fired(),
                tally.actions.isEmpty() ? "" : " " + words(tally.actions),
                tally.states.getOrDefault(VerdictState.HELD_BACK, 0L),
                tally.states.getOrDefault(VerdictState.FAILED, 0L),
                tally.sampled,
                tally.reached));
    tally.problems.forEach(
        (problem, times) -> lines.add("  %s: %s".formatted(Count.of(times, "time"), problem)));
    lines.add(
        tally.known == 0
            ? "  no decision names a policy " + tally.policy() + ": all that fires is new"
            : "  against decisions that name it, %d: the same %d, fire now %d, no more %d, otherwise %d"
                .formatted(tally.known, tally.same, tally.added, tally.removed, tally.other));
    Columns columns = new Columns();
    columns.row("", "items", "fired", "before");
    tally.feeds.forEach((feed, share) -> row(columns, "feed " + feed, share));
    tally.groups.forEach((group, share) -> row(columns, group, share));
    columns.lines().forEach(line -> lines.add("  " + line));
    tally.queues.forEach(
        (queue, hours) ->
            lines.add(
                "  queue %s: items %d, at most %d in an hour, %s an hour on average"
                    .formatted(
                        queue,
                        hours.values().stream().mapToLong(n -> n).sum(),
                        Collections.max(hours.values()),
                        average(hours))));
    for (PolicyTally.Change change : tally.examples) {
      lines.add(
          "  %s of %s: %s -> %s"
              .formatted(change.item(), change.time(), change.before(), change.now()));
    }
  }

  private static void row(Columns columns, String name, PolicyTally.Share share) {
    columns.row(name, share.items, share.fired, share.before);
  }

  private static String words(Map<String, Long> actions) {
    List<String> words = new ArrayList<>();
    actions.forEach((action, times) -> words.add(action + " " + times));
    return "(" + String.join(", ", words) + ")";
  }

  /** Over the hours from the first to the last that has items. */
  private static String average(Map<Instant, Long> hours) {
    List<Instant> times = hours.keySet().stream().sorted().toList();
    long span =
        (times.get(times.size() - 1).getEpochSecond() - times.get(0).getEpochSecond()) / 3600 + 1;
    double items = hours.values().stream().mapToLong(n -> n).sum();
    return String.format(Locale.ROOT, "%.1f", items / span);
  }

  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("from", backtest.from().toString());
    tree.put("to", backtest.to().toString());
    tree.put("items", backtest.items());
    tree.put("lookBackHits", backtest.lookBackHits());
    tree.put("withoutLabels", backtest.withoutLabels());
    tree.put("policies", tallies.stream().map(BacktestReport::tree).toList());
    return tree;
  }

  private static Map<String, Object> tree(PolicyTally tally) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("policy", tally.policy());
    tree.put("fired", tally.fired());
    tree.put("actions", new LinkedHashMap<>(tally.actions));
    tree.put("heldBack", tally.states.getOrDefault(VerdictState.HELD_BACK, 0L));
    tree.put("failed", tally.states.getOrDefault(VerdictState.FAILED, 0L));
    tree.put("problems", new LinkedHashMap<>(tally.problems));
    tree.put("sampled", tally.sampled);
    tree.put("beyondLimit", tally.reached);
    Map<String, Object> against = new LinkedHashMap<>();
    against.put("decisions", tally.known);
    against.put("same", tally.same);
    against.put("fireNow", tally.added);
    against.put("noMore", tally.removed);
    against.put("otherwise", tally.other);
    tree.put("against", against);
    tree.put("feeds", shares(tally.feeds));
    tree.put("groups", shares(tally.groups));
    Map<String, Object> queues = new LinkedHashMap<>();
    tally.queues.forEach(
        (queue, hours) -> {
          Map<String, Object> load = new LinkedHashMap<>();
          load.put("items", hours.values().stream().mapToLong(n -> n).sum());
          load.put("mostInAnHour", Collections.max(hours.values()));
          queues.put(queue, load);
        });
    tree.put("queues", queues);
    List<Object> examples = new ArrayList<>();
    for (PolicyTally.Change change : tally.examples) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("item", change.item());
      one.put("time", change.time().toString());
      one.put("before", change.before());
      one.put("now", change.now());
      examples.add(one);
    }
    tree.put("examples", examples);
    return tree;
  }

  private static Map<String, Object> shares(Map<String, PolicyTally.Share> shares) {
    Map<String, Object> tree = new LinkedHashMap<>();
    shares.forEach(
        (name, share) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("items", share.items);
          one.put("fired", share.fired);
          one.put("before", share.before);
          tree.put(name, one);
        });
    return tree;
  }
}
