package io.idealstream.decision.eval;

import io.idealstream.decision.ConceptMeans;
import io.idealstream.decision.QueryVector;
import io.idealstream.math.Anchor;
import io.idealstream.math.DirichletSampler;
import io.idealstream.math.Interval;
import io.idealstream.math.SinglePrecision;
import io.idealstream.math.VectorSum;
import io.idealstream.math.WilsonInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * How high a picture of a personal concept ranks among all pictures, asked for by its caption with
 * the concept's coarse class in place of its name (Trager et al. 2023, table 3).
 *
 * <pre>
 *   MRR = mean over captions of 1 / rank of the caption's picture       by q.v
 *   rank = 1 + pictures ahead + half of those level with it
 * </pre>
 *
 * <p>A concept is learned from a few of its pictures, drawn anew for every seed; the mean of its
 * class is taken over all pictures to learn from.
 */
public final class RetrievalTable {

  /** Differences below this are rounding: copies of one picture are level. */
  private static final double LEVEL = 1e-9;

  private static final int MOST_DRAWS = 4_000;
  private static final int LEAST_DRAWS = 1_000;
  private static final int CAPTIONS_TIMES_DRAWS = 4_000_000;

  private final List<float[]> gallery;
  private final List<Question> questions;
  private final Map<String, Concept> concepts;
  private final Map<String, VectorSum> classes = new LinkedHashMap<>();

  /**
   * A caption.
   *
   * @param text unit vector of the caption, which names the class and not the concept
   * @param picture index of the picture in the gallery that the caption is of
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Question(String concept, float[] text, int picture) {}

  /**
   * A concept and the pictures it may be learned from.
   *
   * @param of its coarse class
   * @param pictures unit vectors, at least one
   */
  public record Concept(String of, List<float[]> pictures) {}

  /**
   * One way of asking.
   *
   * @param meanReciprocalRank mean over the seeds; the error is over captions
   * @param overText difference to the text alone, over the same captions
   * @param seedDeviation sample deviation over the seeds; NaN for a single one
   */
  public record Row(
      Asking asking, Estimate meanReciprocalRank, Difference overText, double seedDeviation) {}

  /**
   * @param gallery unit vectors of the pictures that are ranked
   * @param concepts those of the questions, and others of the same classes
   * @throws IllegalArgumentException if a question is of no concept or no picture of the gallery
   */
  public RetrievalTable(
      List<float[]> gallery, List<Question> questions, Map<String, Concept> concepts) {
    this.gallery = List.copyOf(gallery);
    this.questions = List.copyOf(questions);
    this.concepts = concepts;
    for (Question question : questions) {
      if (!concepts.containsKey(question.concept)
          || question.picture < 0
          || question.picture >= gallery.size()) {
        throw new IllegalArgumentException(
            "a caption of picture %d of concept '%s', expected one below %d and a concept"
                    .formatted(question.picture, question.concept, gallery.size())
                + " with pictures to learn from");
      }
    }
    concepts.values().forEach(concept -> addTo(sumOf(concept.of), concept.pictures));
  }

  private VectorSum sumOf(String name) {
    int dimension = gallery.get(0).length;
    return classes.computeIfAbsent(name, unseen -> new VectorSum(Anchor.origin(dimension)));
  }

  private static void addTo(VectorSum sum, List<float[]> pictures) {
    pictures.forEach(picture -> sum.add(picture, 1));
  }

  /**
   * One row per way of asking.
   *
   * @param support pictures to learn a concept from; all, where it has fewer
   * @param seeds number of draws of them, at least one
   */
  public List<Row> rows(int support, int seeds, long seed, Bootstrap bootstrap) {
    double[][][] reciprocal = new double[seeds][][];
    // one generator for all: those of neighbouring seeds shuffle much alike
    Random random = new Random(seed);
    for (int s = 0; s < seeds; s++) {
      Map<String, ConceptMeans> learned = learned(support, random);
      reciprocal[s] = new double[questions.size()][];
      for (int q = 0; q < questions.size(); q++) {
        reciprocal[s][q] = reciprocalRanks(questions.get(q), learned);
      }
    }
    List<Row> rows = new ArrayList<>();
    double[] text = overSeeds(Asking.TEXT, reciprocal);
    for (Asking asking : Asking.values()) {
      rows.add(row(asking, reciprocal, text, bootstrap));
    }
    return rows;
  }

  private Map<String, ConceptMeans> learned(int support, Random random) {
    Map<String, ConceptMeans> learned = new LinkedHashMap<>();
    concepts.forEach(
        (name, concept) -> {
          List<float[]> pictures = new ArrayList<>(concept.pictures);
          Collections.shuffle(pictures, random);
          VectorSum examples = new VectorSum(Anchor.origin(pictures.get(0).length));
          addTo(examples, pictures.subList(0, Math.min(support, pictures.size())));
          learned.put(name, new ConceptMeans(examples, classes.get(concept.of)));
        });
    return learned;
  }

  /** Of every caption, the mean over seeds. */
  private double[] overSeeds(Asking asking, double[][][] reciprocal) {
    double[] overSeeds = new double[questions.size()];
    for (double[][] of : reciprocal) {
      for (int q = 0; q < overSeeds.length; q++) {
        overSeeds[q] += of[q][asking.ordinal()] / reciprocal.length;
      }
    }
    return overSeeds;
  }

  private Row row(Asking asking, double[][][] reciprocal, double[] text, Bootstrap bootstrap) {
    double[] overSeeds = overSeeds(asking, reciprocal);
    Spread seeds = new Spread();
    for (double[][] of : reciprocal) {
      Spread captions = new Spread();
      for (double[] caption : of) {
        captions.add(caption[asking.ordinal()]);
      }
      seeds.add(captions.mean());
    }
    int[] counts = new int[overSeeds.length];
    Arrays.fill(counts, 1);
    Estimate mean = bootstrap.of(counts, drawn -> new double[] {mean(overSeeds, drawn)}).get(0);
    double sum = Arrays.stream(overSeeds).sum();
    Interval interval = WilsonInterval.of(sum, overSeeds.length, Estimate.CONFIDENCE);
    Difference over =
        asking == Asking.TEXT
            ? new Difference(0, new Interval(0, 0))
            : difference(overSeeds, text, bootstrap.seed());
    return new Row(asking, mean.within(interval), over, seeds.deviation());
  }

  /**
   * Of means over the same captions, by drawing weights of the captions (see {@link
   * DirichletSampler}), with half a caption of either extreme beforehand.
   */
  private static Difference difference(double[] one, double[] other, long seed) {
    int captions = one.length;
    double[] gains = new double[captions + 2];
    double[] items = new double[captions + 2];
    for (int q = 0; q < captions; q++) {
      gains[q] = one[q] - other[q];
      items[q] = 1;
    }
    gains[captions] = 1;
    gains[captions + 1] = -1;
    items[captions] = DirichletSampler.BEFOREHAND;
    items[captions + 1] = DirichletSampler.BEFOREHAND;
    DirichletSampler sampler = new DirichletSampler(items, new SplittableRandom(seed));
    double[] draws =
        new double[Math.max(LEAST_DRAWS, Math.min(MOST_DRAWS, CAPTIONS_TIMES_DRAWS / captions))];
    for (int draw = 0; draw < draws.length; draw++) {
      double[] shares = sampler.next();
      for (int q = 0; q < gains.length; q++) {
        draws[draw] += shares[q] * gains[q];
      }
    }
    double measured = Arrays.stream(gains, 0, captions).average().orElseThrow();
    return new Difference(
        measured, Interval.ofDraws(draws, Estimate.CONFIDENCE).including(measured));
  }

  private static double mean(double[] numbers, int[] counts) {
    double sum = 0;
    double all = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i] * numbers[i];
      all += counts[i];
    }
    return sum / all;
  }

  /** 1 / rank of the true picture, one per way of asking. */
  private double[] reciprocalRanks(Question question, Map<String, ConceptMeans> learned) {
    double[] ranks = new double[Asking.values().length];
    for (Asking asking : Asking.values()) {
      float[] query = query(asking, question, learned.get(question.concept));
      ranks[asking.ordinal()] = 1 / rank(query, question.picture);
    }
    return ranks;
  }

  /** The job's own query vector; its length does not alter the order of pictures. */
  private static float[] query(Asking asking, Question question, ConceptMeans concept) {
    Optional<double[]> term =
        switch (asking) {
          case TEXT -> Optional.empty();
          case AVERAGE_IMAGE -> concept.average();
          case IDEAL_WORDS -> concept.removed();
          case MEAN_KEPT -> concept.kept();
          case MEANS_NORMALIZED -> concept.normalized();
        };
    return term.map(vector -> sum(question.text, vector)).orElse(question.text);
  }

  /** The text alone where the terms cancel each other. */
  private static float[] sum(float[] text, double[] term) {
    List<float[]> terms = List.of(text, SinglePrecision.of(term));
    return QueryVector.of(terms, new double[] {1, 1}).orElse(text);
  }

  private double rank(float[] query, int picture) {
    double own = product(query, gallery.get(picture));
    double rank = 1;
    for (int i = 0; i < gallery.size(); i++) {
      double lead = product(query, gallery.get(i)) - own;
      if (i != picture) {
        rank += lead > LEVEL ? 1 : lead < -LEVEL ? 0 : 0.5;
      }
    }
    return rank;
  }

  private static double product(float[] left, float[] right) {
    double sum = 0;
    for (int j = 0; j < left.length; j++) {
      sum += (double) left[j] * right[j];
    }
    return sum;
  }
}
