package io.idealstream.estimate.prompt;

/**
 * A valid definition that the model cannot make a space of; the message is a sentence for people.
 */
public final class Unpreparable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Unpreparable(String message) {
    // no stack trace: a space that cannot be used is data
    super(message, null, false, false);
  }
}
