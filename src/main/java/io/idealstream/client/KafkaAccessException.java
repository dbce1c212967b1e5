package io.idealstream.client;

/** Kafka did not do what was asked; the message is one sentence that names the server and why. */
public final class KafkaAccessException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public KafkaAccessException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
