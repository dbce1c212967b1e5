package io.idealstream.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds what a job takes of memory against what there is, and finds what would fit. */
final class MemoryCheck {
  private static final long MIB = 1 << 20;
  private static final int NAMED = 3;
  private static final long STEP = 64 * MIB;

  /** Fewer pixels are no picture worth a suggestion. */
  private static final int LEAST_PIXELS = 1_000_000;

  private enum Pool {
    HEAP("of Java's heap") {
      @Override
      List<MemoryNeed> needs(MemoryPlan plan, Machine machine) {
        return plan.heap(machine);
      }

      @Override
      long available(Machine machine) {
        return machine.heap();
      }
    },
    DIRECT("of direct buffers") {
      @Override
      List<MemoryNeed> needs(MemoryPlan plan, Machine machine) {
        return plan.direct();
      }

      @Override
      long available(Machine machine) {
        return machine.direct();
      }
    },
    MACHINE("of the machine") {
      @Override
      List<MemoryNeed> needs(MemoryPlan plan, Machine machine) {
        return plan.machine(machine);
      }

      @Override
      long available(Machine machine) {
        return machine.total();
      }
    };

    private final String name;

    Pool(String name) {
      this.name = name;
    }

    abstract List<MemoryNeed> needs(MemoryPlan plan, Machine machine);

    abstract long available(Machine machine);

    long needed(MemoryPlan plan, Machine machine) {
      return needs(plan, machine).stream().mapToLong(MemoryNeed::bytes).sum();
    }

    boolean fits(MemoryPlan plan, Machine machine) {
      return needed(plan, machine) <= available(machine);
    }
  }

  private final MemoryPlan plan;
  private final Machine machine;

  private MemoryCheck(MemoryPlan plan, Machine machine) {
    this.plan = plan;
    this.machine = machine;
  }

  /** One sentence for each kind of memory that is too small; empty when all is well. */
  static List<String> problems(MemoryPlan plan, Machine machine) {
    MemoryCheck check = new MemoryCheck(plan, machine);
    return Stream.of(Pool.values())
        .filter(pool -> !pool.fits(plan, machine))
        .map(check::problem)
        .toList();
  }

  private String problem(Pool pool) {
    String largest =
        pool.needs(plan, machine).stream()
            .sorted(Comparator.comparingLong(MemoryNeed::bytes).reversed())
            .limit(NAMED)
            .map(need -> need.what() + " " + mib(need.bytes()))
            .collect(Collectors.joining(", "));
    List<String> remedies = remedies(pool);
    return "memory: needed about %s %s, available %s; the largest parts: %s%s"
        .formatted(
            mib(pool.needed(plan, machine)),
            pool.name,
            mib(pool.available(machine)),
            largest,
            remedies.isEmpty() ? "" : "; what would fit: " + String.join(", or ", remedies));
  }

  private List<String> remedies(Pool pool) {
    List<String> remedies = new ArrayList<>();
    option(pool, remedies);
    largest(1, plan.batchSize(), pool, plan::withBatchSize)
        .ifPresent(size -> remedies.add("batch.size: " + size));
    largest(1, plan.subtasks(), pool, plan::withSubtasks)
        .ifPresent(subtasks -> remedies.add("parallelism: " + subtasks));
    largest(LEAST_PIXELS, plan.images().maxPixels(), pool, plan::withMaxPixels)
        .ifPresent(pixels -> remedies.add("images.max-pixels: " + pixels));
    return remedies;
  }

  private void option(Pool pool, List<String> remedies) {
    if (pool == Pool.DIRECT) {
      long needed = up(pool.needed(plan, machine));
      remedies.add("IDEALSTREAM_JAVA_OPTIONS=-XX:MaxDirectMemorySize=" + needed / MIB + "m");
      return;
    }
    Machine other = machine.withHeap(leastHeap());
    if (Pool.HEAP.fits(plan, other) && Pool.MACHINE.fits(plan, other)) {
      remedies.add("IDEALSTREAM_JAVA_OPTIONS=-Xmx" + other.heap() / MIB + "m");
    }
  }

  /** The more heap there is, the more pictures are decoded in it at once. */
  private long leastHeap() {
    long heap = STEP;
    while (!Pool.HEAP.fits(plan, machine.withHeap(heap)) && heap < machine.total()) {
      heap += STEP;
    }
    return heap;
  }

  /** The largest value of a setting, below what it is, with which a pool is large enough. */
  private OptionalInt largest(int least, int now, Pool pool, IntFunction<MemoryPlan> changed) {
    if (least >= now || !pool.fits(changed.apply(least), machine)) {
      return OptionalInt.empty();
    }
    int fits = least;
    int tooLarge = now;
    while (tooLarge - fits > 1) {
      int middle = fits + (tooLarge - fits) / 2;
      if (pool.fits(changed.apply(middle), machine)) {
        fits = middle;
      } else {
        tooLarge = middle;
      }
    }
    return OptionalInt.of(fits);
  }

  private static long up(long bytes) {
    return (bytes + STEP - 1) / STEP * STEP;
  }

  private static String mib(long bytes) {
    return (bytes + MIB - 1) / MIB + " MiB";
  }
}
