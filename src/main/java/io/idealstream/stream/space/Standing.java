package io.idealstream.stream.space;

import io.idealstream.estimate.prompt.Target;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
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
 * @param inForce version in force; 0 for none; negative for a version that was in force until a
 *     restart with a model that cannot embed it
 * @param definition canonical JSON of what is in force, or was; null for none
 * @param model fingerprint of the model that prepared what is in force, or that could not; null for
 *     none
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

  /** Whether what was in force waits for a model that can embed it. */
  boolean isSuspended() {
    return inForce < 0;
  }

  /** Version that is in force or was; 0 for none. */
  private long held() {
    return Math.abs(inForce);
  }

  /** The version that is in force no more, or else what is wanted. */
  long versionOutOfForce() {
    return isSuspended() ? held() : version;
  }

  /** Whether what is in force holds vectors of the model, if perhaps under another scale. */
  boolean answers(String currentModel) {
    return isInForce() && model.equals(currentModel);
  }

  /** Whether what is in force was prepared by another model, or by one of another scale. */
  boolean isOutOfDate(String currentModel, double currentScale) {
    return isInForce() && isByOther(currentModel, currentScale);
  }

  private boolean isByOther(String currentModel, double currentScale) {
    return !(model.equals(currentModel) && logitScale == currentScale);
  }

  /**
   * What is to be prepared next: what is wanted, else what is in force, or was, if the model has
   * changed.
   */
  Optional<Target> target(String space, String currentModel, double currentScale) {
    if (wanted != null) {
      return Optional.of(new Target(space, version, wanted, currentModel, currentScale));
    }
    return inForce != 0 && isByOther(currentModel, currentScale)
        ? Optional.of(new Target(space, held(), definition, currentModel, currentScale))
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

  /**
   * What could not be prepared is not wanted any more. What was in force by another model is kept:
   * that model may come back, and nobody sends the definition again.
   */
  Standing refused(Target target) {
    byte[] left = target.version() == version ? null : wanted;
    return target.version() == held()
        ? new Standing(
            version, hash, left, -held(), definition, target.model(), target.logitScale())
        : new Standing(version, hash, left, inForce, definition, model, logitScale);
  }
}
