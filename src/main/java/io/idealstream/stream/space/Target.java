package io.idealstream.stream.space;

import io.idealstream.wire.space.SpaceDefinition;

/**
 * A definition to be prepared with a model.
 *
 * @param definition canonical JSON
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Target(String space, long version, byte[] definition, String model, double logitScale) {

  SpaceDefinition parsed() {
    return new HeldSpace(version, model, definition).parsed();
  }
}
