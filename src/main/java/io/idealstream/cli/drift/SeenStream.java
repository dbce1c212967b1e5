package io.idealstream.cli.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What others see of a stream, made once for all of them, as far as one of them looks. Mutable. */
final class SeenStream {

  private final Preparation prepared;
  private final Source source;
  private final SplittableRandom random;
  private final List<Rival.Seen> seen = new ArrayList<>();

  SeenStream(Preparation prepared, Source source, long seed) {
    this.prepared = prepared;
    this.source = source;
    random = new SplittableRandom(seed);
  }

  /** An interval, by index. */
  Rival.Seen at(int interval) {
    while (seen.size() <= interval) {
      seen.add(prepared.seen(source.draw(seen.size(), random)));
    }
    return seen.get(interval);
  }
}
