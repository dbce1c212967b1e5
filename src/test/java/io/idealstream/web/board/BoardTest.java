package io.idealstream.web.board;

import static io.idealstream.web.board.BoardRecords.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Quality;
import io.idealstream.wire.Query;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.Topic;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoardTest {

  private Instant now = NOON;
  private final List<String> offered = new ArrayList<>();
  private final List<String> wanted = new ArrayList<>();
  private boolean busy;
  private final Board board =
      new Board(
          Topic::code,
          ReadingLimits.DEFAULT,
          new Clock() {
            @Override
            public ZoneOffset getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          },
          new PictureWork() {
            @Override
            public int offer(String item, byte[] encoded) {
              offered.add(item);
              return busy ? 3 : 0;
            }

            @Override
            public void want(String item) {
              wanted.add(item);
            }
          });

  @Test
  void everyRecordIsCountedHoweverManyAreShown() throws Exception {
    for (int i = 0; i < 500; i++) {
      take(BoardRecords.of(Topic.IMAGES, BoardRecords.image("cam", "i" + i, null)));
      take(
          BoardRecords.of(
              Topic.LABELS, BoardRecords.label("cam", "i" + i, "birds", "landbird", "waterbird")));
    }
    take(broken("images"), broken("labels"), broken("hits"), broken("quality"));
    JsonNode counts = state().get("now").get("counts");
    assertEquals(501, counts.get("images").intValue());
    assertEquals(501, counts.get("labels").intValue());
    assertEquals(1, counts.get("hits").intValue());
    assertEquals(1, counts.get("quality").intValue());
    assertEquals(0, counts.get("captions").intValue());
    assertEquals(20, state().get("items").size());
    assertEquals(481, state().get("now").get("leftOut").get("images").intValue());
    assertEquals(2, state().get("now").get("leftOut").get("unreadable").intValue());
  }

  @Test
  void anItemShowsItsLabelsWhicheverCameFirst() throws Exception {
    take(
        BoardRecords.at(
            NOON.plusMillis(350),
            Topic.LABELS,
            BoardRecords.label("cam", "early", "birds", "landbird", "waterbird")));
    take(BoardRecords.of(Topic.IMAGES, BoardRecords.image("cam", "early", "a bird")));
    take(
        BoardRecords.at(
            NOON.plusMillis(150),
            Topic.LABELS,
            BoardRecords.label("cam", "early", "others", "waterbird", "waterbird")));
    JsonNode item = state().get("items").get(0);
    assertEquals("a bird", item.get("caption").textValue());
    assertEquals("waterbird", item.get("values").get("bird").get(0).textValue());
    JsonNode answer = item.get("labels").get("birds").get("factors").get("bird");
    assertEquals("waterbird", answer.get("label").textValue());
    assertEquals("landbird", answer.get("raw").get("label").textValue());
    assertTrue(answer.get("differs").booleanValue());
    assertEquals(
        "false",
        item.get("labels").get("others").get("factors").get("bird").get("differs").toString());
    assertEquals(4, item.get("labels").get("birds").get("version").intValue());
    assertEquals(
        "{\"p50\":150,\"p99\":350,\"over\":2}", state().get("now").get("latencyMillis").toString());
    assertEquals("sha256:m", state().get("now").get("model").textValue());
    assertEquals(2, details("cam", "early").get("labels").size());
    assertTrue(board.item("cam", "late").isEmpty());
  }

  @Test
  void hostileTextsStayTexts() throws Exception {
    String hostile = "</script><img src=x onerror=alert(1)>\u0000\u001b[2J\u202egnp.exe\u2066 💧";
    ImageItem image = BoardRecords.image("feed/%/<b>", "id\"'/<i>", hostile);
    take(BoardRecords.of(Topic.IMAGES, image));
    JsonNode item = state().get("items").get(0);
    assertEquals(hostile, item.get("caption").textValue());
    assertEquals("feed/%/<b>", item.get("feed").textValue());
    assertEquals("id\"'/<i>", item.get("id").textValue());
    assertEquals(
        hostile, details("feed/%/<b>", "id\"'/<i>").get("item").get("caption").textValue());
  }

  @Test
  void aPictureIsShownOnceItIsMadeAndForgottenWithItsItem() throws Exception {
    take(BoardRecords.picture("cam", "a", new byte[] {1, 2}, NOON));
    assertEquals(List.of("cam/a"), offered);
    assertTrue(state().get("items").get(0).get("picture").isNull());
    board.pictured("cam/a", new byte[] {9}, 640, 480);
    JsonNode item = state().get("items").get(0);
    assertEquals(640, item.get("width").intValue());
    String address = item.get("picture").textValue();
    String name = address.replaceAll("^/api/picture/|\\.jpg$", "");
    assertArrayEquals(new byte[] {9}, board.picture(name).orElseThrow());
    take(BoardRecords.picture("cam", "a", new byte[] {1, 2}, NOON)); // the same again
    assertTrue(board.picture(name).isEmpty());
    assertTrue(board.hadPicture(name));
    for (String never :
        List.of(name + "0", name + "9", "0-0", name.replace("-0", "--1"), "", "-")) {
      assertFalse(board.hadPicture(never), never);
    }
    board.pictured("cam/gone", new byte[] {9}, 1, 1);
    busy = true;
    take(BoardRecords.picture("cam", "b", new byte[] {1, 2}, NOON));
    board.undecodable();
    assertEquals(3, state().get("now").get("leftOut").get("pictures").intValue());
    assertEquals(1, state().get("now").get("leftOut").get("undecodable").intValue());
  }

  @Test
  void hitsAreCountedByQueryAndTheNewestShown() throws Exception {
    take(
        BoardRecords.of(
            Topic.QUERIES,
            new Query(
                "q",
                "a <b>bird</b>",
                null,
                null,
                0.5,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null)));
    take(
        BoardRecords.of(
            Topic.STATUS, new Status(StatusKind.QUERY, "q", 3, StatusState.ACTIVE, null)));
    for (int i = 0; i < 30; i++) {
      take(BoardRecords.of(Topic.HITS, BoardRecords.hit("q", "cam", "i" + i, 0.5)));
    }
    JsonNode query = state().get("queries").get(0);
    assertEquals(30, query.get("hits").intValue());
    assertEquals("a <b>bird</b>", query.get("text").textValue());
    assertEquals("active", query.get("state").textValue());
    assertEquals(3, query.get("version").intValue());
    assertEquals(Queries.MOST_HITS, query.get("latest").size());
    assertEquals("i19", query.get("latest").get(0).get("id").textValue()); // 20 a second
    assertEquals(30, state().get("now").get("counts").get("hits").intValue());
  }

  @Test
  void thePictureOfAHitComesBeforeOthers() throws Exception {
    take(BoardRecords.picture("cam", "a", new byte[] {1, 2}, NOON));
    take(BoardRecords.of(Topic.HITS, BoardRecords.hit("q", "cam", "a", 0.25)));
    take(BoardRecords.of(Topic.HITS, BoardRecords.hit("q", "cam", "elsewhere", 0.25)));
    assertEquals(List.of("cam/a"), wanted);
    assertEquals(
        "[{\"query\":\"q\",\"score\":0.25}]", state().get("items").get(0).get("hits").toString());
  }

  @Test
  void aDecisionShowsItsPictureOnceThatIsMade() throws Exception {
    take(BoardRecords.picture("cam", "a", new byte[] {1, 2}, NOON));
    take(
        BoardRecords.of(
            Topic.STATUS, new Status(StatusKind.POLICY, "p", 2, StatusState.ACTIVE, null)));
    take(BoardRecords.of(Topic.DECISIONS, BoardRecords.decision("cam", "a")), broken("decisions"));
    JsonNode decisions = state().get("decisions");
    assertEquals(1, decisions.get("total").intValue());
    assertEquals(1, decisions.get("policiesInForce").intValue());
    assertEquals(2, state().get("now").get("counts").get("decisions").intValue());
    assertEquals(1, state().get("now").get("leftOut").get("unreadable").intValue());
    assertEquals(List.of("cam/a"), wanted);
    assertTrue(decisions.get("latest").get(0).get("picture").isNull());
    assertTrue(told("decisions"));
    assertFalse(told("decisions"));
    board.pictured("cam/a", new byte[] {9}, 640, 480);
    assertTrue(state().get("decisions").get("latest").get(0).get("picture").isTextual());
    assertTrue(told("decisions"));
    assertEquals("a bird", board.decision(1, "cam", "a").orElseThrow().caption());
    assertTrue(board.decision(2, "cam", "a").isEmpty());
  }

  private boolean told(String event) {
    return board.changes().stream().anyMatch(each -> each.name().equals(event));
  }

  @Test
  void groupsComeWithTheirSeries() throws Exception {
    quality(0.5, 0.75);
    quality(0.25, 1.0);
    take(
        BoardRecords.of(
            Topic.DRIFT_SCORES,
            new DriftScore(
                "birds",
                "cam",
                NOON,
                NOON.plusSeconds(1),
                9,
                0,
                0,
                Map.of(),
                Map.of("bird", Map.of("average", 0.9, "waterbird/land", 0.5)),
                null,
                Map.of(),
                1)));
    JsonNode group = state().get("groups").get(0);
    assertEquals(0.25, group.get("raw").get("worst").doubleValue());
    assertEquals(1.0, group.get("debiased").get("worst").doubleValue());
    assertEquals("[0.5,0.25]", group.get("series").get("rawWorst").toString());
    assertEquals("[0.75,1.0]", group.get("series").get("worst").toString());
    assertEquals(
        "{\"waterbird/land\":{\"accuracy\":0.5,\"items\":null}}",
        group.get("debiased").get("groups").toString());
    JsonNode score = state().get("drift").get("scores").get(0);
    assertEquals("labels", score.get("of").textValue());
    assertEquals("[null]", score.get("score").toString());
  }

  @Test
  void ratesAndSeriesTellWhatWasReadWhen() throws Exception {
    take(BoardRecords.of(Topic.IMAGES, BoardRecords.image("cam", "a", null)));
    take(
        BoardRecords.at(
            NOON.minusSeconds(300), Topic.IMAGES, BoardRecords.image("cam", "old", null)));
    board.lag(Map.of("images", 5L, "captions", 2L));
    now = NOON.plusSeconds(5);
    JsonNode state = state().get("now");
    assertEquals(0.2, state.get("rates").get("images").doubleValue());
    JsonNode images = state.get("series").get("images");
    assertEquals(Flow.STEPS, images.size());
    assertEquals(0.2, images.get(Flow.STEPS - 1).doubleValue());
    assertEquals(0.2, images.get(Flow.STEPS - 1 - 60).doubleValue());
    assertTrue(images.get(Flow.STEPS - 2).isNull()); // nothing is known of before
    assertEquals(7, state.get("series").get("lag").get(Flow.STEPS - 1).intValue());
    JsonNode point = tree(board.now()).get("series");
    assertEquals(NOON.getEpochSecond(), point.get("at").longValue());
    assertEquals(0.2, point.get("images").doubleValue());
  }

  @Test
  void changesAreToldOnceAndByTurns() {
    for (int i = 0; i < 45; i++) {
      take(
          BoardRecords.of(
              Topic.STATUS, new Status(StatusKind.QUERY, "q" + i, 1, StatusState.ACTIVE, null)));
    }
    assertEquals(40, board.changes().size()); // queries and statuses, 20 of each
    assertEquals(40, board.changes().size());
    assertEquals(10, board.changes().size());
    assertEquals(List.of(), board.changes());
  }

  @Test
  void wordsAreShownOnceTheirHeadComesAndGoWithIt() throws Exception {
    take(BoardRecords.of(Topic.WORDS, BoardRecords.word("birds", "waterbird", 1, 1, 0)));
    assertEquals(0, state().get("words").size());
    take(BoardRecords.of(Topic.WORDS, BoardRecords.head("birds", 1)));
    assertEquals(
        "[\"birds\"]", names(state().get("words")).toString().replaceAll("(\\w+)", "\"$1\""));
    assertEquals(0.0, state().get("now").get("age").get("wordsSeconds").doubleValue());
    take(new TopicRecord("words", 0, 0, 0, "birds".getBytes(UTF_8), null, List.of()));
    assertEquals(0, state().get("words").size());
    assertEquals(3, state().get("now").get("counts").get("words").intValue());
  }

  @Test
  void whatIsStillToReadIsToldByTopic() throws Exception {
    board.reading(Map.of("images", 12L, "labels", 0L));
    JsonNode reading = state().get("now").get("reading");
    assertEquals(12, reading.get("images").intValue());
    assertEquals(0, reading.get("labels").intValue());
    assertTrue(reading.get("hits").isNull());
    assertNull(board.now().get("lag"));
    assertNull(board.now().get("problem"));
    board.fail("Kafka is gone");
    assertEquals("Kafka is gone", state().get("now").get("problem").textValue());
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private void quality(double raw, double debiased) {
    take(
        BoardRecords.of(
            Topic.QUALITY,
            new Quality(
                "birds",
                1,
                "bird",
                NOON,
                10.0,
                new GroupAccuracy(raw, 0.5, 0.0, "waterbird/land"),
                new GroupAccuracy(debiased, 0.5, 0.0, "waterbird/land"),
                0.0,
                null,
                null)));
  }

  private static TopicRecord broken(String topic) {
    return new TopicRecord(topic, 0, 0, 0, "cam".getBytes(UTF_8), "{".getBytes(UTF_8), List.of());
  }

  private void take(TopicRecord... records) {
    board.take(List.of(records));
  }

  private JsonNode state() throws Exception {
    return tree(board.state());
  }

  private JsonNode details(String feed, String id) throws Exception {
    return tree(board.item(feed, id).orElseThrow());
  }

  private static JsonNode tree(Object view) throws Exception {
    return new ObjectMapper().readTree(Json.text(view));
  }
}
