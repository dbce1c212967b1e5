package io.idealstream.client;

/** The lease went to somebody else, or ran out; what follows must not be written. */
public final class LeaseLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LeaseLostException(String why) {
    super("the right to write was lost: " + why);
  }
}
