package io.idealstream.web;

/** A request that is not answered, and why in a sentence. */
final class Refusal extends RuntimeException {

  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int MISDIRECTED = 421;
  static final int TOO_MANY = 429;
  static final int UNAVAILABLE = 503;

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status of HTTP
   */
  Refusal(int status, String problem) {
    // no stack trace: strangers may cause many
    super(problem, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
