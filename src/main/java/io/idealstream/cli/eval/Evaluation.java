package io.idealstream.cli.eval;

import io.idealstream.decision.FactorAnswer;
import io.idealstream.decision.Method;
import io.idealstream.decision.Methods;
import io.idealstream.decision.eval.Bootstrap;
import io.idealstream.decision.eval.Decomposition;
import io.idealstream.decision.eval.SideEffects;
import io.idealstream.math.Progress;
import io.idealstream.wire.config.Found;
import io.idealstream.wire.dataset.LabelledPicture;
import io.idealstream.wire.dataset.LabelledPictures;
import io.idealstream.wire.dataset.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All questions to a data set: which pictures they need, their answers one picture at a time, and
 * the tables in the end. Mutable.
 */
public final class Evaluation {

  /** The methods of the published table of combinations. */
  private static final List<String> COMPOSING = List.of("pairs", "real-words", "ideal-words");

  private final LabelledPictures data;
  private final Choice choice;
  private final Optional<SpaceQuestions> questions;
  private final ConceptQuestions concepts;

  /**
   * What is to be measured.
   *
   * @param methods empty for all
   * @param split of the pictures that are answered; null for all pictures
   * @param support pictures that a personal concept is learned from
   * @param seeds draws of these
   * @param seed of these, and of intervals
   */
  public record Choice(List<Method> methods, Split split, int support, int seeds, long seed) {

    List<Method> all() {
      return methods.isEmpty() ? Methods.all() : methods;
    }

    List<Method> composing() {
      return methods.isEmpty() ? COMPOSING.stream().map(Methods::named).toList() : methods;
    }
  }

  /** Hears of every answer. */
  @FunctionalInterface
  public interface Answers {
    /**
     * @param group values of all factors, as tables name them; null where one is not known
     * @param values of the factor
     * @param truth index of the true one
     * @param answers one per method
     */
    void take(
        LabelledPicture picture,
        String group,
        String factor,
        List<String> values,
        int truth,
        List<String> methods,
        List<FactorAnswer> answers);

    /** These, and then others. */
    default Answers and(Answers others) {
      return (picture, group, factor, values, truth, methods, answers) -> {
        take(picture, group, factor, values, truth, methods, answers);
        others.take(picture, group, factor, values, truth, methods, answers);
      };
    }
  }

  /**
   * @param space empty where only personal concepts are asked for
   */
  public Evaluation(LabelledPictures data, Optional<PromptedSpace> space, Choice choice) {
    this.data = data;
    this.choice = choice;
    concepts = new ConceptQuestions(choice.split);
    questions =
        space.map(
            prompted ->
                new SpaceQuestions(
                    prompted,
                    () ->
                        data.pictures().stream()
                            .filter(this::isTested)
                            .filter(picture -> isOf(prompted, picture))
                            .map(LabelledPicture::values)
                            .iterator(),
                    choice.all(),
                    choice.composing()));
  }

  private boolean isTested(LabelledPicture picture) {
    return choice.split == null || picture.split() == choice.split;
  }

  /** Pictures of personal concepts stand beside those of the space, and need none of its values. */
  private static boolean isOf(PromptedSpace prompted, LabelledPicture picture) {
    return !ConceptQuestions.shownBy(picture)
        || prompted.definition().factors().keySet().stream()
            .anyMatch(picture.values()::containsKey);
  }

  private boolean isAsked(LabelledPicture picture) {
    return isTested(picture) && questions.isPresent() && questions.get().concerns(picture.values());
  }

  /** What of the data set falls out because names do not match, in sentences. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (choice.split != null && data.pictures().stream().noneMatch(this::isTested)) {
      problems.add(
          "no picture is of split %s; there are %s".formatted(choice.split.code(), splits()));
      return problems;
    }
    if (questions.isEmpty() && pictures().isEmpty()) {
      SortedSet<String> names = new TreeSet<>();
      data.pictures().forEach(picture -> names.addAll(picture.values().keySet()));
      problems.add(
          "there is no space that says what to ask of pictures; name one by --space"
              + (names.isEmpty() ? "" : "; they have values of " + Found.brief(names)));
    }
    questions.ifPresent(asked -> problems.addAll(asked.problems()));
    problems.addAll(concepts.problems(data.pictures()));
    return problems;
  }

  /** Such as "test (40), none (2)". */
  private String splits() {
    Map<String, Long> counts = new TreeMap<>();
    for (LabelledPicture picture : data.pictures()) {
      counts.merge(picture.split() == null ? "none" : picture.split().code(), 1L, Long::sum);
    }
    return counts.isEmpty()
        ? "none at all"
        : counts.entrySet().stream()
            .map(split -> "%s (%d)".formatted(split.getKey(), split.getValue()))
            .collect(Collectors.joining(", "));
  }

  /** Whether the space and the split ask anything of pictures; there are tables without. */
  public boolean asksPictures() {
    return questions.map(SpaceQuestions::asksPictures).orElse(!concepts.areLearnedFrom());
  }

  /** The pictures that some table needs, in the order of the data set. */
  public List<LabelledPicture> pictures() {
    return data.pictures().stream()
        .filter(picture -> isAsked(picture) || concepts.concern(picture))
        .toList();
  }

  /**
   * Answers a picture.
   *
   * @param picture one of {@link #pictures}
   * @param vector unit vector
   * @param answers hears of the answers to it
   */
  public void answer(LabelledPicture picture, float[] vector, Answers answers) {
    if (isAsked(picture)) {
      questions.get().answer(picture, vector, answers);
    }
    if (concepts.concern(picture)) {
      concepts.take(picture, vector);
    }
  }

  /**
   * The tables over the pictures so far.
   *
   * @param texts embeds captions to unit vectors
   * @param progress hears of the comparisons between prompts
   */
  public Tables tables(Function<List<String>, List<float[]>> texts, Progress progress) {
    Bootstrap bootstrap = new Bootstrap(Bootstrap.DRAWS, choice.seed);
    List<Tables.Groups> groups =
        questions.map(asked -> asked.groups(bootstrap)).orElse(List.of()).stream()
            .filter(table -> table.pictures() > 0)
            .toList();
    Optional<Tables.Composition> composition =
        questions.flatMap(asked -> asked.composition(bootstrap));
    Optional<Tables.Retrieval> retrieval =
        concepts.retrieval(choice.support, choice.seeds, choice.seed, texts, bootstrap);
    Optional<Decomposition> decomposition =
        questions
            .map(SpaceQuestions::prompted)
            .map(
                prompted ->
                    Decomposition.of(
                        prompted.cells(), prompted.words(), prompted.realWords(), progress));
    return new Tables(
        groups,
        composition,
        retrieval,
        decomposition,
        questions.map(SpaceQuestions::words).orElse(List.of()),
        questions.map(SpaceQuestions::prompted).flatMap(Prism::of),
        questions.flatMap(SpaceQuestions::emptyGroups),
        leftOut(groups, composition, retrieval));
  }

  private List<String> leftOut(
      List<Tables.Groups> groups,
      Optional<Tables.Composition> composition,
      Optional<Tables.Retrieval> retrieval) {
    List<String> sentences = new ArrayList<>();
    if (questions.isEmpty()) {
      sentences.add("groups, combinations, sums of words: there is no space; name one by --space");
    } else {
      List<String> prompts = questions.get().groupsLeftOut();
      sentences.addAll(prompts);
      if (groups.isEmpty() && prompts.isEmpty()) {
        sentences.add(
            "groups: need a space with a label factor of kind one, alone or with a spurious factor,"
                + " and pictures with values of the label factor");
      }
      questions.get().sideEffectsLeftOut().ifPresent(sentences::add);
      if (!groups.isEmpty() && groups.stream().allMatch(table -> table.sideEffects().isEmpty())) {
        sentences.add(
            "side effects: need method plain, and pictures with values of a factor that no method is"
                + " asked to clear, two of them in %d pictures each"
                    .formatted(SideEffects.LEAST_ITEMS));
      }
      sentences.addAll(questions.get().compositionLeftOut());
      if (composition.isEmpty() && questions.get().compositionLeftOut().isEmpty()) {
        sentences.add(
            "combinations: need a space with two or more label factors of kind one, and pictures"
                + " with values of all of them");
      }
    }
    if (concepts.areLearnedFrom()) {
      sentences.add(
          "personal concepts: pictures of split train are those to learn from; ask for another split"
              + " to be found");
    } else if (retrieval.isEmpty()) {
      sentences.add(
          "personal concepts: need pictures with values concept and class, those of split train to"
              + " learn from, others with captions");
    }
    return sentences;
  }
}
