package io.idealstream.wire;

/**
 * That a change is in force, or why it is not.
 *
 * @param id of the space, query, concept or model; of an erasure, the request; of what is lost,
 *     life and transaction
 * @param version of the space, query or concept, 0 where it never came into force; of what is lost,
 *     the checkpoint
 * @param detail a sentence for people; null where there is nothing to add
 * @param control of an act, the act: as it is in force, or as it was rejected; null for all else,
 *     and for an act that could not be read
 */
public record Status(
    StatusKind kind,
    String id,
    long version,
    StatusState state,
    @OrNull String detail,
    @OrAbsent Control control) {

  /** Of all but acts. */
  public Status(StatusKind kind, String id, long version, StatusState state, String detail) {
    this(kind, id, version, state, detail, null);
  }

  /** Of an act. */
  public static Status of(
      String subject, Control act, long version, StatusState state, String detail) {
    return new Status(StatusKind.CONTROL, subject, version, state, detail, act);
  }
}
