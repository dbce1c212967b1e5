package io.idealstream.cli.trial;

import io.idealstream.decision.eval.Outcome;
import io.idealstream.decision.trial.AnswerChanges;
import io.idealstream.decision.trial.AnswerChanges.Share;
import io.idealstream.decision.trial.GroupChanges;
import io.idealstream.decision.trial.Move;
import io.idealstream.decision.trial.PairedOutcomes;
import io.idealstream.decision.trial.PairedOutcomes.Side;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a trial changes of the labels of a space, for people and for JSON. */
public record SpaceReport(Compared<SpaceDefinition> compared, SpaceComparison comparison) {

  private static final int SHOWN = 10;

  /** For JSON. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = compared.tree();
    tree.put("items", comparison.compared());
    tree.put("onlyLive", comparison.onlyOf(false));
    tree.put("onlyTrial", comparison.onlyOf(true));
    tree.put("ofOtherVersions", comparison.ofOtherVersions());
    tree.put("repeated", comparison.repeated());
    tree.put("feedbackItems", comparison.feedbackItems());
    tree.put("judged", comparison.judged());
    Map<String, Object> factors = new LinkedHashMap<>();
    comparison.changes().forEach((factor, changes) -> factors.put(factor, tree(factor, changes)));
    tree.put("factors", factors);
    return tree;
  }

  private Map<String, Object> tree(String factor, AnswerChanges changes) {
    Map<String, Object> tree = tree(changes.all());
    tree.put("abstainedAnew", changes.abstainedAnew());
    tree.put("abstainedNoMore", changes.abstainedNoMore());
    tree.put("abstainedByBoth", changes.abstainedByBoth());
    tree.put("probabilityGained", Numbers.orNull(changes.probabilityGained()));
    tree.put("probable", changes.probable());
    tree.put("liveSupport", Numbers.orNull(changes.liveSupport()));
    tree.put("trialSupport", Numbers.orNull(changes.trialSupport()));
    List<Object> moves = new ArrayList<>();
    changes.moves().forEach(move -> moves.add(tree(move)));
    tree.put("moves", moves);
    Map<String, Object> feeds = new LinkedHashMap<>();
    changes.feeds().forEach((feed, share) -> feeds.put(feed, tree(share)));
    tree.put("feeds", feeds);
    GroupChanges judged = comparison.groups().get(factor);
    if (judged != null) {
      tree.put("all", tree(judged.all(), judged.effect()));
      Map<String, Object> groups = new LinkedHashMap<>();
      judged.groups().forEach((name, one) -> groups.put(name, tree(one, judged.effect(name))));
      tree.put("groups", groups);
      tree.put("worstLive", judged.worst(Side.LIVE).orElse(null));
      tree.put("worstOnTrial", judged.worst(Side.TRIAL).orElse(null));
    }
    tree.put("examples", changes.examples());
    return tree;
  }

  private static Map<String, Object> tree(Map.Entry<Move, Long> move) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("from", move.getKey().from());
    tree.put("to", move.getKey().to());
    tree.put("count", move.getValue());
    return tree;
  }

  private static Map<String, Object> tree(Share share) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("items", share.items());
    tree.put("changed", share.changed());
    tree.put("share", Numbers.orNull(share.value()));
    tree.put("interval", Numbers.tree(share.interval()));
    return tree;
  }

  private static Map<String, Object> tree(PairedOutcomes outcomes, GroupChanges.Effect effect) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("items", outcomes.items());
    for (Side side : Side.values()) {
      Map<String, Object> one = new LinkedHashMap<>();
      for (Outcome outcome : Outcome.values()) {
        one.put(outcome.name().toLowerCase(Locale.ROOT), outcomes.of(side, outcome));
      }
      one.put("accuracy", Numbers.orNull(outcomes.accuracy(side)));
      one.put("interval", Numbers.tree(outcomes.interval(side)));
      tree.put(side.name().toLowerCase(Locale.ROOT), one);
    }
    tree.put("wrongToRight", outcomes.wrongToRight());
    tree.put("rightToWrong", outcomes.rightToWrong());
    tree.put("p", outcomes.p());
    tree.put("effect", word(effect));
    return tree;
  }

  private static String word(GroupChanges.Effect effect) {
    return effect.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** For people. */
  public List<String> lines() {
    Columns head = new Columns();
    compared.addTo(head);
    head.row("compared", Count.of(comparison.compared(), "item"));
    head.row(
        "not compared",
        "%s of %s alone, %d of %s alone; %s of other versions, %d of items again"
            .formatted(
                Count.of(comparison.onlyOf(false), "item"),
                compared.live().name(),
                comparison.onlyOf(true),
                compared.trial().name(),
                Count.of(comparison.ofOtherVersions(), "label"),
                comparison.repeated()));
    head.row(
        "feedback",
        "about %s, %d of them compared"
            .formatted(Count.of(comparison.feedbackItems(), "item"), comparison.judged()));
    List<String> lines = new ArrayList<>(head.lines());
    comparison.changes().forEach((factor, changes) -> add(factor, changes, lines));
    return lines;
  }

  private void add(String factor, AnswerChanges changes, List<String> lines) {
    Share all = changes.all();
    lines.add(
        "%s: %d of %d labels change, %s"
            .formatted(
                factor, all.changed(), all.items(), Numbers.percent(all.value(), all.interval())));
    lines.add(
        "  abstained: %d anew, %d no more, %d by both"
            .formatted(
                changes.abstainedAnew(), changes.abstainedNoMore(), changes.abstainedByBoth()));
    lines.add(
        "  probability of the label: %s on average; support: %s live, %s on trial"
            .formatted(
                Numbers.fixed("%+.4f", changes.probabilityGained()),
                Numbers.fixed("%.1f", changes.liveSupport()),
                Numbers.fixed("%.1f", changes.trialSupport())));
    addMoves(changes, lines);
    addFeeds(changes, lines);
    GroupChanges judged = comparison.groups().get(factor);
    if (judged != null && judged.all().items() > 0) {
      addGroups(judged, lines);
    }
    if (!changes.examples().isEmpty()) {
      lines.add("  some of the items whose labels change");
      changes
          .examples()
          .forEach(
              one ->
                  lines.add(
                      "    %s/%s: %s -> %s"
                          .formatted(one.feed(), one.item(), one.from(), one.to())));
    }
  }

  private static void addMoves(AnswerChanges changes, List<String> lines) {
    List<Map.Entry<Move, Long>> moves = changes.moves();
    Columns columns = new Columns();
    for (Map.Entry<Move, Long> move : moves.subList(0, Math.min(SHOWN, moves.size()))) {
      columns.row("", "", move.getValue(), move.getKey().from() + " -> " + move.getKey().to());
    }
    lines.addAll(columns.lines());
    more(moves.size(), "change of other values", "changes of other values", lines);
  }

  private static void addFeeds(AnswerChanges changes, List<String> lines) {
    Columns columns = new Columns();
    changes.feeds().entrySet().stream()
        .sorted((a, b) -> Long.compare(b.getValue().changed(), a.getValue().changed()))
        .limit(SHOWN)
        .forEach(
            feed ->
                columns.row(
                    "",
                    "feed " + feed.getKey(),
                    "%d of %d change".formatted(feed.getValue().changed(), feed.getValue().items()),
                    Numbers.percent(feed.getValue().value())));
    lines.addAll(columns.lines());
    more(changes.feeds().size(), "feed with no more changes", "feeds with no more changes", lines);
  }

  private static void more(int number, String one, String several, List<String> lines) {
    if (number > SHOWN) {
      lines.add("    and " + Count.of(number - SHOWN, one, several));
    }
  }

  private static void addGroups(GroupChanges judged, List<String> lines) {
    Columns columns = new Columns();
    columns.row(
        "", "group", "items", "right live", "right on trial", "withheld", "better", "worse", "p");
    row("all", judged.all(), judged.effect(), columns);
    judged.groups().forEach((name, one) -> row(name, one, judged.effect(name), columns));
    lines.addAll(columns.lines());
    if (judged.worst(Side.LIVE).isPresent() && judged.worst(Side.TRIAL).isPresent()) {
      lines.add(
          "  worst group: %s live, %s on trial"
              .formatted(worst(judged, Side.LIVE), worst(judged, Side.TRIAL)));
    }
  }

  private static String worst(GroupChanges judged, Side side) {
    String group = judged.worst(side).orElseThrow();
    return group + " " + Numbers.percent(judged.groups().get(group).accuracy(side));
  }

  private static void row(
      String name, PairedOutcomes outcomes, GroupChanges.Effect effect, Columns columns) {
    columns.row(
        "",
        name,
        outcomes.items(),
        Numbers.percent(outcomes.accuracy(Side.LIVE), outcomes.interval(Side.LIVE)),
        Numbers.percent(outcomes.accuracy(Side.TRIAL), outcomes.interval(Side.TRIAL)),
        "%d, %d"
            .formatted(
                outcomes.of(Side.LIVE, Outcome.WITHHELD),
                outcomes.of(Side.TRIAL, Outcome.WITHHELD)),
        outcomes.wrongToRight(),
        outcomes.rightToWrong(),
        Numbers.fixed("%.2g", outcomes.p()),
        effect == GroupChanges.Effect.NOT_CLEAR ? "" : word(effect));
  }
}
