package io.idealstream.stream;

import io.idealstream.wire.Control;

/**
 * An act on drift or words, as its topic delivered it.
 *
 * @param subject key of the act, whose first part is the space
 * @param act null where it was rejected
 * @param published Kafka's timestamp of the message, in milliseconds since 1970
 * @param rejected why the act cannot be used; null where it can
 */
public record ControlArrival(String subject, Control act, long published, String rejected) {

  /** The space that it is about. */
  public String space() {
    int end = subject.indexOf('/');
    return end < 0 ? subject : subject.substring(0, end);
  }
}
