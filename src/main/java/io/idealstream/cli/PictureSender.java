package io.idealstream.cli;

import io.idealstream.client.Publisher;
import io.idealstream.wire.Outgoing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Sends pictures one by one, and goes on without those that cannot be sent. */
final class PictureSender {
  private final Publisher publisher;
  private final String topic;
  private final PassedOver unsent;
  private final AtomicLong sent = new AtomicLong();

  /**
   * @param unsent hears of every picture that cannot be sent
   */
  PictureSender(Publisher publisher, String topic, PassedOver unsent) {
    this.publisher = publisher;
    this.topic = topic;
    this.unsent = unsent;
  }

  void send(Path picture, Function<byte[], Outgoing> message) {
    Optional<String> refusal = PictureFiles.refusal(picture);
    if (refusal.isPresent()) {
      unsent.add(picture, refusal.get());
      return;
    }
    try {
      long bytes = Files.size(picture);
      if (bytes > publisher.maxBytes()) {
        String most = "expected at most " + publisher.maxBytes();
        unsent.add(picture, bytes + " bytes, " + most);
        return;
      }
      Outgoing record = message.apply(Files.readAllBytes(picture));
      sent.incrementAndGet();
      publisher.sendIfFits(topic, record, why -> tooLarge(picture, bytes, why));
    } catch (IOException e) {
      unsent.add(picture, "cannot be read: " + e.getMessage());
    }
  }

  private void tooLarge(Path picture, long bytes, String why) {
    sent.decrementAndGet();
    unsent.add(picture, bytes + " bytes: " + why);
  }

  /** Pictures that were sent; final once the publisher is flushed. */
  long sent() {
    return sent.get();
  }
}
