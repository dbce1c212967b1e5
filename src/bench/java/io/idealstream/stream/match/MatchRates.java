package io.idealstream.stream.match;

import io.idealstream.bench.QueryLoad;
import io.idealstream.bench.QueryRates;
import io.idealstream.bench.Turns;
import java.time.Duration;

/**
 * Images a second that one core holds against standing queries of many sizes, as the command {@code
 * bench} measures some: d = 512, batches of 32.
 */
public final class MatchRates {

  private static final Turns.Length LENGTH =
      new Turns.Length(24, Duration.ofSeconds(30), Duration.ofSeconds(2));

  /** Queries of the best of a window. */
  private static final int BEST = 10;

  private MatchRates() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    System.out.println("| queries | images/s | plain product | share | hits an image |");
    System.out.println("|---:|---:|---:|---:|---:|");
    for (int count : new int[] {100, 1_000, 10_000, 100_000}) {
      print("", new QueryLoad(count, 0, 0));
    }
    System.out.println();
    System.out.println(
        "| images a window | queries | images/s | plain product | share | hits an image |");
    System.out.println("|---:|---:|---:|---:|---:|---:|");
    for (int perWindow : new int[] {200, 1_000, 10_000}) {
      for (int count : new int[] {1_000, 10_000}) {
        print(String.format("| %,d ", perWindow), new QueryLoad(count, BEST, perWindow));
      }
    }
  }

  private static void print(String firstCell, QueryLoad load) {
    QueryRates.Outcome outcome = QueryRates.of(load, LENGTH, () -> {});
    System.out.printf(
        firstCell + "| %,d | %,.0f | %,.0f | %.2f | %.2f |%n",
        load.queries(),
        outcome.rate(),
        outcome.plainRate(),
        outcome.share(),
        outcome.hits());
  }
}
