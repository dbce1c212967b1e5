package io.idealstream.cli;

import io.idealstream.cli.learn.LearningCurves.Curve;
import io.idealstream.cli.learn.LearningCurves.Estimate;
import io.idealstream.cli.learn.LearningCurves.Point;
import io.idealstream.cli.learn.Question.Contender;
import io.idealstream.wire.config.Count;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Learning curves: for scripts as a tree, for people as a table and a picture. */
final class LearningReport {
  private final String space;
  private final int orders;
  private final int feed;
  private final int test;
  private final List<Curve> curves;

  LearningReport(String space, int orders, int feed, int test, List<Curve> curves) {
    this.space = space;
    this.orders = orders;
    this.feed = feed;
    this.test = test;
    this.curves = curves;
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("space", space);
    tree.put("orders", orders);
    tree.put("feed", feed);
    tree.put("test", test);
    tree.put("curves", curves.stream().map(LearningReport::tree).toList());
    return tree;
  }

  private static Map<String, Object> tree(Curve curve) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("source", curve.contender().source());
    tree.put("method", curve.contender().method());
    tree.put("points", curve.points());
    tree.put("prequential", curve.prequential());
    return tree;
  }

  /** Worst group and average in percent, a column for every mark. */
  Table table() {
    List<Integer> marks = new ArrayList<>(marks());
    Table table =
        new Table()
            .row("space", space)
            .row("items", "%d in %s, %d to test".formatted(feed, Count.of(orders, "order"), test))
            .row("", "worst group / average in percent, ± standard error of the worst")
            .row(
                "items learned",
                marks.stream().map("%16d"::formatted).collect(Collectors.joining())
                    + "     before learning");
    for (Curve curve : curves) {
      StringBuilder line = new StringBuilder();
      for (int mark : marks) {
        line.append("%16s".formatted(at(curve, mark)));
      }
      line.append("%20s".formatted(text(curve.prequential())));
      table.row(name(curve.contender()), line);
    }
    return table;
  }

  private TreeSet<Integer> marks() {
    TreeSet<Integer> marks = new TreeSet<>();
    curves.forEach(curve -> curve.points().forEach(point -> marks.add(point.items())));
    return marks;
  }

  private static String at(Curve curve, int mark) {
    return curve.points().stream()
        .filter(point -> point.items() == mark)
        .map(LearningReport::text)
        .findAny()
        .orElse("");
  }

  private static String text(Point point) {
    Estimate worst = point.worst();
    String error = worst.standardError() > 0 ? "±" + percent(worst.standardError()) : "";
    return percent(worst.mean()) + error + "/" + percent(point.average().mean());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private static String name(Contender contender) {
    return contender.method() == null
        ? contender.source()
        : contender.source() + ", " + contender.method();
  }

  void draw(Path file) {
    TreeSet<Integer> marks = marks();
    marks.remove(0);
    LearningPicture picture = new LearningPicture(new ArrayList<>(marks));
    for (Curve curve : curves) {
      picture.add(name(curve.contender()), curve.contender(), curve.points());
    }
    picture.write(file);
  }
}
