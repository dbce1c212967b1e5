package io.idealstream.cli.trial;

import io.idealstream.decision.trial.HitChanges;
import io.idealstream.decision.trial.HitChanges.Counts;
import io.idealstream.wire.Query;
import io.idealstream.wire.config.Count;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a trial changes of the hits of a query, for people and for JSON. */
public record QueryReport(
    Compared<Query> compared, QueryComparison comparison, HitChanges changes) {

  private static final int SHOWN = 10;

  public static QueryReport of(Compared<Query> compared, QueryComparison comparison) {
    return new QueryReport(compared, comparison, comparison.changes());
  }

  /** For JSON. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = compared.tree();
    tree.putAll(tree(changes.all()));
    tree.put("ofOtherVersions", comparison.ofOtherVersions());
    tree.put("lookedBack", comparison.lookedBack());
    tree.put("repeated", comparison.repeated());
    tree.put("scoreGained", Numbers.orNull(changes.scoreGained()));
    tree.put("mostGained", changes.mostGained());
    Map<String, Object> feeds = new LinkedHashMap<>();
    changes.feeds().forEach((feed, counts) -> feeds.put(feed, tree(counts)));
    tree.put("feeds", feeds);
    tree.put("examples", changes.examples());
    return tree;
  }

  private static Map<String, Object> tree(Counts counts) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("items", counts.items());
    tree.put("both", counts.both());
    tree.put("onlyLive", counts.onlyLive());
    tree.put("onlyTrial", counts.onlyTrial());
    tree.put("share", Numbers.orNull(counts.changed()));
    return tree;
  }

  /** For people. */
  public List<String> lines() {
    Counts all = changes.all();
    Columns head = new Columns();
    compared.addTo(head);
    head.row("matched", Count.of(all.items(), "item"));
    head.row(
        "of these",
        "%d by both, %d by %s alone, %d by %s alone; %s change"
            .formatted(
                all.both(),
                all.onlyLive(),
                compared.live().name(),
                all.onlyTrial(),
                compared.trial().name(),
                Numbers.percent(all.changed())));
    head.row(
        "not compared",
        "%s of other versions, %d of items before the query, %d of items again"
            .formatted(
                Count.of(comparison.ofOtherVersions(), "hit"),
                comparison.lookedBack(),
                comparison.repeated()));
    head.row(
        "score",
        "%s on average where both match, %s at most"
            .formatted(
                Numbers.fixed("%+.4f", changes.scoreGained()),
                Numbers.fixed("%+.4f", changes.mostGained())));
    List<String> lines = new ArrayList<>(head.lines());
    addFeeds(lines);
    if (!changes.examples().isEmpty()) {
      lines.add("some of the items that one alone matches");
      changes
          .examples()
          .forEach(
              one ->
                  lines.add(
                      "  %s/%s: %s, score %s"
                          .formatted(
                              one.feed(),
                              one.item(),
                              one.onTrial() ? "only on trial" : "only live",
                              Numbers.fixed("%.4f", one.score()))));
    }
    return lines;
  }

  private void addFeeds(List<String> lines) {
    Columns columns = new Columns();
    changes.feeds().entrySet().stream()
        .sorted((a, b) -> Long.compare(alone(b.getValue()), alone(a.getValue())))
        .limit(SHOWN)
        .forEach(
            feed ->
                columns.row(
                    "feed " + feed.getKey(),
                    "%d by both, %d live alone, %d on trial alone"
                        .formatted(
                            feed.getValue().both(),
                            feed.getValue().onlyLive(),
                            feed.getValue().onlyTrial())));
    lines.addAll(columns.lines());
    if (changes.feeds().size() > SHOWN) {
      lines.add(
          "  and " + Count.of(changes.feeds().size() - SHOWN, "feed") + " with no more changes");
    }
  }

  private static long alone(Counts counts) {
    return counts.onlyLive() + counts.onlyTrial();
  }
}
