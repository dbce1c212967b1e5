package io.idealstream.stream.space;

import static io.idealstream.estimate.BirdSpaces.BIRDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.BirdSpaces;
import io.idealstream.estimate.HeldSpace;
import io.idealstream.estimate.Inference;
import io.idealstream.estimate.KnownSpace;
import io.idealstream.estimate.Observation;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import io.idealstream.wire.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class InferenceTest {

  private static final String UNGATED = BIRDS.replaceAll("gate:.*", "");
  private static final String INFERRED = UNGATED + "estimate: {inferred: true}\n";

  private static final List<String> BIRD = List.of("duck", "owl");
  private static final List<String> PLACE = List.of("lake", "wood", "town");

  private final Random random = new Random(1);

  private float[] unitVector() {
    float[] vector = new float[FakeTexts.DIMENSION];
    double squares = 0;
    for (int j = 0; j < vector.length; j++) {
      vector[j] = (float) random.nextGaussian();
      squares += vector[j] * vector[j];
    }
    for (int j = 0; j < vector.length; j++) {
      vector[j] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  private static Embedded item(
      Modality modality, float[] vector, String caption, Map<String, List<String>> values) {
    return new Embedded(
        modality, "i", "door", Instant.EPOCH, "sha256:one", vector, caption, values);
  }

  private static Embedded image(float[] vector, Map<String, List<String>> values) {
    return item(Modality.IMAGE, vector, null, values);
  }

  private static Vote vote(Embedded item, String yaml) {
    PreparedSpace prepared = BirdSpaces.prepared(yaml, 1);
    KnownSpace known = KnownSpace.of(HeldSpace.of(prepared));
    return Vote.of(item, known, Inference.of(prepared, known));
  }

  /** The name whose word, added to the centre, fits best; words of a factor from a row on. */
  private static String best(float[] x, double[] rows, int from, List<String> names, boolean unit) {
    String best = null;
    double highest = Double.NEGATIVE_INFINITY;
    for (int v = 0; v < names.size(); v++) {
      double product = 0;
      double squares = 0;
      for (int j = 0; j < x.length; j++) {
        double sum = rows[j] + rows[(from + v) * x.length + j];
        product += x[j] * sum;
        squares += sum * sum;
      }
      double score = unit ? product / Math.sqrt(squares) : product;
      if (score > highest) {
        highest = score;
        best = names.get(v);
      }
    }
    return best;
  }

  @Test
  void whatAnImageLeavesOpenIsInferredByThePromptsWordsAndWhatItNamesStays() {
    for (String yaml : List.of(INFERRED, INFERRED + "normalize-classes: true\n")) {
      double[] rows = BirdSpaces.prepared(yaml, 1).prompts().rows();
      boolean unit = yaml.contains("normalize");
      Set<String> seen = new TreeSet<>();
      for (int n = 0; n < 40; n++) {
        float[] x = unitVector();
        String bird = best(x, rows, 1, BIRD, unit);
        String place = best(x, rows, 3, PLACE, unit);
        Observation silent = vote(image(x, null), yaml).observation().orElseThrow();
        assertEquals(Map.of("bird", bird, "place", place), silent.values());
        assertEquals(Source.INFERRED, silent.source());
        String other = BIRD.get(1 - BIRD.indexOf(bird));
        Vote half = vote(image(x, Map.of("bird", List.of(other))), yaml);
        assertEquals(
            Map.of("bird", other, "place", place), half.observation().orElseThrow().values());
        assertEquals(List.of("missing-factor"), half.reasons());
        seen.add(bird + place);
      }
      assertEquals(6, seen.size());
    }
  }

  @Test
  void anImageThatNamesAWholeCellVotesAsEver() {
    Map<String, List<String>> whole = Map.of("bird", List.of("duck"), "place", List.of("lake"));
    Vote vote = vote(image(unitVector(), whole), INFERRED);
    assertEquals(Source.IMAGES, vote.observation().orElseThrow().source());
  }

  @Test
  void nothingIsInferredWhereNobodyAsksNorForCaptionsNorAgainstWhatIsSaid() {
    float[] x = unitVector();
    assertEquals(Optional.empty(), vote(image(x, null), UNGATED).observation());
    Embedded caption = item(Modality.CAPTION, x, "a duck", null);
    assertEquals(Optional.empty(), vote(caption, INFERRED).observation());
    Embedded unknown = image(x, Map.of("bird", List.of("gull")));
    assertEquals(Optional.empty(), vote(unknown, INFERRED).observation());
    Embedded both = image(x, Map.of("bird", List.of("duck", "owl")));
    assertEquals(Optional.empty(), vote(both, INFERRED).observation());
  }

  @Test
  void anImageOutsideTheSpaceDoesNotVote() {
    String gated = BIRDS + "estimate: {inferred: true}\n";
    PreparedSpace prepared = BirdSpaces.prepared(gated, 1);
    float[] outside = new float[FakeTexts.DIMENSION];
    float[] inside = new float[FakeTexts.DIMENSION];
    double length = 0;
    for (int j = 0; j < FakeTexts.DIMENSION; j++) {
      length += prepared.prompts().rows()[j] * prepared.prompts().rows()[j];
    }
    for (int j = 0; j < FakeTexts.DIMENSION; j++) {
      outside[j] = (float) prepared.gate()[j];
      inside[j] = (float) (prepared.prompts().rows()[j] / Math.sqrt(length));
    }
    assertEquals(Optional.empty(), vote(image(outside, null), gated).observation());
    assertTrue(vote(image(inside, null), gated).observation().isPresent());
  }

  @Test
  void aFactorOfManyValuesAtOnceIsNotInferred() {
    String many = INFERRED.replace("role: spurious", "role: spurious\n    kind: many");
    assertEquals(Optional.empty(), vote(image(unitVector(), null), many).observation());
    Embedded named = image(unitVector(), Map.of("place", List.of("lake")));
    assertTrue(vote(named, many).observation().isPresent());
  }
}
