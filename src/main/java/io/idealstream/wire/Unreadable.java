package io.idealstream.wire;

/**
 * A record that cannot be used. Its message is one sentence for people; its reason is for counting.
 */
public final class Unreadable extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String subject;

  public Unreadable(Reason reason, String detail) {
    this(reason, detail, null);
  }

  /**
   * @param subject id of the item, query or space the record is about, as far as it could be read;
   *     null if it could not
   */
  public Unreadable(Reason reason, String detail, String subject) {
    // no stack trace: bad records are data, and may be many
    super(detail, null, false, false);
    this.reason = reason;
    this.subject = subject;
  }

  public Reason reason() {
    return reason;
  }

  /** Id of what the record is about, or null where it could not be read. */
  public String subject() {
    return subject;
  }
}
