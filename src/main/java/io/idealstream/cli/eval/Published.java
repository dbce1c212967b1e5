package io.idealstream.cli.eval;

import io.idealstream.decision.eval.Asking;
import io.idealstream.model.ModelDescription;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers of Trager et al., ICCV 2023, by OpenAI's CLIP ViT-L/14: tables 1, 2, 3, 6 and 7.
 * Orth-Proj is that of Chuang et al. 2023, as quoted there. Their Orth-Cali is not among them: it
 * was measured with other positive pairs of prompts.
 *
 * @param groups method to worst group, average and gap, in percent
 * @param compositions method to pair, attribute and object accuracy, in percent
 * @param retrieval way of asking to mean reciprocal rank and its deviation, times 100
 * @param scores ideal words, real words, average: mean and deviation, as mode {@code paper}
 */
record Published(
    Map<String, List<Double>> groups,
    Map<String, List<Double>> compositions,
    Map<Asking, List<Double>> retrieval,
    List<List<Double>> scores) {

  private static final int DIMENSION = 768;
  private static final int PIXELS = 224;
  private static final int CONTEXT = 77;

  private static final Map<String, Published> BY_DATA_SET =
      Map.of(
          "waterbirds",
              ofGroups(
                  Map.of(
                      "plain", List.of(45.3, 84.4, 39.1),
                      "orth-proj", List.of(61.4, 86.4, 25.0),
                      "ideal-words", List.of(64.6, 88.0, 23.3))),
          "celeba",
              ofGroups(
                  Map.of(
                      "plain", List.of(72.8, 87.6, 14.9),
                      "orth-proj", List.of(71.1, 87.0, 15.9),
                      "ideal-words", List.of(83.9, 85.5, 1.6))),
          "mit-states",
              ofCompositions(
                  Map.of(
                      "pairs", List.of(7.7, 16.2, 47.8),
                      "real-words", List.of(10.0, 19.3, 49.3),
                      "ideal-words", List.of(11.5, 21.4, 50.8)),
                  List.of(List.of(0.23, 0.05), List.of(0.43, 0.06), List.of(0.78, 0.13))),
          "ut-zappos",
              ofCompositions(
                  Map.of(
                      "pairs", List.of(12.4, 17.1, 55.7),
                      "real-words", List.of(8.4, 10.3, 51.0),
                      "ideal-words", List.of(10.8, 19.2, 55.3)),
                  List.of(List.of(0.16, 0.04), List.of(0.51, 0.05), List.of(0.58, 0.18))),
          "deepfashion2",
              new Published(
                  Map.of(),
                  Map.of(),
                  Map.of(
                      Asking.TEXT, List.of(17.6, 0.0),
                      Asking.AVERAGE_IMAGE, List.of(21.7, 2.4),
                      Asking.IDEAL_WORDS, List.of(37.0, 1.1),
                      Asking.MEAN_KEPT, List.of(22.1, 2.4),
                      Asking.MEANS_NORMALIZED, List.of(36.5, 1.4)),
                  List.of()));

  private static Published ofGroups(Map<String, List<Double>> groups) {
    return new Published(groups, Map.of(), Map.of(), List.of());
  }

  private static Published ofCompositions(
      Map<String, List<Double>> compositions, List<List<Double>> scores) {
    return new Published(Map.of(), compositions, Map.of(), scores);
  }

  /** The numbers of a data set, if the model has the shape of the one they were measured with. */
  static Optional<Published> of(String data, ModelDescription model) {
    boolean sameShape =
        model.dimension() == DIMENSION
            && model.imageHeight() == PIXELS
            && model.imageWidth() == PIXELS
            && model.contextLength() == CONTEXT;
    return sameShape ? Optional.ofNullable(BY_DATA_SET.get(data)) : Optional.empty();
  }
}
