package io.idealstream.estimate;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.Scores;
import io.idealstream.wire.Spread;
import java.util.Map;
import java.util.TreeMap;

/** Scores as state holds them: what is null is NaN there. */
public final class ScoresState {

  private static final int LAYOUT = 1;

  private ScoresState() {}

  /** Null for null. */
  public static byte[] toBytes(Scores scores) {
    if (scores == null) {
      return null;
    }
    Map<String, Double> agreement = scores.agreement() == null ? Map.of() : scores.agreement();
    FlatWriter out = new FlatWriter(LAYOUT);
    write(out, scores.idealWords());
    write(out, scores.average());
    out.real(orNan(scores.noiseFloor()))
        .real(orNan(scores.accuracy()))
        .number(scores.cells())
        .number(agreement.size());
    new TreeMap<>(agreement).forEach((factor, cosine) -> out.text(factor).real(cosine));
    return out.toBytes();
  }

  private static void write(FlatWriter out, Spread spread) {
    out.real(spread == null ? Double.NaN : spread.mean())
        .real(spread == null ? Double.NaN : orNan(spread.sd()));
  }

  /** Null for null. */
  public static Scores of(byte[] state) {
    if (state == null) {
      return null;
    }
    FlatReader in = new FlatReader("scores of words", LAYOUT, state);
    return new Scores(
        spread(in), spread(in), orNull(in.real()), orNull(in.real()), in.number(), agreement(in));
  }

  private static Spread spread(FlatReader in) {
    double mean = in.real();
    double sd = in.real();
    return Double.isNaN(mean) ? null : new Spread(mean, orNull(sd));
  }

  private static Map<String, Double> agreement(FlatReader in) {
    Map<String, Double> agreement = new TreeMap<>();
    for (long left = in.number(); left > 0; left--) {
      agreement.put(in.text(), in.real());
    }
    return agreement.isEmpty() ? null : agreement;
  }

  private static double orNan(Double number) {
    return number == null ? Double.NaN : number;
  }

  private static Double orNull(double number) {
    return Double.isNaN(number) ? null : number;
  }
}
