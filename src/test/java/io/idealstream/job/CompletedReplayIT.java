package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.idealstream.client.Isolation;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Basis;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Source;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Word;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.pinned.PinnedFile;
import io.idealstream.wire.pinned.PinnedSpace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Words that prompts complete label the same once they are pinned: of five birds one was never
 * seen, and of the rest two were seen in two places and two in others.
 */
class CompletedReplayIT {
  private static final List<String> BIRDS = List.of("duck", "owl", "gull", "crow", "swan");
  private static final List<String> PLACES = List.of("lake", "wood", "town", "field");
  private static final int TOLD = 24;
  private static final int ASKED = 25;

  private static final String SPACE =
      """
      space: birds
      templates: ["a photo of a {bird} {place}"]
      plain: {bird: ["a photo of a {bird}"]}
      estimate: {label-source: images}
      explain: true
      factors:
        bird: {role: label, values: {duck: [duck], owl: [owl], gull: [gull], crow: [crow], swan: [swan]}}
        place: {role: spurious, values: {lake: [on a lake], wood: [in a wood], town: [in town], field: [on a field]}}
      """;

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  private final SummedImages images = new SummedImages(18, BIRDS.size() + PLACES.size());

  /**
   * @param told whether the image says what it shows
   */
  private Outgoing image(int bird, int place, boolean told) {
    return images.image(
        told ? Map.of("bird", List.of(BIRDS.get(bird)), "place", List.of(PLACES.get(place))) : null,
        bird,
        BIRDS.size() + place);
  }

  @Test
  void wordsThatPromptsCompletedLabelTheSameOnceTheyArePinned() throws Exception {
    Path words = folder.resolve("words.json");
    Map<String, String> live;
    try (JobRun run =
        JobRun.begin(kafka.connection(), kafka.prefix(), 2, Topology.Interception.NONE, SPACE)) {
      RunTopics topics = run.topics();
      List<Outgoing> told = new ArrayList<>();
      for (int n = 0; n < TOLD; n++) {
        told.add(image(n % 4, n / 4 % 2 + n % 4 / 2 * 2, true));
      }
      topics.send(Topic.IMAGES, told);
      topics.await(Topic.WORDS, records -> Said.votes(records, Source.COMPLETED) == TOLD);
      List<Outgoing> asked = new ArrayList<>();
      for (int n = 0; n < ASKED; n++) {
        asked.add(image(n % BIRDS.size(), n % PLACES.size(), false));
      }
      topics.send(Topic.IMAGES, asked);
      topics.await(Topic.LABELS, TOLD + ASKED);
      ReplayIT.export(topics, words);
      live = asked(topics);
    }
    assertEquals(ASKED, live.size());
    assertEquals(live, replayed(words));

    PinnedSpace whole = PinnedFile.read(words).get(0);
    List<Word> less = new ArrayList<>(whole.words());
    less.remove(
        less.stream().filter(word -> word.source() == Source.COMPLETED).findFirst().orElseThrow());
    PinnedFile.write(words, List.of(new PinnedSpace(whole.definition(), whole.head(), less)));
    Misconfigured refused = assertThrows(Misconfigured.class, () -> replayed(words));
    assertEquals(
        List.of("birds: it has 8 of 9 words of source completed; export it again"),
        refused.problems());
  }

  private Map<String, String> replayed(Path words) throws Exception {
    try (JobRun run =
        JobRun.replay(kafka.connection(), kafka.prefix(), kafka.prefix() + "again.", 1, words)) {
      run.topics().await(Topic.LABELS, TOLD + ASKED);
      return asked(run.topics());
    }
  }

  /** Labels of the images that told nothing, as they lie in the topic. */
  private static Map<String, String> asked(RunTopics topics) {
    Map<String, String> labels = new TreeMap<>();
    for (TopicRecord record : topics.all(Topic.LABELS, Isolation.READ_COMMITTED)) {
      Label label = Said.read(record, Topic.LABELS);
      if (Integer.parseInt(label.id().substring(2)) >= TOLD) {
        labels.put(label.id(), new String(record.value(), UTF_8));
        assertEquals(Source.IMAGES, label.source());
        Map<String, Basis> basis = label.factors().get("bird").basis();
        assertEquals(Basis.PROMPTS, basis.get("swan"));
        assertEquals(BIRDS.size(), basis.size());
      }
    }
    return labels;
  }
}
