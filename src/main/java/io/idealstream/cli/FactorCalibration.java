package io.idealstream.cli;

import io.idealstream.decision.Softmax;
import io.idealstream.decision.quality.AnswerSums;
import io.idealstream.decision.quality.JudgedAnswer;
import io.idealstream.decision.quality.JudgedAnswer.Verdict;
import io.idealstream.decision.quality.Temperature;
import io.idealstream.wire.Calibration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What feedback says of the probabilities of one factor.
 *
 * @param labels how many it rests on
 * @param temperature above 1 where labels were too sure
 * @param before as the labels have them
 * @param after at the temperature, on the same labels
 * @param sets of the labels that were given and of those that a threshold withheld
 */
record FactorCalibration(
    String space,
    long spaceVersion,
    String factor,
    int labels,
    double temperature,
    Calibration before,
    Calibration after,
    SetTrial sets) {

  /**
   * @param labels of the factor, one at least that was given
   * @param values in the order of the probabilities
   * @param coverage that sets are asked for
   * @param step of the adaptive sets
   */
  static FactorCalibration of(
      String space,
      long spaceVersion,
      String factor,
      List<JudgedLabel> labels,
      List<String> values,
      double coverage,
      double step) {
    List<Temperature.Sample> samples =
        labels.stream().filter(JudgedLabel::given).map(JudgedLabel::sample).toList();
    double temperature = Temperature.fit(samples);
    return new FactorCalibration(
        space,
        spaceVersion,
        factor,
        samples.size(),
        temperature,
        calibration(samples, 1),
        calibration(samples, temperature),
        SetTrial.of(labels, values, coverage, step, temperature));
  }

  private static Calibration calibration(List<Temperature.Sample> samples, double temperature) {
    AnswerSums sums = AnswerSums.none();
    for (Temperature.Sample sample : samples) {
      double[] p = Temperature.at(temperature, sample.probabilities());
      int label = Softmax.largest(p);
      Verdict verdict = label == sample.truth() ? Verdict.RIGHT : Verdict.WRONG;
      sums.add(new JudgedAnswer(false, verdict, label, p, sample.truth()), 1);
    }
    return new Calibration(sums.negativeLogLikelihood(), sums.brier(), sums.calibrationError());
  }

  /** Whether the temperature is where the search ended: the labels tell none. */
  boolean atEndOfSearch() {
    return Temperature.isAtEnd(temperature);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("space", space);
    tree.put("spaceVersion", spaceVersion);
    tree.put("factor", factor);
    tree.put("labels", labels);
    tree.put("temperature", temperature);
    tree.put("atEndOfSearch", atEndOfSearch());
    tree.put("before", tree(before));
    tree.put("after", tree(after));
    tree.put("sets", sets.tree());
    return tree;
  }

  private static Map<String, Object> tree(Calibration calibration) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("nll", calibration.nll());
    tree.put("brier", calibration.brier());
    tree.put("ece", calibration.ece());
    return tree;
  }
}
