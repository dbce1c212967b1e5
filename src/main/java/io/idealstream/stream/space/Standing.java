package io.idealstream.stream.space;

import io.idealstream.stream.state.FlatReader;
import io.idealstream.stream.state.FlatWriter;
import java.util.Optional;

/**
 * Where a space stands: which definition its topic wants, and which one is in force.
 *
 * <p>The version counts the changes of what the topic wants. It does not depend on how far a
 * definition got before the next one came, so that the same topic always gives the same versions;
 * and it outlives a removal for a while, so that no version is ever given twice.
 *
 * @param version of what is wanted; 0 before anything was
 * @param hash of what is wanted; null where nothing is
 * @param wanted canonical JSON while it is being prepared; null once it is in force or refused
 * @param inForce version in force; 0 for none
 * @param definition canonical JSON of what is in force; null for none
 * @param model fingerprint of the model that prepared what is in force; null for none
 * @param logitScale of that model
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Standing(
    long version,
    String hash,
    byte[] wanted,
    long inForce,
    byte[] definition,
    String model,
    double logitScale) {

  static final Standing UNKNOWN = new Standing(0, null, null, 0, null, null, 0);

  private static final int LAYOUT = 1;

  static Standing of(byte[] state) {
    if (state == null) {
      return UNKNOWN;
    }
    FlatReader in = new FlatReader("standing of a space", LAYOUT, state);
    return new Standing(
        in.number(), in.text(), in.bytes(), in.number(), in.bytes(), in.text(), in.real());
  }

  byte[] toBytes() {
    return new FlatWriter(LAYOUT)
        .number(version)
        .text(hash)
        .bytes(wanted)
        .number(inForce)
        .bytes(definition)
        .text(model)
        .real(logitScale)
        .toBytes();
  }

  /**
   * A definition has come; one that was refused is tried again.
   *
   * @param next version, where it says something else than the one before
   */
  Standing wanting(String newHash, byte[] newDefinition, long next) {
    boolean same = newHash.equals(hash);
    if (same && (wanted != null || version == inForce)) {
      return this;
    }
    return new Standing(
        same ? version : next, newHash, newDefinition, inForce, definition, model, logitScale);
  }

  /** The space was removed. */
  Standing removed() {
    return new Standing(version, null, null, 0, null, null, 0);
  }

  boolean isInForce() {
    return inForce > 0;
  }

  /** Whether what is in force holds vectors of the model, if perhaps under another scale. */
  boolean answers(String currentModel) {
    return isInForce() && model.equals(currentModel);
  }

  /** Whether what is in force was prepared by another model, or by one of another scale. */
  boolean isOutOfDate(String currentModel, double currentScale) {
    return isInForce() && !(model.equals(currentModel) && logitScale == currentScale);
  }

  /**
   * What is to be prepared next: what is wanted, else what is in force if the model has changed.
   */
  Optional<Target> target(String space, String currentModel, double currentScale) {
    if (wanted != null) {
      return Optional.of(new Target(space, version, wanted, currentModel, currentScale));
    }
    return isOutOfDate(currentModel, currentScale)
        ? Optional.of(new Target(space, inForce, definition, currentModel, currentScale))
        : Optional.empty();
  }

  Standing prepared(Target target) {
    return new Standing(
        version,
        hash,
        target.version() == version ? null : wanted,
        target.version(),
        target.definition(),
        target.model(),
        target.logitScale());
  }

  /** What could not be prepared is not wanted any more, nor in force if it was by another model. */
  Standing refused(Target target) {
    if (target.version() == inForce) {
      return new Standing(version, hash, wanted, 0, null, null, 0);
    }
    return new Standing(version, hash, null, inForce, definition, model, logitScale);
  }
}
