package io.idealstream.demo.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.wire.Feedback;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.FeedbackReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.space.SpaceDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReviewerTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final Reviewer reviewer = new Reviewer(List.of(space()));

  private static SpaceDefinition space() {
    String owls =
        IntStream.range(0, 100).mapToObj(i -> "owl" + i).collect(Collectors.joining(", "));
    String yaml =
        """
        space: owls
        templates: ["a photo of {bird}"]
        plain: {bird: ["{bird}"]}
        factors: {bird: {role: label, values: [%s]}}
        """;
    return SpaceFile.read("owls", yaml.formatted(owls).getBytes(StandardCharsets.UTF_8));
  }

  private static Turn turn(int number, Map<String, String> values) {
    return turn(number, values, true);
  }

  private static Turn turn(int number, Map<String, String> values, boolean whole) {
    Outgoing nothing = new Outgoing(null, null, List.of());
    Sample sample = new Sample("s" + number, "s.jpg", "a caption", values);
    return new Turn("cam", "s" + number, sample, nothing, nothing, whole);
  }

  private Optional<Outgoing> review(int number) {
    return reviewer.review(turn(number, Map.of("bird", "owl" + number)), NOW);
  }

  @Test
  void everySecondPictureIsReviewedASecondLater() throws Exception {
    for (int i = 0; i < Feeder.PICTURES_PER_SECOND; i++) {
      assertEquals(Optional.empty(), review(i));
    }
    Outgoing said = review(40).orElseThrow();
    Feedback feedback =
        new FeedbackReader(ReadingLimits.DEFAULT)
            .read(
                new TopicRecord(
                    "feedback",
                    0,
                    0,
                    NOW.toEpochMilli(),
                    said.key(),
                    said.value(),
                    said.headers()));
    assertEquals("cam/s0", Keys.of(feedback));
    assertEquals(Map.of("bird", List.of("owl0")), feedback.values());
    assertEquals(NOW, feedback.time());
    assertEquals(Optional.empty(), review(41));
    assertEquals(true, review(42).isPresent());
  }

  @Test
  void ofAPictureThatIsRefusedAndInWordsThatNoSpaceHasNothingIsSaid() {
    for (int i = 0; i <= Feeder.PICTURES_PER_SECOND; i++) {
      assertEquals(Optional.empty(), reviewer.review(turn(i, Map.of("bird", "owl1"), false), NOW));
    }
    for (int i = 0; i <= Feeder.PICTURES_PER_SECOND; i++) {
      assertEquals(Optional.empty(), reviewer.review(turn(i, Map.of("bird", "gull")), NOW));
    }
  }

  @Test
  void ofWhatNothingIsKnownNothingIsSaid() {
    for (int i = 0; i <= Feeder.PICTURES_PER_SECOND; i++) {
      assertEquals(Optional.empty(), reviewer.review(turn(i, Map.of()), NOW));
    }
  }
}
