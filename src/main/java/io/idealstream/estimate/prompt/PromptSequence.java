package io.idealstream.estimate.prompt;

import io.idealstream.math.Cell;
import io.idealstream.wire.space.SpaceDefinition;
import io.idealstream.wire.space.SpacePrompts;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts of a space in a fixed order, in groups that make one vector each: the plain prompts of
 * every value of the label factors, and of the others where the method asks for them, every text of
 * the gate, then every prompted cell.
 */
final class PromptSequence {

  private record Value(String factor, String value) {}

  private final SpacePrompts prompts;
  private final List<Value> plain = new ArrayList<>();
  private final List<String> gate;
  private final PromptedCells cells;

  PromptSequence(SpaceDefinition space, PromptedCells cells) {
    this.cells = cells;
    prompts = new SpacePrompts(space);
    gate = prompts.gate();
    for (String factor : space.plainFactors()) {
      space.factors().get(factor).names().forEach(value -> plain.add(new Value(factor, value)));
    }
  }

  PromptedCells cells() {
    return cells;
  }

  int plainGroups() {
    return plain.size();
  }

  int gateGroups() {
    return gate.size();
  }

  long groups() {
    return plain.size() + gate.size() + cells.size();
  }

  boolean isPlain(long group) {
    return group < plain.size();
  }

  boolean isGate(long group) {
    return !isPlain(group) && group < plain.size() + gate.size();
  }

  /** The cell of a group that is neither plain nor of the gate. */
  Cell cell(long group) {
    return cells.get((int) (group - plain.size() - gate.size()));
  }

  /** The texts whose vectors are averaged for a group; at least one. */
  List<String> texts(long group) {
    if (isPlain(group)) {
      Value value = plain.get((int) group);
      return prompts.plain(value.factor(), value.value());
    }
    return isGate(group)
        ? List.of(gate.get((int) group - plain.size()))
        : prompts.ofCell(cell(group));
  }

  /** What a group is of, for messages. */
  String describe(long group) {
    if (isPlain(group)) {
      Value value = plain.get((int) group);
      return "the plain prompts of %s/%s".formatted(value.factor(), value.value());
    }
    return isGate(group)
        ? "the gate"
        : "the prompts of cell " + cells.space().describe(cell(group));
  }
}
