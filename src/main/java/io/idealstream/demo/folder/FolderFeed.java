package io.idealstream.demo.folder;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Pictures;
import io.idealstream.wire.codec.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The pictures of a folder as an endless stream: round after round, each time under new ids. What
 * the folder says of every second one is sent as feedback about it.
 */
public final class FolderFeed {

  /** Its only feed. */
  public static final String FEED = "folder";

  private final List<FolderPicture> pictures;
  private final Set<String> factors;

  /**
   * @param factors about which feedback is sent
   */
  public FolderFeed(List<FolderPicture> pictures, Set<String> factors) {
    this.pictures = pictures;
    this.factors = factors;
  }

  /** The picture of a number from 0 on. */
  public FolderPicture picture(long number) {
    return pictures.get((int) (number % pictures.size()));
  }

  /** Its id. */
  public String id(long number) {
    return picture(number).name() + "-" + number / pictures.size();
  }

  /** Its message. */
  public Outgoing message(long number, Instant now) throws IOException {
    byte[] encoded = Files.readAllBytes(picture(number).file());
    return Pictures.message(
        new ImageItem(id(number), FEED, now, encoded, null, null, null, null), "image/jpeg");
  }

  /** What is said about it, where something is. */
  public Optional<Outgoing> feedback(long number, Instant now) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    picture(number)
        .values()
        .forEach(
            (factor, value) -> {
              if (factors.contains(factor)) {
                values.put(factor, List.of(value));
              }
            });
    return number % 2 == 0 && !values.isEmpty()
        ? Optional.of(
            Topic.FEEDBACK.message(
                new Feedback(id(number), FEED, now, values, "folder", null, null), Encoding.JSON))
        : Optional.empty();
  }
}
