package io.idealstream.policy;

/** An expression that has no value for an item; the message is a sentence that says why. */
final class NoValue extends Exception {

  private static final long serialVersionUID = 1L;

  NoValue(String why) {
    // no stack trace: items come from strangers, and may be many
    super(why, null, false, false);
  }
}
