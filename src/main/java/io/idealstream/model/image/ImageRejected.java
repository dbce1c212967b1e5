package io.idealstream.model.image;

/** A picture that gives no pixels: why, as a code for programs and a sentence for people. */
public final class ImageRejected extends Exception {
  private static final long serialVersionUID = 1L;

  /** Stable codes; they travel in dead letters and metrics. */
  public enum Reason {
    EMPTY("empty"),
    TOO_MANY_BYTES("too-many-bytes"),
    TOO_MANY_PIXELS("too-many-pixels"),
    ZERO_SIZE("zero-size"),
    /** Not one of the formats, or a variant of one that is not read. */
    UNSUPPORTED_FORMAT("unsupported-format"),
    TRUNCATED("truncated"),
    /** Damaged, or a header that does not agree with the data. */
    CORRUPT("corrupt"),
    /** Valid, but written so that decoding costs far more than its size justifies. */
    TOO_COMPLEX("too-complex");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  private final Reason reason;

  ImageRejected(Reason reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  ImageRejected(Reason reason, String sentence, Throwable cause) {
    super(sentence, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
