package io.idealstream.cli;

import io.idealstream.client.Publisher;
import io.idealstream.wire.Outgoing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Sends pictures one by one, and goes on without those that cannot be sent. */
final class PictureSender {
  private final Publisher publisher;
  private final RecordSender sender;
  private final PassedOver unsent;

  /**
   * @param unsent hears of every picture that cannot be sent
   */
  PictureSender(Publisher publisher, String topic, PassedOver unsent) {
    this.publisher = publisher;
    this.sender = new RecordSender(publisher, topic, unsent);
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
      sender.send(picture, message.apply(Files.readAllBytes(picture)));
    } catch (IOException e) {
      unsent.add(picture, "cannot be read: " + e.getMessage());
    }
  }

  /** Pictures that were sent; final once the publisher is flushed. */
  long sent() {
    return sender.sent();
  }
}
