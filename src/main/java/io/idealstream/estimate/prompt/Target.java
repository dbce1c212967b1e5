package io.idealstream.estimate.prompt;

import io.idealstream.estimate.HeldSpace;
import io.idealstream.wire.space.SpaceDefinition;

/**
 * A definition to be prepared with a model.
 *
 * @param definition canonical JSON
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Target(
    String space, long version, byte[] definition, String model, double logitScale) {

  public SpaceDefinition parsed() {
    return new HeldSpace(version, model, definition).parsed();
  }
}
