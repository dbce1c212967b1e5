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
 */
record FactorCalibration(
    String space,
    long spaceVersion,
    String factor,
    int labels,
    double temperature,
    Calibration before,
    Calibration after) {

  static FactorCalibration of(
      String space, long spaceVersion, String factor, List<Temperature.Sample> samples) {
    double temperature = Temperature.fit(samples);
    return new FactorCalibration(
        space,
        spaceVersion,
        factor,
        samples.size(),
        temperature,
        calibration(samples, 1),
        calibration(samples, temperature));
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

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("space", space);
    tree.put("spaceVersion", spaceVersion);
    tree.put("factor", factor);
    tree.put("labels", labels);
    tree.put("temperature", temperature);
    tree.put("before", tree(before));
    tree.put("after", tree(after));
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
