package io.idealstream.stream.space;

/**
 * A valid definition that the model cannot make a space of; the message is a sentence for people.
 */
final class Unpreparable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Unpreparable(String message) {
    // no stack trace: a space that cannot be used is data
    super(message, null, false, false);
  }
}
