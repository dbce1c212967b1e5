package io.idealstream.cli.eval;

import io.idealstream.decision.eval.Bootstrap;
import io.idealstream.decision.eval.RetrievalTable;
import io.idealstream.decision.eval.RetrievalTable.Concept;
import io.idealstream.decision.eval.RetrievalTable.Question;
import io.idealstream.wire.config.UnmatchedNames;
import io.idealstream.wire.dataset.LabelledPicture;
import io.idealstream.wire.dataset.Split;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Personal concepts: pictures of split {@code train} to learn them from, those of the asked split
 * to be found by their captions. Mutable; it holds all their vectors.
 */
final class ConceptQuestions {

  private static final String CONCEPT = "concept";
  private static final String CLASS = "class";

  private record Captioned(String concept, String caption, int picture) {}

  private final Split asked;
  private final Map<String, Concept> concepts = new LinkedHashMap<>();
  private final List<float[]> gallery = new ArrayList<>();
  private final List<Captioned> captioned = new ArrayList<>();

  /**
   * @param asked the split of the pictures to be found; null for all but those of split {@code
   *     train}
   */
  ConceptQuestions(Split asked) {
    this.asked = asked;
  }

  /** Whether a picture shows a personal concept. */
  static boolean shownBy(LabelledPicture picture) {
    return picture.values().containsKey(CONCEPT) && picture.values().containsKey(CLASS);
  }

  /** Whether a picture is to be learned from, or to be found. */
  boolean concern(LabelledPicture picture) {
    return shownBy(picture) && !areLearnedFrom() && (isToLearn(picture) || isToFind(picture));
  }

  /** Whether the asked pictures are those to learn from, so that none is there to be found. */
  boolean areLearnedFrom() {
    return asked == Split.TRAIN;
  }

  private static boolean isToLearn(LabelledPicture picture) {
    return picture.split() == Split.TRAIN;
  }

  private boolean isToFind(LabelledPicture picture) {
    return asked == null || picture.split() == asked;
  }

  /**
   * @param picture one that these questions {@link #concern}
   * @param vector unit vector
   */
  void take(LabelledPicture picture, float[] vector) {
    String concept = picture.values().get(CONCEPT);
    if (isToLearn(picture)) {
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

  /** Captions that are not asked for, because no picture teaches their concept, in sentences. */
  List<String> problems(List<LabelledPicture> pictures) {
    List<LabelledPicture> concerned = pictures.stream().filter(this::concern).toList();
    Set<String> taught =
        concerned.stream()
            .filter(ConceptQuestions::isToLearn)
            .map(picture -> picture.values().get(CONCEPT))
            .collect(Collectors.toCollection(TreeSet::new));
    UnmatchedNames untaught = new UnmatchedNames("caption", "captions", "concept to learn", taught);
    concerned.stream()
        .filter(picture -> !isToLearn(picture) && picture.caption() != null)
        .map(picture -> picture.values().get(CONCEPT))
        .filter(concept -> !taught.contains(concept))
        .forEach(untaught::count);
    return untaught.sentences();
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
