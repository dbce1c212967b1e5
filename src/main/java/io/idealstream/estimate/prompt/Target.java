package io.idealstream.estimate.prompt;

import io.idealstream.estimate.HeldSpace;
import io.idealstream.wire.space.SpaceDefinition;

/**
 * A definition to be prepared with a model.
 *
 * @param definition canonical JSON
 * @param parsed the same
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Target(
    String space,
    long version,
    byte[] definition,
    SpaceDefinition parsed,
    String model,
    double logitScale) {

  public Target(String space, long version, byte[] definition, String model, double logitScale) {
    this(
        space,
        version,
        definition,
        new HeldSpace(version, model, definition).parsed(),
        model,
        logitScale);
  }
}
