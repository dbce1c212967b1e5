package io.idealstream.stream.feedback;

import io.idealstream.decision.quality.AnswerGroups;
import io.idealstream.decision.quality.AnswerSums;
import io.idealstream.decision.quality.SetSums;
import io.idealstream.decision.quality.SideEffectSums;
import io.idealstream.decision.quality.Temperature;
import io.idealstream.estimate.CellName;
import io.idealstream.math.Decayed;
import io.idealstream.wire.Calibration;
import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.Quality;
import io.idealstream.wire.SetCoverage;
import io.idealstream.wire.SideEffects;
import io.idealstream.wire.space.Role;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
   * @param sets by the same name, with the true value for the cell
   */
  List<Quality> of(Map<String, Decayed<AnswerSums>> sums, Map<String, Decayed<SetSums>> sets) {
    long landmark = sums.values().stream().mapToLong(Decayed::landmark).max().orElse(0);
    Map<String, AnswerGroups> factors = new TreeMap<>();
    Map<String, SideEffectSums> others = new TreeMap<>();
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
                add(TallyState.factor(name), CellName.values(cell), group.sums(), others);
              }
            });
    List<Quality> records = new ArrayList<>();
    factors.forEach(
        (factor, groups) ->
            records.add(
                record(
                    factor,
                    groups,
                    sets(factor, sets),
                    sideEffects(others.getOrDefault(factor, new SideEffectSums())))));
    return records;
  }

  /** Adds the answers about a cell to those along every label factor but the one asked for. */
  private void add(
      String factor,
      Map<String, String> cell,
      AnswerSums answers,
      Map<String, SideEffectSums> others) {
    SideEffectSums along = others.computeIfAbsent(factor, unseen -> new SideEffectSums());
    for (String other : space.factorsOf(Role.LABEL)) {
      if (!other.equals(factor)) {
        along.add(other, cell.get(other), cell.get(factor), answers);
      }
    }
  }

  private static SideEffects sideEffects(SideEffectSums sums) {
    return sums.accuracy()
        .flatMap(
            accuracy ->
                sums.gap()
                    .map(
                        gap ->
                            new SideEffects(
                                accuracy.change(), accuracy.of(), gap.change(), gap.of())))
        .orElse(null);
  }

  /** One entry for every value that there are sums of; null where the space asks for no sets. */
  private Map<String, SetCoverage> sets(String factor, Map<String, Decayed<SetSums>> sums) {
    Double coverage = space.factors().get(factor).coverage();
    if (coverage == null) {
      return null;
    }
    Map<String, SetCoverage> sets = new TreeMap<>();
    sums.forEach(
        (name, value) -> {
          if (TallyState.factor(name).equals(factor)) {
            sets.put(TallyState.cell(name), set(value, coverage));
          }
        });
    return sets;
  }

  private SetCoverage set(Decayed<SetSums> value, double coverage) {
    SetSums sums = value.sums();
    return new SetCoverage(
        sums.quantile(coverage, value.present(asOf.toEpochMilli())),
        sums.number(),
        known(sums.covered()),
        known(sums.size()));
  }

  private String shown(String cell) {
    return GroupName.of(space.factors().keySet(), CellName.values(cell));
  }

  private Quality record(
      String factor, AnswerGroups groups, Map<String, SetCoverage> sets, SideEffects sideEffects) {
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
        null,
        sets,
        sideEffects);
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
