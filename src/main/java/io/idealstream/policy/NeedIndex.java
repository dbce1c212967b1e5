package io.idealstream.policy;

import io.idealstream.policy.Needs.Need;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the policies whose {@code when} is not false already by what an item has and has not. */
final class NeedIndex {

  private final BitSet always = new BitSet();
  private final Map<Need, BitSet> byNeed = new HashMap<>();
  private final List<Need.Unlabelled> absences = new ArrayList<>();

  NeedIndex(List<CompiledPolicy> policies) {
    for (int i = 0; i < policies.size(); i++) {
      Optional<Set<Need>> needs = policies.get(i).needs();
      if (needs.isEmpty()) {
        always.set(i);
        continue;
      }
      for (Need need : needs.get()) {
        byNeed.computeIfAbsent(need, none -> new BitSet()).set(i);
      }
    }
    for (Need need : byNeed.keySet()) {
      if (need instanceof Need.Unlabelled absence) {
        absences.add(absence);
      }
    }
  }

  /** Places of the policies that have to be asked. */
  BitSet candidates(Facts facts) {
    BitSet candidates = (BitSet) always.clone();
    for (Hit hit : facts.hits()) {
      add(new Need.HitOf(hit.query()), candidates);
    }
    for (Map.Entry<String, Label> label : facts.labels().entrySet()) {
      label
          .getValue()
          .factors()
          .forEach((factor, answer) -> add(label.getKey(), factor, answer, candidates));
    }
    for (Need.Unlabelled absence : absences) {
      if (!facts.answers(absence.space(), absence.factor())) {
        add(absence, candidates);
      }
    }
    return candidates;
  }

  private void add(String space, String factor, FactorLabel answer, BitSet candidates) {
    if (answer.label() != null) {
      add(new Need.Labelled(space, factor, answer.label()), candidates);
    }
    if (answer.labels() != null) {
      answer.labels().forEach(value -> add(new Need.Holding(space, factor, value), candidates));
    }
  }

  private void add(Need need, BitSet candidates) {
    BitSet policies = byNeed.get(need);
    if (policies != null) {
      candidates.or(policies);
    }
  }
}
