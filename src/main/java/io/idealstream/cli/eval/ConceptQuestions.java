package io.idealstream.cli.eval;

import io.idealstream.decision.eval.Bootstrap;
import io.idealstream.decision.eval.RetrievalTable;
import io.idealstream.decision.eval.RetrievalTable.Concept;
import io.idealstream.decision.eval.RetrievalTable.Question;
import io.idealstream.wire.dataset.LabelledPicture;
import io.idealstream.wire.dataset.Split;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Personal concepts: pictures of split {@code train} to learn them from, all others to be found by
 * their captions. Mutable; it holds all their vectors.
 */
final class ConceptQuestions {

  private static final String CONCEPT = "concept";
  private static final String CLASS = "class";

  private record Captioned(String concept, String caption, int picture) {}

  private final Map<String, Concept> concepts = new LinkedHashMap<>();
  private final List<float[]> gallery = new ArrayList<>();
  private final List<Captioned> captioned = new ArrayList<>();

  /** Whether a picture shows a personal concept, so that it belongs here. */
  static boolean shownBy(LabelledPicture picture) {
    return picture.values().containsKey(CONCEPT) && picture.values().containsKey(CLASS);
  }

  void take(LabelledPicture picture, float[] vector) {
    String concept = picture.values().get(CONCEPT);
    if (picture.split() == Split.TRAIN) {
      String of = picture.values().get(CLASS);
      concepts
          .computeIfAbsent(concept, unseen -> new Concept(of, new ArrayList<>()))
          .pictures()
          .add(vector);
      return;
    }
    if (picture.caption() != null) {
      captioned.add(new Captioned(concept, picture.caption(), gallery.size()));
    }
    gallery.add(vector);
  }

  /**
   * The table; empty without a caption of a concept that can be learned.
   *
   * @param texts embeds captions to unit vectors
   */
  Optional<Tables.Retrieval> retrieval(
      int support,
      int seeds,
      long seed,
      Function<List<String>, List<float[]>> texts,
      Bootstrap bootstrap) {
    List<Captioned> asked =
        captioned.stream().filter(one -> concepts.containsKey(one.concept)).toList();
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    List<float[]> vectors = texts.apply(asked.stream().map(Captioned::caption).toList());
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      questions.add(new Question(asked.get(i).concept, vectors.get(i), asked.get(i).picture));
    }
    RetrievalTable table = new RetrievalTable(gallery, questions, concepts);
    int different = (int) asked.stream().map(Captioned::concept).distinct().count();
    return Optional.of(
        new Tables.Retrieval(
            different,
            asked.size(),
            gallery.size(),
            support,
            seeds,
            table.rows(support, seeds, seed, bootstrap)));
  }
}
