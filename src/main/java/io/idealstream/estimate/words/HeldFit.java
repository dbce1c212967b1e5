package io.idealstream.estimate.words;

import io.idealstream.estimate.ScoresState;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.ValueClasses;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.Orthogonality;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.Centre;
import io.idealstream.wire.Cosines;
import io.idealstream.wire.Scores;
import io.idealstream.wire.SourceFit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the head of a space's words says of one source.
 *
 * @param asOf event time up to which the source's estimate reaches
 * @param frozenSince event time since which what comes is summed aside; null where it is not
 */
public record HeldFit(SourceFit fit, Instant asOf, Instant frozenSince) {

  private static final int LAYOUT = 1;

  /**
   * @param factors of the space, which the estimate's classes are of
   */
  public static HeldFit of(SourceEstimate estimate, FactorSpace factors) {
    return new HeldFit(
        new SourceFit(
            estimate.determined()[0] ? Arrays.copyOf(estimate.rows(), estimate.dimension()) : null,
            estimate.rank(),
            estimate.estimable(),
            Double.isNaN(estimate.r2()) ? null : estimate.r2(),
            estimate.scores(),
            estimate.classes() == null ? null : estimate.classes().combinations(),
            estimate.classes() == null ? null : centres(estimate.classes(), factors),
            Orthogonality.of(factors, estimate.rows()).map(HeldFit::cosines).orElse(null)),
        estimate.asOf(),
        estimate.intervention() == null ? null : estimate.intervention().frozenSince());
  }

  private static Cosines cosines(Orthogonality words) {
    return new Cosines(words.largest(), words.mean());
  }

  private static List<Centre> centres(ValueClasses classes, FactorSpace factors) {
    int width = factors.factors();
    List<Centre> centres = new ArrayList<>();
    for (int at = 0; at < classes.named().length; at += width) {
      Map<String, Integer> numbers = new TreeMap<>();
      for (int i = 0; i < width; i++) {
        numbers.put(factors.factor(i).name(), classes.named()[at + i]);
      }
      int length = classes.centres().length * width / classes.named().length;
      int from = at / width * length;
      centres.add(new Centre(numbers, Arrays.copyOfRange(classes.centres(), from, from + length)));
    }
    return centres;
  }

  public static HeldFit of(byte[] state) {
    FlatReader in = new FlatReader("fit of words", LAYOUT, state);
    double[] u0 = in.reals();
    int rank = (int) in.number();
    boolean estimable = in.truths()[0];
    double r2 = in.real();
    Instant asOf = Instant.ofEpochMilli(in.number());
    Scores scores = ScoresState.of(in.bytes());
    Double known = Double.isNaN(r2) ? null : r2;
    int count = (int) in.number();
    Integer combinations = count < 0 ? null : count;
    List<Centre> centres = count < 0 ? null : readCentres(in);
    Cosines cosines = readCosines(in);
    SourceFit fit =
        new SourceFit(u0, rank, estimable, known, scores, combinations, centres, cosines);
    return new HeldFit(fit, asOf, in.time());
  }

  private static Cosines readCosines(FlatReader in) {
    double largest = in.real();
    double mean = in.real();
    return Double.isNaN(largest) ? null : new Cosines(largest, mean);
  }

  private static List<Centre> readCentres(FlatReader in) {
    List<Centre> centres = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      Map<String, Integer> classes = new TreeMap<>();
      for (long factors = in.number(); factors > 0; factors--) {
        classes.put(in.text(), (int) in.number());
      }
      centres.add(new Centre(classes, in.reals()));
    }
    return centres;
  }

  public byte[] toBytes() {
    FlatWriter out =
        new FlatWriter(LAYOUT)
            .reals(fit.u0())
            .number(fit.rank())
            .truths(new boolean[] {fit.estimable()})
            .real(fit.r2() == null ? Double.NaN : fit.r2())
            .number(asOf.toEpochMilli())
            .bytes(ScoresState.toBytes(fit.scores()))
            .number(fit.combinations() == null ? -1 : fit.combinations());
    if (fit.centres() != null) {
      writeCentres(out);
    }
    Cosines cosines = fit.orthogonality();
    return out.real(cosines == null ? Double.NaN : cosines.largest())
        .real(cosines == null ? Double.NaN : cosines.mean())
        .time(frozenSince)
        .toBytes();
  }

  private void writeCentres(FlatWriter out) {
    out.number(fit.centres().size());
    for (Centre centre : fit.centres()) {
      out.number(centre.classes().size());
      centre.classes().forEach((factor, number) -> out.text(factor).number(number));
      out.reals(centre.u0());
    }
  }
}
