package io.idealstream.stream.drift;

import io.idealstream.drift.DriftWatch;
import io.idealstream.drift.Finding;
import io.idealstream.drift.HeapMemory;
import io.idealstream.drift.IntervalItems;
import io.idealstream.drift.Season;
import io.idealstream.drift.Seen;
import io.idealstream.drift.Watched;
import io.idealstream.estimate.BirdSpaces;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftVersions;
import io.idealstream.wire.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Feeds of birds whose places change at a known time, and what is to be found in them. */
final class DriftWorld {

  static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  static final PreparedSpace SPACE = version(3);

  static final DriftSettings SETTINGS =
      new DriftSettings(
          Duration.ofSeconds(500),
          Duration.ofSeconds(1),
          1500,
          Duration.ofSeconds(40),
          Season.NONE,
          Map.of(),
          EnumSet.allOf(Watched.class),
          30,
          2,
          true);

  static final int CHANGE = 120;
  static final int INTERVALS = 200;

  private static final int PER_INTERVAL = 24;
  private static final double[] NORMAL = {1 / 3.0, 1 / 3.0, 1 / 3.0};
  private static final double[] AT_THE_LAKE = {0.6, 0.2, 0.2};

  private DriftWorld() {}

  /** With words that are at right angles: of the centre, of birds, of places. */
  static PreparedSpace version(long version) {
    String yaml = BirdSpaces.BIRDS.replaceAll("gate:.*\n", "");
    PreparedSpace space = BirdSpaces.prepared(yaml, version);
    SourceEstimate fake = space.prompts();
    int dimension = fake.dimension();
    double[] rows = new double[6 * dimension];
    rows[0] = 0.8;
    rows[dimension + 1] = 0.6; // weights of birds: 1/4 and 3/4
    rows[2 * dimension + 1] = -0.2;
    for (int place = 0; place < 3; place++) {
      double angle = 2 * Math.PI * place / 3;
      rows[(3 + place) * dimension + 2] = 0.4 * Math.cos(angle);
      rows[(3 + place) * dimension + 3] = 0.4 * Math.sin(angle);
    }
    boolean[] determined = new boolean[6];
    Arrays.fill(determined, true);
    return new PreparedSpace(
        space.space(),
        space.version(),
        space.definition(),
        space.model(),
        space.logitScale(),
        new SourceEstimate(
            "birds",
            "*",
            Source.PROMPTS,
            space.model(),
            version,
            rows,
            determined,
            new double[6],
            new double[6],
            4,
            1,
            BEGIN),
        space.plain(),
        space.gate());
  }

  /** Items of a feed in order of their times; at the lake more often from a change on. */
  static List<Embedded> feed(String feed, boolean changes, long seed) {
    Random random = new Random(seed);
    List<Embedded> items = new ArrayList<>();
    for (int t = 0; t < INTERVALS; t++) {
      double[] places = changes && t >= CHANGE ? AT_THE_LAKE : NORMAL;
      for (int i = 0; i < PER_INTERVAL; i++) {
        Instant time = BEGIN.plusMillis(1000L * t + 1000L * i / PER_INTERVAL);
        items.add(
            item(
                feed, t + "-" + i, time, vector(random.nextInt(2), place(places, random), random)));
      }
    }
    return items;
  }

  static Embedded item(String feed, String id, Instant time, float[] vector) {
    return new Embedded(Modality.IMAGE, id, feed, time, SPACE.model(), vector, null, null);
  }

  private static int place(double[] shares, Random random) {
    double at = random.nextDouble();
    int place = 0;
    while (place < shares.length - 1 && at >= shares[place]) {
      at -= shares[place++];
    }
    return place;
  }

  /** Near the sum of the words of a bird and a place. */
  static float[] vector(int bird, int place, Random random) {
    double[] rows = SPACE.prompts().rows();
    int dimension = SPACE.prompts().dimension();
    double[] sum = new double[dimension];
    double squares = 0;
    for (int j = 0; j < dimension; j++) {
      sum[j] =
          rows[j]
              + rows[(1 + bird) * dimension + j]
              + rows[(3 + place) * dimension + j]
              + 0.1 * random.nextGaussian();
      squares += sum[j] * sum[j];
    }
    float[] unit = new float[dimension];
    for (int j = 0; j < dimension; j++) {
      unit[j] = (float) (sum[j] / Math.sqrt(squares));
    }
    return unit;
  }

  /** What is found in a feed that has a number, by the arithmetic alone. */
  static List<Drift> expected(String feed, List<Embedded> items, int number) throws Exception {
    DriftWatch watch =
        DriftWatch.of(
            WatchedSpace.of(SPACE).standpoint(),
            SETTINGS.terms(Shares.of(number)),
            new HeapMemory());
    DriftRecords records =
        new DriftRecords(SETTINGS, "birds", feed, new DriftVersions(3, 1, SPACE.model()));
    List<Drift> found = new ArrayList<>();
    long first = SETTINGS.intervalAt(BEGIN);
    for (long interval = first; interval < first + INTERVALS; interval++) {
      IntervalItems gathered = new IntervalItems(SETTINGS.maxItems());
      for (Embedded item : items) {
        if (SETTINGS.intervalAt(item.time()) == interval) {
          String id = feed.equals("*") ? item.feed() + "/" + item.id() : item.id();
          gathered.add(id, new Seen(item.vector(), item.pixels()));
        }
      }
      for (Finding finding : watch.close(interval, 0, gathered).stream().toList()) {
        found.add(records.of(finding));
      }
    }
    return found;
  }
}
