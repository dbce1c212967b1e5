package io.idealstream.cli.learn;

import io.idealstream.cli.learn.Groups.Accuracy;
import io.idealstream.cli.learn.Question.Contender;
import io.idealstream.decision.Scoring;
import io.idealstream.decision.Softmax;
import io.idealstream.math.Anchor;
import io.idealstream.math.CellSums;
import io.idealstream.math.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How well a question is answered while feedback comes in: a feed is learned in several random
 * orders, and at certain numbers of items everyone answers a test that nobody learns from.
 * Prequentially as well: each item of the feed is answered before it is learned.
 */
public final class LearningCurves {

  /** Words are solved again when this much more was learned: the curves look the same. */
  private static final double GROWTH = 1.02;

  /**
   * Means over the orders and their standard errors, as shares, 0 to 1; errors are 0 for one order.
   *
   * @param items learned so far
   * @param worst of the groups, which are the cells
   * @param average over the items of the test
   */
  public record Point(int items, Estimate worst, Estimate average) {}

  /** A mean over orders and its standard error. */
  public record Estimate(double mean, double standardError) {

    static Estimate of(List<Double> orders) {
      double mean = orders.stream().mapToDouble(x -> x).average().orElse(Double.NaN);
      double squares = orders.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
      int number = orders.size();
      return new Estimate(mean, number > 1 ? Math.sqrt(squares / (number - 1) / number) : 0);
    }
  }

  /**
   * One way to answer.
   *
   * @param points one per mark; a single one, of 0 items, for what does not learn
   * @param prequential over the whole feed, each item answered before it is learned
   */
  public record Curve(Contender contender, List<Point> points, Point prequential) {}

  private final Question question;
  private final Items feed;
  private final Items test;
  private final List<Integer> marks;
  private final Map<Contender, Scoring> unlearned;
  private final Map<Contender, Map<Integer, List<Accuracy>>> tests = new LinkedHashMap<>();
  private final Map<Contender, List<Accuracy>> along = new LinkedHashMap<>();

  private LearningCurves(Question question, Items feed, Items test, List<Integer> marks) {
    this.question = question;
    this.feed = feed;
    this.test = test;
    this.marks = marks;
    this.unlearned = question.unlearned();
  }

  /**
   * Learns a feed.
   *
   * @param orders number of random orders, at least one
   * @param marks numbers of items after which the test is answered, rising; those beyond the feed's
   *     length are left out
   * @param progress hears of the items learned
   */
  public static List<Curve> of(
      Question question,
      Items feed,
      Items test,
      int orders,
      long seed,
      List<Integer> marks,
      Progress progress) {
    List<Integer> within = marks.stream().filter(mark -> mark <= feed.size()).toList();
    LearningCurves curves = new LearningCurves(question, feed, test, within);
    curves.mark(0, curves.unlearned);
    Random random = new Random(seed);
    for (int order = 0; order < orders; order++) {
      long before = (long) order * feed.size();
      curves.learn(
          shuffled(feed.size(), random),
          (done, whole) -> progress.at(before + done, (long) orders * whole));
    }
    return curves.curves();
  }

  private static List<Integer> shuffled(int items, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, items).boxed().toList());
    Collections.shuffle(order, random);
    return order;
  }

  private void learn(List<Integer> order, Progress progress) {
    CellSums learned =
        new CellSums(question.space(), Anchor.origin(question.prompts().dimension()));
    Map<Contender, Scoring> scorings = new LinkedHashMap<>(unlearned);
    Map<Contender, Groups> groups = new HashMap<>();
    int next = 1;
    for (int t = 0; t < order.size(); t++) {
      int item = order.get(t);
      scorings.forEach(
          (contender, scoring) ->
              groups
                  .computeIfAbsent(contender, unseen -> new Groups())
                  .count(feed.cell(item), right(scoring, feed, item)));
      learned.add(feed.cell(item), feed.vector(item), 1);
      boolean marked = marks.contains(t + 1);
      if (t + 1 >= next || marked) {
        Map<Contender, Scoring> now = question.learned(learned, unlearned);
        scorings.putAll(now);
        next = (int) Math.ceil(GROWTH * (t + 1)) + 1;
        if (marked) {
          mark(t + 1, now);
        }
        progress.at(t + 1L, order.size());
      }
    }
    groups.forEach(
        (contender, counted) ->
            along.computeIfAbsent(contender, unseen -> new ArrayList<>()).add(counted.accuracy()));
  }

  private void mark(int items, Map<Contender, Scoring> scorings) {
    scorings.forEach(
        (contender, scoring) -> {
          Groups groups = new Groups();
          for (int item = 0; item < test.size(); item++) {
            groups.count(test.cell(item), right(scoring, test, item));
          }
          tests
              .computeIfAbsent(contender, unseen -> new LinkedHashMap<>())
              .computeIfAbsent(items, unseen -> new ArrayList<>())
              .add(groups.accuracy());
        });
  }

  private boolean right(Scoring scoring, Items items, int item) {
    int best = Softmax.largest(scoring.scores(items.vector(item)));
    return best == items.cell(item).value(question.factor());
  }

  private List<Curve> curves() {
    List<Curve> curves = new ArrayList<>();
    tests.forEach(
        (contender, points) ->
            curves.add(
                new Curve(
                    contender,
                    points.entrySet().stream()
                        .map(point -> point(point.getKey(), point.getValue()))
                        .toList(),
                    point(feed.size(), along.getOrDefault(contender, List.of())))));
    return curves;
  }

  private static Point point(int items, List<Accuracy> orders) {
    return new Point(
        items,
        Estimate.of(orders.stream().map(Accuracy::worst).toList()),
        Estimate.of(orders.stream().map(Accuracy::average).toList()));
  }
}
