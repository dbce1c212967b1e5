package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.idealstream.wire.Caption;
import io.idealstream.wire.Cosines;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Hit;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Label;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.Scores;
import io.idealstream.wire.Source;
import io.idealstream.wire.SourceFit;
import io.idealstream.wire.Spread;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The exact JSON of the outputs: outside programs lean on it. */
class JsonTextTest {

  private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");

  private static final Scores SCORES = new Scores(new Spread(0.25, null), null, null, 1.0, 4, null);

  @Test
  void aLabelReadsAsTheContractShowsIt() {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    probabilities.put("waterbird", 0.83);
    probabilities.put("landbird", 0.17);
    FactorLabel bird =
        new FactorLabel(
            "waterbird", 0.83, probabilities, new RawAnswer("landbird", 0.61), true, 5120, null);
    Label label =
        new Label(
            "i-17",
            "cam-3",
            TIME,
            "birds",
            3,
            "sha256:ab",
            128,
            Source.PROMPTS,
            Map.of("bird", bird));

    assertEquals(
        "{\"id\":\"i-17\",\"feed\":\"cam-3\",\"time\":\"2026-03-01T12:00:00Z\",\"space\":\"birds\","
            + "\"spaceVersion\":3,\"model\":\"sha256:ab\",\"words\":128,\"source\":\"prompts\","
            + "\"factors\":{\"bird\":{\"label\":\"waterbird\",\"probability\":0.83,"
            + "\"probabilities\":{\"landbird\":0.17,\"waterbird\":0.83},"
            + "\"raw\":{\"label\":\"landbird\",\"probability\":0.61},\"debiased\":true,"
            + "\"support\":5120.0,\"abstained\":null}}}",
        Topic.LABELS.json(label));
  }

  @Test
  void aHitLeavesOutWhatItDoesNotHave() {
    Hit hit =
        new Hit(
            "q", 2, "i", "cam", TIME.plusMillis(7), 0.5, null, false, "m", null, null, null, null);

    assertEquals(
        "{\"query\":\"q\",\"queryVersion\":2,\"id\":\"i\",\"feed\":\"cam\","
            + "\"time\":\"2026-03-01T12:00:00.007Z\",\"score\":0.5,\"lookBack\":false,\"model\":\"m\"}",
        Topic.HITS.json(hit));
  }

  @Test
  void aWordAndItsHead() {
    Word word =
        new Word(
            "birds",
            1,
            "*",
            Source.CAPTIONS,
            "bird",
            "gull",
            9,
            new double[] {0.1, -2},
            4.5,
            null,
            "m",
            true,
            null,
            2);
    WordsHead head =
        new WordsHead(
            "birds",
            1,
            9,
            "m",
            TIME,
            Map.of(
                "prompts",
                new SourceFit(null, 3, false, 0.5, SCORES, null, null, new Cosines(0.5, 0.25))),
            null,
            "moderation");

    assertEquals(
        "{\"space\":\"birds\",\"spaceVersion\":1,\"feed\":\"*\",\"source\":\"captions\","
            + "\"factor\":\"bird\",\"value\":\"gull\",\"version\":9,\"vector\":[0.1,-2.0],"
            + "\"support\":4.5,\"standardError\":null,\"model\":\"m\",\"uncertain\":true,"
            + "\"valueClass\":2}",
        Topic.WORDS.json(word));
    assertEquals(
        "{\"space\":\"birds\",\"spaceVersion\":1,\"version\":9,\"model\":\"m\","
            + "\"asOf\":\"2026-03-01T12:00:00Z\",\"sources\":{\"prompts\":{\"u0\":null,\"rank\":3,"
            + "\"estimable\":false,\"r2\":0.5,\"scores\":{\"idealWords\":{\"mean\":0.25,\"sd\":null},"
            + "\"average\":null,\"noiseFloor\":null,\"accuracy\":1.0,\"cells\":4},"
            + "\"orthogonality\":{\"largest\":0.5,\"mean\":0.25}}},"
            + "\"owner\":\"moderation\"}",
        Topic.WORDS.json(head));
  }

  @Test
  void wordsOfPromptsAloneAreOfNoTime() {
    WordsHead head = new WordsHead("birds", 1, 9, "m", null, Map.of(), null, null);

    assertEquals(
        "{\"space\":\"birds\",\"spaceVersion\":1,\"version\":9,\"model\":\"m\",\"asOf\":null,"
            + "\"sources\":{}}",
        Topic.WORDS.json(head));
  }

  @Test
  void aStatusAlwaysHasItsDetail() {
    assertEquals(
        "{\"kind\":\"space\",\"id\":\"birds\",\"version\":1,\"state\":\"active\",\"detail\":null}",
        Topic.STATUS.json(new Status(StatusKind.SPACE, "birds", 1, StatusState.ACTIVE, null)));
  }

  @Test
  void textIsUtf8AndOneOfSeveralValuesIsAList() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    values.put("place", List.of("海", "陸"));
    values.put("bird", List.of("gull"));

    byte[] json =
        Topic.CAPTIONS.encode(new Caption("c", "f", TIME, "\uD83D\uDC26\n", values), Encoding.JSON);

    assertEquals(
        "{\"id\":\"c\",\"feed\":\"f\",\"time\":\"2026-03-01T12:00:00Z\",\"text\":\"\uD83D\uDC26\\n\","
            + "\"values\":{\"bird\":\"gull\",\"place\":[\"海\",\"陸\"]}}",
        new String(json, UTF_8));
  }

  @Test
  void bytesAreBase64AndEmbeddingsShortFloats() {
    ImageItem picture =
        new ImageItem("i", null, null, new byte[] {1, 2, (byte) 255}, null, null, null, null);
    ImageItem vector = new ImageItem("i", null, null, null, new float[] {0.1f, 1}, "m", null, null);

    assertEquals("{\"id\":\"i\",\"image\":\"AQL/\"}", Topic.IMAGES.json(picture));
    assertEquals(
        "{\"id\":\"i\",\"embedding\":[0.1,1.0],\"model\":\"m\"}", Topic.IMAGES.json(vector));
  }

  @Test
  void numbersThatJsonHasNotAreRefusedWhenWriting() {
    Hit hit =
        new Hit("q", 2, "i", "cam", TIME, Double.NaN, null, false, "m", null, null, null, null);

    assertThrows(IllegalArgumentException.class, () -> Topic.HITS.encode(hit, Encoding.JSON));
    assertThrows(IllegalArgumentException.class, () -> Topic.HITS.encode(hit, Encoding.AVRO));
  }

  @Test
  void aMissingRequiredComponentIsRefusedWhenWriting() {
    Status status = new Status(StatusKind.SPACE, null, 1, StatusState.ACTIVE, null);

    for (Encoding encoding : Encoding.values()) {
      assertThrows(IllegalArgumentException.class, () -> Topic.STATUS.encode(status, encoding));
    }
  }

  @Test
  void otherTreesAreWrittenInTheirOwnOrder() throws Exception {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("z", List.of(1, 2L, 0.5, 0.1f, true));
    tree.put("a", new RawAnswer("x", 1));
    tree.put("n", null);

    String text = Json.text(tree);

    assertEquals(
        "{\"z\":[1,2,0.5,0.1,true],\"a\":{\"label\":\"x\",\"probability\":1.0},\"n\":null}", text);
    assertEquals(List.of("z", "a", "n"), List.copyOf(Json.object(text.getBytes(UTF_8)).keySet()));
  }
}
