package io.idealstream.client;

/** No server of a Kafka answered in time; the message says what a plain connection to each says. */
public final class NoAnswerException extends Exception {

  private static final long serialVersionUID = 1L;

  public NoAnswerException(String reach, Throwable cause) {
    super(reach, cause);
  }
}
