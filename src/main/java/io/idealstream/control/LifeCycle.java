package io.idealstream.control;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.Optional;

/**
 * Where a name of a control topic stands.
 *
 * @param version the last that was given; it outlives a removal for a while, so that none is given
 *     twice; 0 before the first
 * @param refused meaning of that version where it was asked for and cannot be prepared; else null
 * @param inForce what is used, or was until a restart with a model that cannot make it; null for
 *     nothing
 * @param next what takes its place: in preparation, or waiting; null for nothing
 */
public record LifeCycle(long version, String refused, Definition inForce, Definition next) {

  public static final LifeCycle UNKNOWN = new LifeCycle(0, null, null, null);

  static final int LAYOUT = 1;

  public static LifeCycle of(byte[] state) {
    if (state == null) {
      return UNKNOWN;
    }
    FlatReader in = new FlatReader("life cycle", LAYOUT, state);
    return new LifeCycle(
        in.number(), in.text(), Definition.of(in.bytes()), Definition.of(in.bytes()));
  }

  public byte[] toBytes() {
    return new FlatWriter(LAYOUT)
        .number(version)
        .text(refused)
        .bytes(Definition.toBytes(inForce))
        .bytes(Definition.toBytes(next))
        .toBytes();
  }

  public boolean isInForce() {
    return inForce != null && !inForce.suspended();
  }

  /** Whether what was in force waits for a model that can make it. */
  public boolean isSuspended() {
    return inForce != null && inForce.suspended();
  }

  /** What the topic asks for, unless it was refused; null for nothing. */
  public Definition newest() {
    return next == null ? inForce : next;
  }

  /** Whether nothing of the name is in its topic any more. */
  public boolean isRemoved() {
    return newest() == null && refused == null;
  }

  /**
   * What has to be prepared with a model, which may take any time: what is asked for, else what
   * another model prepared.
   */
  public Optional<Definition> due(Maker maker) {
    return Optional.ofNullable(next)
        .filter(wanted -> wanted.isDue(maker))
        .or(() -> Optional.ofNullable(inForce).filter(held -> held.isDue(maker)));
  }

  /**
   * A definition is asked for, to be prepared. What was refused or suspended is tried again under
   * its number. A change has the next number however far the one before it got, so that the same
   * topic always gives the same versions.
   */
  public LifeCycle asking(String meaning, byte[] content, long nextVersion) {
    Definition newest = newest();
    if (refused == null && newest != null && newest.says(meaning)) {
      return newest.suspended()
          ? new LifeCycle(
              version, null, inForce, Definition.asked(newest.version(), meaning, content))
          : this;
    }
    long number = meaning.equals(refused) ? version : nextVersion;
    return new LifeCycle(number, null, inForce, Definition.asked(number, meaning, content));
  }

  /** What is in force is asked for once more under another number: what it is made of changed. */
  public LifeCycle renewing(long nextVersion) {
    return new LifeCycle(
        nextVersion,
        null,
        inForce,
        Definition.asked(nextVersion, inForce.meaning(), inForce.content()));
  }

  /** A version is in force, and replaces all before it; what is asked for after it stays. */
  public LifeCycle prepared(Definition made) {
    return new LifeCycle(
        Math.max(version, made.version()),
        refused,
        made,
        next != null && next.version() > made.version() ? next : null);
  }

  /** A version waits; what is in force stays, unless that is what has to wait. */
  public LifeCycle awaiting(Definition waiting) {
    return new LifeCycle(
        Math.max(version, waiting.version()),
        null,
        is(inForce, waiting.version()) ? null : inForce,
        waiting);
  }

  /** What is in force is asked for again while another version waits. */
  public LifeCycle takenBack() {
    return new LifeCycle(version, null, inForce, null);
  }

  /**
   * A version cannot be prepared. One that never was is wanted no more; one that was in force is
   * kept for a model that can make it: nobody sends it again.
   */
  public LifeCycle refused(Definition tried, Maker by) {
    Definition left = is(next, tried.version()) ? null : next;
    if (is(inForce, tried.version())) {
      return new LifeCycle(version, refused, inForce.suspendedBy(by), left);
    }
    boolean last = tried.version() == version;
    return new LifeCycle(version, last ? tried.meaning() : refused, inForce, left);
  }

  /** What another model prepared is suspended, until this one has made it again. */
  public LifeCycle suspendedBy(Maker maker) {
    return new LifeCycle(version, refused, suspended(inForce, maker), suspended(next, maker));
  }

  private static Definition suspended(Definition held, Maker maker) {
    boolean ofAnother = held != null && held.by() != null && held.isDue(maker);
    return ofAnother ? held.suspendedBy(maker) : held;
  }

  private static boolean is(Definition definition, long version) {
    return definition != null && definition.version() == version;
  }

  /** The name was removed. */
  public LifeCycle removed() {
    return removed(version);
  }

  /** The name was removed, which is a version of its own. */
  public LifeCycle removed(long last) {
    return new LifeCycle(last, null, null, null);
  }
}
