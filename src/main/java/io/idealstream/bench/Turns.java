package io.idealstream.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Something of ours and something plain in turns on this thread, so that what else the machine does
 * falls on both alike. Counted is the thread's own time on the processor.
 *
 * @param ours nanoseconds of one of ours
 * @param plain nanoseconds of a plain one
 * @param ratios ours to plain
 */
public record Turns(Quartiles ours, Quartiles plain, Quartiles ratios) {

  /**
   * Work that is done again and again.
   *
   * @param units what a step does, in what is counted
   */
  public record Work(int units, Runnable step) {}

  /**
   * How long turns are taken.
   *
   * @param turns at most
   * @param time after which none is begun any more, once there are three
   * @param warm how long each work warms up: Java compiles what runs often
   */
  public record Length(int turns, Duration time, Duration warm) {}

  private static final int LEAST_TURNS = 3;

  private static final int MOST_WARM_STEPS = 10_000;

  /** Long against the clock of a thread. */
  private static final long TURN_NANOS = Duration.ofMillis(20).toNanos();

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * Takes turns.
   *
   * @param between is called before every turn, and may throw to end them
   */
  public static Turns take(Work ours, Work plain, Length length, Runnable between) {
    between.run();
    int ourSteps = warm(ours, length.warm);
    between.run();
    int plainSteps = warm(plain, length.warm);
    List<Double> ourNanos = new ArrayList<>();
    List<Double> plainNanos = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    long start = System.nanoTime();
    for (int turn = 0; turn < length.turns; turn++) {
      if (turn >= LEAST_TURNS && System.nanoTime() - start > length.time.toNanos()) {
        break;
      }
      between.run();
      ourNanos.add(nanos(ours, ourSteps));
      plainNanos.add(nanos(plain, plainSteps));
      ratios.add(ourNanos.get(turn) / plainNanos.get(turn));
    }
    return new Turns(Quartiles.of(ourNanos), Quartiles.of(plainNanos), Quartiles.of(ratios));
  }

  /** How many steps make a turn. */
  private static int warm(Work work, Duration time) {
    long start = System.nanoTime();
    double step = 0;
    for (int n = 0; n < MOST_WARM_STEPS; n++) {
      step = nanos(work, 1) * work.units;
      if (System.nanoTime() - start > time.toNanos()) {
        break;
      }
    }
    return (int) Math.max(1, Math.ceil(TURN_NANOS / Math.max(1, step)));
  }

  /** Nanoseconds of a unit. */
  private static double nanos(Work work, int steps) {
    long before = THREADS.getCurrentThreadCpuTime();
    for (int n = 0; n < steps; n++) {
      work.step.run();
    }
    return (THREADS.getCurrentThreadCpuTime() - before) / ((double) steps * work.units);
  }
}
