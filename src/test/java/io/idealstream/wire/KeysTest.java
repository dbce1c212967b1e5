package io.idealstream.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeysTest {

  private static final Instant TIME = Instant.EPOCH;

  @Test
  void everyTopicHasTheKeyOfTheContract() {
    assertEquals("cam/i-1/birds", Keys.of(label("i-1", "cam", "birds")));
    assertEquals(
        "q",
        Keys.of(new Hit("q", 1, "i", "cam", TIME, 0, null, false, "m", null, null, null, null)));
    assertEquals("birds/*/prompts/bird/gull", Keys.of(word("*", Source.PROMPTS, "gull")));
    assertEquals("birds", Keys.of(new WordsHead("birds", 1, 2, "m", TIME, Map.of(), null, null)));
    assertEquals(
        "query/q", Keys.of(new Status(StatusKind.QUERY, "q", 1, StatusState.ACTIVE, null)));
    assertEquals("birds/yard%2Fcam/share/bird/gull", Keys.of(drift("bird", "gull", "share")));
    assertEquals("birds/yard%2Fcam/unnamed", Keys.of(drift(null, null, Drift.UNNAMED)));
    assertEquals("birds", Keys.of(act(null, null, null)));
    assertEquals("birds/yard%2Fcam", Keys.of(act("yard/cam", null, null)));
    assertEquals("birds/*/share", Keys.of(act(null, "share", null)));
    assertEquals("birds/cam/*/bird/a/b", Keys.of(act("cam", null, "a/b")));
    assertEquals("cam/i", Keys.of(new Feedback("i", "cam", TIME, Map.of(), null, null, null)));
    assertEquals("cam", Keys.of(new Caption("c", "cam", TIME, "t", null)));
    assertEquals(
        "cam", Keys.of(new ImageItem("i", "cam", TIME, new byte[1], null, null, null, null)));
    assertEquals(
        "q",
        Keys.of(
            new Query("q", "t", null, null, null, 1, null, null, null, null, null, null, null)));
    assertEquals("dog", Keys.of(new ConceptExample("dog", ConceptRole.CLASS, null, null, null)));
    assertEquals(
        "birds", Keys.of(new Quality("birds", 1, "bird", TIME, 0.0, null, null, null, null, null)));
  }

  @Test
  void differentItemsNeverShareAKeyWhateverTheirSlashes() {
    List<String> names = List.of("a", "b", "a/b", "a/", "/a", "a%2Fb", "a%b", "%", "/");
    Set<String> keys = new HashSet<>();
    for (String feed : names) {
      for (String id : names) {
        assertTrue(keys.add(Keys.of(label(id, feed, "s"))), feed + " " + id);
      }
    }
  }

  @Test
  void differentWordsNeverShareAKeyWhateverTheirSlashes() {
    List<String> names = List.of("a", "b", "a/b", "a/prompts/bird/b", "*");
    Set<String> keys = new HashSet<>();
    for (String feed : names) {
      for (String value : names) {
        assertTrue(keys.add(Keys.of(word(feed, Source.PROMPTS, value))), feed + " " + value);
      }
    }
  }

  @Test
  void anIdKeepsItsSlashes() {
    assertEquals("cam%2F1/a/b.png/birds", Keys.of(label("a/b.png", "cam/1", "birds")));
  }

  private static Label label(String id, String feed, String space) {
    return new Label(id, feed, TIME, space, 1, "m", 1, Source.PROMPTS, Map.of());
  }

  private static Word word(String feed, Source source, String value) {
    return new Word(
        "birds",
        1,
        feed,
        source,
        "bird",
        value,
        1,
        new double[] {1},
        0,
        null,
        "m",
        null,
        null,
        null);
  }

  private static Drift drift(String factor, String value, String signal) {
    return new Drift(
        "birds",
        "yard/cam",
        factor,
        value,
        signal,
        DriftState.STARTED,
        TIME,
        TIME,
        null,
        1,
        1,
        "It drifts.",
        List.of(),
        new DriftVersions(1, 1, "m"));
  }

  private static Control act(String feed, String signal, String value) {
    String factor = value == null ? null : "bird";
    return new Control(
        null, "birds", feed, null, signal, factor, value, Act.MUTE, null, null, null, null, "anna",
        null, TIME);
  }
}
