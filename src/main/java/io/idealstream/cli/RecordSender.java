package io.idealstream.cli;

import io.idealstream.client.Publisher;
import io.idealstream.wire.Outgoing;
import java.util.concurrent.atomic.AtomicLong;

/** Sends records one by one, and goes on without those that are too large for the topic. */
final class RecordSender {
  private final Publisher publisher;
  private final String topic;
  private final PassedOver unsent;
  private final AtomicLong sent = new AtomicLong();

  /**
   * @param unsent hears of every record that is too large
   */
  RecordSender(Publisher publisher, String topic, PassedOver unsent) {
    this.publisher = publisher;
    this.topic = topic;
    this.unsent = unsent;
  }

  /**
   * @param name of the record, for people
   */
  void send(Object name, Outgoing record) {
    sent.incrementAndGet();
    publisher.sendIfFits(topic, record, why -> tooLarge(name, record.value().length, why));
  }

  private void tooLarge(Object name, long bytes, String why) {
    sent.decrementAndGet();
    unsent.add(name, bytes + " bytes: " + why);
  }

  /** Records that were sent; final once the publisher is flushed. */
  long sent() {
    return sent.get();
  }
}
