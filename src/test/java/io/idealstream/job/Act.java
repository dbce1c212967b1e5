package io.idealstream.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Something that happens to a job in production.
 *
 * @param kind what
 * @param millis how long it lasts, where it lasts
 * @param parallelism of the job afterwards, where it is started anew by its user
 */
record Act(Kind kind, long millis, int parallelism) {

  enum Kind {
    /** {@code kill -9} of the job, which is then started again. */
    KILL_JOB,
    /** {@code kill -9} of the broker, which is away for a while. */
    KILL_BROKER,
    /** The job's process stands still, as on a machine that is suspended. */
    PAUSE_JOB,
    /** The broker holds its connections and answers nothing. */
    PAUSE_BROKER,
    /** SIGTERM, and a start with another parallelism. */
    STOP,
    /** No space is left where state and checkpoints are written. */
    FULL_DISK,
    /** Another machine takes over from the one that runs the job, which knows nothing of it. */
    TAKE_OVER
  }

  /** Earlier seeds draw among the kinds before the last, as they did when they were recorded. */
  private static final long FIRST_SEED_OF_ALL = 101;

  private static final int ACTS = 6;
  private static final int[] PARALLELISM = {2, 4, 1};

  /** The schedule of a seed: some kind each time, and a stop with each parallelism among them. */
  static List<Act> schedule(long seed) {
    Random random = new Random(seed);
    List<Act> acts = new ArrayList<>();
    Kind[] kinds = Kind.values();
    int drawn = seed < FIRST_SEED_OF_ALL ? Kind.TAKE_OVER.ordinal() : kinds.length;
    for (int i = 0; i < ACTS; i++) {
      Kind kind = kinds[random.nextInt(drawn)];
      acts.add(new Act(kind, 2_000 + random.nextInt(10_000), PARALLELISM[i % PARALLELISM.length]));
    }
    acts.set(random.nextInt(ACTS), new Act(Kind.STOP, 0, 4));
    return Collections.unmodifiableList(acts);
  }
}
