package io.idealstream.wire.codec;

import io.idealstream.wire.Act;
import io.idealstream.wire.Calibration;
import io.idealstream.wire.Caption;
import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.ConceptRole;
import io.idealstream.wire.Contribution;
import io.idealstream.wire.Control;
import io.idealstream.wire.Distinct;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftChange;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.DriftVersions;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.Hit;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Label;
import io.idealstream.wire.Quality;
import io.idealstream.wire.Query;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.Source;
import io.idealstream.wire.SourceFit;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.Term;
import io.idealstream.wire.TextVector;
import io.idealstream.wire.TransactionMark;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.decision.Action;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.Evidence;
import io.idealstream.wire.decision.PolicyText;
import io.idealstream.wire.decision.PolicyVerdict;
import io.idealstream.wire.decision.StatedReason;
import io.idealstream.wire.decision.VerdictState;
import io.idealstream.wire.space.SpaceDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One duck on a pond, as each topic has it. Vectors have four numbers. */
final class ExampleRecords {

  /** A picture of one pixel. */
  static final byte[] PICTURE =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNg+M8AAAICAQB7CYF4"
                  + "AAAAAElFTkSuQmCC");

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String MODEL = "sha256:2b3a2e2c602c5c19";
  private static final String ID = "duck-17";
  private static final String FEED = "pond";
  private static final Map<String, String> AUTHOR = Map.of("author", "ann");
  private static final Path CONF = Path.of("conf");

  private ExampleRecords() {}

  static ImageItem image() {
    return new ImageItem(
        ID,
        FEED,
        NOON,
        PICTURE,
        null,
        null,
        "a duck in the grass",
        ordered("bird", List.of("waterbird"), "place", List.of("land")),
        null,
        AUTHOR);
  }

  /** The same image by its vector. */
  static ImageItem vector() {
    return new ImageItem(
        ID, FEED, NOON, null, new float[] {0.5f, -0.5f, 0.5f, 0.5f}, MODEL, null, null);
  }

  static Caption caption() {
    return new Caption(ID, FEED, NOON, "a duck in the grass", null);
  }

  static Query query() {
    return new Query(
        "ducks-on-land",
        "a photo of a duck",
        List.of(new Term(null, "birds/place/land", Source.PROMPTS, null, 1.5, null)),
        List.of(new Term("a photo of a goose", null, null, null, 0.5, null)),
        0.35,
        10,
        Duration.ofMinutes(1),
        List.of(FEED),
        Instant.parse("2026-12-31T00:00:00Z"),
        "30m",
        true,
        1,
        new Distinct(Duration.ofMinutes(10), 0.98));
  }

  static ConceptExample concept() {
    return new ConceptExample("my-duck", ConceptRole.EXAMPLE, PICTURE, null, null);
  }

  static TextVector text() {
    return new TextVector(
        "a photo of a duck", new float[] {0.5f, 0.5f, 0.5f, -0.5f}, "openai/clip-vit-base-patch32");
  }

  static SpaceDefinition space() {
    return SpaceFile.read(CONF.resolve("spaces/birds.yaml"));
  }

  static PolicyText policy() {
    return new PolicyText(
        "second-look", Yaml.read(CONF.resolve("policies/second-look.yaml")).fields());
  }

  static Control control() {
    return new Control(
        null,
        "birds",
        FEED,
        null,
        "shares",
        "place",
        "water",
        Act.MUTE,
        null,
        null,
        null,
        NOON.plus(Duration.ofDays(1)),
        "ann",
        "the pond was filled",
        NOON);
  }

  static Erasure erasure() {
    return new Erasure("request-5", FEED, ID, "ann", "the owner asked", NOON);
  }

  static Feedback feedback() {
    return new Feedback(
        ID,
        FEED,
        NOON.plusSeconds(600),
        ordered("bird", List.of("waterbird"), "place", List.of("land")),
        "reviewer",
        null,
        null);
  }

  static Label label() {
    FactorLabel bird =
        new FactorLabel(
            "waterbird",
            0.83,
            ordered("landbird", 0.17, "waterbird", 0.83),
            new RawAnswer("landbird", 0.61),
            true,
            0,
            null,
            null,
            0.66,
            null,
            "ideal-words",
            null);
    return new Label(
        ID,
        FEED,
        NOON,
        "birds",
        3,
        MODEL,
        128,
        Source.PROMPTS,
        Map.of("bird", bird),
        null,
        "a duck in the grass",
        AUTHOR);
  }

  static Hit hit() {
    return new Hit(
        "ducks-on-land",
        1,
        ID,
        FEED,
        NOON,
        0.41,
        1,
        false,
        MODEL,
        128L,
        1,
        null,
        List.of(
            new Contribution("text:a photo of a duck@1.0", 0.48),
            new Contribution("word(prompts):birds/place/land@1.5", 0.09),
            new Contribution("text:a photo of a goose@0.5", -0.16)));
  }

  static Decision decision() {
    Action review = new Action("review", "second-look", 0);
    PolicyVerdict fired =
        new PolicyVerdict(
            "second-look", 2, VerdictState.FIRED, false, review, null, null, List.of());
    return new Decision(
        ID,
        FEED,
        NOON,
        1,
        null,
        "a duck in the grass",
        AUTHOR,
        review,
        fired.policy(),
        List.of(fired),
        List.of(
            new StatedReason(
                fired.policy(), "SWAYED", "plain prompts say landbird, ideal words waterbird")),
        List.of(),
        new Evidence(List.of(label()), List.of(hit()), 0),
        true,
        null,
        null);
  }

  static Word word() {
    return new Word(
        "birds",
        3,
        Word.EVERY_FEED,
        Source.PROMPTS,
        "bird",
        "waterbird",
        128,
        new double[] {0.12, -0.08, 0.05, 0.21},
        0,
        null,
        MODEL,
        false,
        null,
        null);
  }

  static WordsHead head() {
    SourceFit fit = new SourceFit(new double[] {0.4, 0.3, 0.5, 0.2}, 3, true, 0.93, null);
    return new WordsHead("birds", 3, 128, MODEL, null, Map.of("prompts", fit), null, "idealstream");
  }

  static Quality quality() {
    return new Quality(
        "birds",
        3,
        "bird",
        NOON,
        320.0,
        new GroupAccuracy(0.29, 0.65, 0.36, "waterbird/land"),
        new GroupAccuracy(0.56, 0.75, 0.19, "waterbird/land"),
        0.02,
        new Calibration(0.52, 0.35, 0.04),
        null,
        null,
        null,
        NOON.plusSeconds(5));
  }

  static Drift drift() {
    return new Drift(
        "birds",
        FEED,
        "place",
        "water",
        "shares",
        DriftState.STARTED,
        NOON.minusSeconds(240),
        NOON,
        new DriftChange(50, 90, "points of share", 2.5),
        420,
        400,
        "feed pond: the share of place/water rose from 50 % to 90 %",
        List.of(ID),
        new DriftVersions(3, 1, MODEL),
        NOON.plusSeconds(5));
  }

  static DriftScore driftScore() {
    return new DriftScore(
        "birds",
        FEED,
        NOON.minusSeconds(60),
        NOON,
        120,
        0,
        0,
        Map.of("place", ordered("land", 0.1, "water", 0.9)),
        null,
        1.05,
        Map.of("shares", 1.05),
        1);
  }

  static Status status() {
    return new Status(StatusKind.SPACE, "birds", 3, StatusState.ACTIVE, null);
  }

  static TransactionMark mark() {
    return new TransactionMark(
        "idealstream-labels-0-41", "5f1c0d8e2b7a4c3f9e6d1a0b8c7d6e5f", "labels", 0, 41, 390);
  }

  private static <V> Map<String, V> ordered(String first, V one, String second, V other) {
    Map<String, V> map = new LinkedHashMap<>();
    map.put(first, one);
    map.put(second, other);
    return map;
  }
}
