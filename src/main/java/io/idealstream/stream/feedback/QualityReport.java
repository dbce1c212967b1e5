package io.idealstream.stream.feedback;

import io.idealstream.decision.quality.AnswerGroups;
import io.idealstream.decision.quality.AnswerSums;
import io.idealstream.decision.quality.Temperature;
import io.idealstream.math.Decayed;
import io.idealstream.stream.space.CellName;
import io.idealstream.wire.Calibration;
import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.Quality;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** From sums over answers to what topic {@code quality} says of them. */
final class QualityReport {

  private final SpaceDefinition space;
  private final long version;
  private final Instant asOf;

  /**
   * @param asOf time of the latest item
   */
  QualityReport(SpaceDefinition space, long version, Instant asOf) {
    this.space = space;
    this.version = version;
    this.asOf = asOf;
  }

  /**
   * One record for every factor that there are sums of, in the order of their names.
   *
   * @param sums by {@link TallyState#name}; brought to one landmark by this
   */
  List<Quality> of(Map<String, Decayed<AnswerSums>> sums) {
    long landmark = sums.values().stream().mapToLong(Decayed::landmark).max().orElse(0);
    Map<String, AnswerGroups> factors = new TreeMap<>();
    new TreeMap<>(sums)
        .forEach(
            (name, group) -> {
              group.moveTo(landmark);
              AnswerGroups groups =
                  factors.computeIfAbsent(TallyState.factor(name), unseen -> new AnswerGroups());
              String cell = TallyState.cell(name);
              if (cell.isEmpty()) {
                groups.add(group.sums());
              } else {
                groups.add(shown(cell), group.sums());
              }
            });
    List<Quality> records = new ArrayList<>();
    factors.forEach((factor, groups) -> records.add(record(factor, groups)));
    return records;
  }

  private String shown(String cell) {
    Map<String, String> values = CellName.values(cell);
    return space.factors().keySet().stream().map(values::get).collect(Collectors.joining("/"));
  }

  private Quality record(String factor, AnswerGroups groups) {
    AnswerSums all = groups.all();
    return new Quality(
        space.space(),
        version,
        factor,
        asOf,
        all.number(),
        accuracy(all.rawAccuracy(), groups.worstOfRaw()),
        accuracy(all.accuracy(), groups.worst()),
        known(all.withheld()),
        all.hasProbabilities() ? calibration(all) : null,
        null);
  }

  private static Calibration calibration(AnswerSums all) {
    Optional<Temperature.Fitted> fitted =
        all.temperature().filter(enough -> all.numberGiven() >= AnswerGroups.LEAST_ANSWERS);
    return new Calibration(
        all.negativeLogLikelihood(),
        all.brier(),
        all.calibrationError(),
        fitted.map(Temperature.Fitted::temperature).orElse(null),
        fitted.map(Temperature.Fitted::negativeLogLikelihood).orElse(null));
  }

  private static GroupAccuracy accuracy(double average, Optional<AnswerGroups.Worst> worst) {
    return new GroupAccuracy(
        worst.map(AnswerGroups.Worst::accuracy).orElse(null),
        known(average),
        worst.map(group -> average - group.accuracy()).orElse(null),
        worst.map(AnswerGroups.Worst::group).orElse(null));
  }

  private static Double known(double number) {
    return Double.isNaN(number) ? null : number;
  }
}
