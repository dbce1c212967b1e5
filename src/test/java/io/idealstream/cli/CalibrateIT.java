package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.idealstream.client.Publisher;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.Source;
import io.idealstream.wire.codec.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CalibrateIT {

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  /** Labels say 0.9 and 0.75 of them are right: the likeliest temperature makes that 0.75. */
  @Test
  void theTemperatureMakesConfidenceWhatItShouldHaveBeen() throws Exception {
    kafka.createTopics(2);
    label("outside", Map.of(), null, "outside", 2);
    feedback("outside", "landbird");
    for (int i = 0; i < 40; i++) {
      label("i-" + i, 0.9, null, 2);
      feedback("i-" + i, i % 4 == 0 ? "waterbird" : "landbird");
      feedback("i-" + i, "waterbird");
    }
    label("old", 0.9, null, 1);
    feedback("old", "waterbird");
    label("withheld", 0.9, "uncertain", 2);
    feedback("withheld", "waterbird");
    label("unknown", 0.9, null, 2);
    label("misspelled", 0.9, null, 2);
    feedback("misspelled", "Waterbird");
    feedback("nowhere", "waterbird");

    CommandRun run = run("calibrate", "--space", "birds", "--json");
    assertEquals(0, run.code(), run.err());
    assertTrue(
        run.err().contains("bird \"Waterbird\", an unknown name; did you mean waterbird?"),
        run.err());
    assertEquals(2, run.err().split("an unknown name").length, run.err());
    assertTrue(run.err().contains("feedback about 1 item found no label"), run.err());
    JsonNode found = new ObjectMapper().readTree(run.out());
    assertEquals("bird", found.get("factor").textValue());
    assertEquals(2, found.get("spaceVersion").intValue());
    assertEquals(40, found.get("labels").intValue());
    assertEquals(Math.log(9) / Math.log(3), found.get("temperature").doubleValue(), 1e-9);
    assertEquals(0.15, found.get("before").get("ece").doubleValue(), 1e-9);
    assertEquals(0, found.get("after").get("ece").doubleValue(), 1e-9);
    assertSets(found.get("sets"));
    String printed = run("calibrate", "--coverage", "0.5").out();
    assertTrue(printed.contains("birds/bird, version 2: temperature 2.000 from 40"), printed);
    assertTrue(
        printed.contains("coverage: 0.5, sets: {landbird: 0.1000, waterbird: 0.9000}"), printed);
    assertTrue(
        printed.contains("at temperature 2.000 sets: {landbird: 0.2501, waterbird: 0.7500}"),
        printed);
    assertTrue(printed.contains("landbird: 30 labels; covered by those before 1.000"), printed);
    CommandRun wrong = run("calibrate", "--coverage", "1");
    assertEquals(2, wrong.code());
    assertTrue(wrong.err().contains("--coverage: expected a share above 0"), wrong.err());

    CommandRun none = run("calibrate", "--space", "scenes");
    assertEquals(1, none.code());
    assertTrue(none.err().contains("no labels of space scenes, there are some of birds"));
    assertTrue(
        none.err().contains("in space scenes; 45 labels and feedback about 45 items were read"),
        none.err());
  }

  /** 30 landbirds of score 0.1; 10 waterbirds of 0.9, and one that was withheld. */
  private static void assertSets(JsonNode sets) {
    assertEquals(0.9, sets.get("coverage").doubleValue());
    JsonNode land = sets.get("values").get("landbird");
    assertEquals(30, land.get("labels").intValue());
    assertEquals(0.1, land.get("quantile").doubleValue(), 1e-9);
    assertEquals(0.25, land.get("quantileAtTemperature").doubleValue(), 1e-9);
    assertEquals(1.0, land.get("covered").doubleValue(), "all have the same score");
    assertEquals((0.9 + 0.02) / (0.02 * 30), land.get("bound").doubleValue(), 1e-9);
    JsonNode water = sets.get("values").get("waterbird");
    assertEquals(11, water.get("labels").intValue());
    assertEquals(0.9, water.get("quantile").doubleValue(), 1e-9);
    assertEquals(0.75, water.get("quantileAtTemperature").doubleValue(), 1e-9);
    assertTrue(water.get("adaptiveSize").doubleValue() >= 1, water.toString());
  }

  private void label(String id, double land, String abstained, long version) {
    label(id, Map.of("landbird", land, "waterbird", 1 - land), "landbird", abstained, version);
  }

  private void label(
      String id, Map<String, Double> probabilities, String label, String abstained, long version) {
    FactorLabel answer =
        new FactorLabel(
            label,
            label == null ? null : probabilities.get(label),
            probabilities,
            new RawAnswer("landbird", 0.6),
            true,
            0,
            abstained);
    send(
        Topic.LABELS,
        Topic.LABELS.message(
            new Label(
                id,
                "cam",
                Instant.EPOCH,
                "birds",
                version,
                "sha256:m",
                1,
                Source.PROMPTS,
                Map.of("bird", answer)),
            Encoding.JSON));
  }

  private void feedback(String id, String bird) {
    send(
        Topic.FEEDBACK,
        Topic.FEEDBACK.message(
            new Feedback(id, "cam", null, Map.of("bird", List.of(bird)), "test", null, null),
            Encoding.JSON));
  }

  private void send(Topic<?> topic, Outgoing message) {
    String name = topic.under(kafka.prefix());
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(name))) {
      publisher.send(name, message);
    }
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of("--kafka", kafka.connection().bootstrapServers(), "--prefix", kafka.prefix()));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
