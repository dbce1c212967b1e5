package io.idealstream.cli;

import io.idealstream.cli.drift.AnsweredItems;
import io.idealstream.cli.eval.PromptedSpace;
import io.idealstream.drift.Budget;
import io.idealstream.drift.Detector;
import io.idealstream.drift.Histograms;
import io.idealstream.drift.Item;
import io.idealstream.drift.ItemBets;
import io.idealstream.drift.ReferenceBuilder;
import io.idealstream.drift.ReferenceMoments;
import io.idealstream.drift.SharedVotes;
import io.idealstream.drift.VectorTotals;
import io.idealstream.drift.Watch;
import io.idealstream.model.ClipModel;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelSettings;
import io.idealstream.wire.codec.SpaceFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** What watching costs an item beside embedding it, and the bytes of a feed's state. */
public final class DriftCost {

  private static final int TURNS = 30;

  private DriftCost() {}

  public static void main(String[] arguments) {
    for (String file : List.of("conf/spaces/birds.yaml", "conf/spaces/colors.yaml")) {
      measure(Path.of(file));
    }
  }

  private static void measure(Path file) {
    SamplePictures samples = new SamplePictures();
    List<float[]> vectors = new ArrayList<>();
    PromptedSpace prompted;
    double embedding;
    try (ClipModel clip = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      prompted = new PromptVectors(SpaceFile.read(file), clip).prompted(10_000, (done, all) -> {});
      samples.vectors(clip, UnaryOperator.identity(), (done, all) -> {});
      embedding =
          time(
              3,
              samples.size(),
              () -> {
                vectors.clear();
                vectors.addAll(samples.vectors(clip, UnaryOperator.identity(), (done, all) -> {}));
              });
    }
    AnsweredItems answers = new AnsweredItems(prompted);
    List<Item> items = vectors.stream().map(answers::of).toList();
    Watch watch = Watch.of(prompted.space(), prompted.words().rows(), items);
    int directions = watch.signals().directions().size();
    ReferenceBuilder builder =
        new ReferenceBuilder(
            watch.signals().directions(),
            watch.quantiser(),
            ReferenceBuilder.Terms.defaults(watch.signals().directions()));
    List<short[]> codes = items.stream().map(watch::codes).toList();
    for (int i = 0; i < 40; i++) {
      Histograms votes = new Histograms(directions);
      codes.forEach(votes::add);
      builder.add(0, votes);
    }
    ItemBets bets = new ItemBets(builder.freeze("cost", 1));
    Detector detector = new Detector(new Budget().allot(directions), bets.bets());
    System.out.printf("%s: %d directions%n", file, directions);
    System.out.printf("  embedding %.0f us an item%n", embedding);
    double scoring = time(TURNS, items.size(), () -> items.forEach(watch::codes));
    System.out.printf("  scores %.1f us an item (%.2f %%)%n", scoring, 100 * scoring / embedding);
    VectorTotals totals = new VectorTotals(watch.moments().size());
    double remembering =
        time(
            TURNS, items.size(), () -> items.forEach(item -> totals.add(watch.moments().of(item))));
    System.out.printf(
        "  moments for naming %.1f us an item (%.2f %%)%n",
        remembering, 100 * remembering / embedding);
    for (int number : new int[] {50, 200, 600}) {
      double closing =
          time(TURNS, number, () -> close(vectors, codes, number, directions, bets, detector));
      System.out.printf(
          "  interval of %d: votes and bets %.1f us an item (%.2f %%), together %.2f %%%n",
          number,
          closing,
          100 * closing / embedding,
          100 * (closing + scoring + remembering) / embedding);
    }
    Histograms interval = new Histograms(directions);
    codes.subList(0, 200).forEach(interval::add);
    int dimension = vectors.get(0).length;
    System.out.printf(
        "  bytes: an item of the open interval %d, a closed interval of 200 items %d, bets %d,"
            + " sums of past intervals at most %d, of the reference %d%n",
        4 * dimension + 2 * directions,
        interval.toBytes().length,
        directions * bets.bets() * 4 * 8,
        4 * 20 * 8 * (watch.moments().size() + 1),
        8 * new ReferenceMoments(watch.moments()).numbers());
  }

  private static void close(
      List<float[]> vectors,
      List<short[]> codes,
      int number,
      int directions,
      ItemBets bets,
      Detector detector) {
    SharedVotes open = new SharedVotes(0.995, 1000);
    for (int i = 0; i < number; i++) {
      open.add("item-" + i, vectors.get(i), codes.get(i));
    }
    detector.take(bets.logs(0, open.close(directions)));
  }

  /** Microseconds of the thread per item: the least of several turns. */
  private static double time(int turns, int items, Runnable work) {
    double[] times = new double[turns];
    for (int turn = 0; turn < turns; turn++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      work.run();
      long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      times[turn] = (after - before) / 1000.0 / items;
    }
    return Arrays.stream(times).min().orElseThrow();
  }
}
