package io.idealstream.cli.eval;

import io.idealstream.decision.Method;
import io.idealstream.decision.SpaceVectors;
import io.idealstream.decision.eval.Bootstrap;
import io.idealstream.decision.eval.GroupTable;
import io.idealstream.math.Anchor;
import io.idealstream.math.Cell;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.IdealWords;
import io.idealstream.math.LeastSquares;
import io.idealstream.math.Moments;
import io.idealstream.math.Uncertainty;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.dataset.LabelledPicture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What a space asks of labelled pictures. Mutable; what it takes grows with the space alone. */
final class SpaceQuestions {

  private static final int UNKNOWN = PictureValues.UNKNOWN;
  private static final int NAMED = 8;

  private final PromptedSpace prompted;
  private final FactorSpace space;
  private final PictureValues values;
  private final OtherFactors others;
  private final List<Integer> asked;
  private final Map<Cell, Integer> groups = new TreeMap<>();

  /** Groups with a picture that was answered. */
  private final SortedSet<Cell> answered = new TreeSet<>();

  private final List<Integer> grouped = new ArrayList<>();
  private final List<FactorQuestion> factors = new ArrayList<>();
  private final List<String> groupsLeftOut = new ArrayList<>();
  private final List<String> compositionLeftOut = new ArrayList<>();
  private final Optional<CompositionQuestion> composition;
  private final Moments moments;

  /**
   * @param pictures values of those that will be answered: their groups
   * @param compositionMethods those of the table of combinations
   */
  SpaceQuestions(
      PromptedSpace prompted,
      Iterable<Map<String, String>> pictures,
      List<Method> methods,
      List<Method> compositionMethods) {
    this.prompted = prompted;
    space = prompted.space();
    values = new PictureValues(space);
    asked = prompted.asked();
    others = new OtherFactors(space, prompted.labels());
    moments = new Moments(space, Anchor.origin(prompted.cells().dimension()));
    List<String> names = noteGroups(pictures);
    SpaceVectors vectors = prompted.vectors();
    if (prompted.hasSpurious() || asked.size() == 1) {
      asked.forEach(
          factor ->
              add(
                  factor,
                  new FactorQuestion(
                      prompted, vectors, factor, methods, names, others.beside(factor))));
    }
    composition = composition(vectors, compositionMethods);
  }

  private void add(int factor, FactorQuestion question) {
    if (question.methods().isEmpty()) {
      groupsLeftOut.add(
          "groups of %s: %s".formatted(space.factor(factor).name(), missing(question.missing())));
    } else {
      grouped.add(factor);
      factors.add(question);
    }
  }

  private Optional<CompositionQuestion> composition(SpaceVectors vectors, List<Method> methods) {
    if (asked.size() < 2) {
      return Optional.empty();
    }
    CompositionQuestion question = new CompositionQuestion(prompted, vectors, asked, methods);
    if (!question.isAnswered()) {
      compositionLeftOut.add(
          "combinations: " + missing(methods.stream().map(Method::name).toList()));
      return Optional.empty();
    }
    return Optional.of(question);
  }

  private String missing(List<String> methods) {
    List<String> bare =
        IntStream.range(0, space.factors())
            .filter(factor -> !prompted.plain().containsKey(factor))
            .mapToObj(factor -> space.factor(factor).name())
            .toList();
    return "the space's prompts do not suffice for "
        + String.join(", ", methods)
        + (bare.isEmpty() ? "" : "; plain prompts of " + String.join(", ", bare) + " are missing");
  }

  /** Why factors that could be asked in groups are not, in sentences. */
  List<String> groupsLeftOut() {
    return List.copyOf(groupsLeftOut);
  }

  /** Why combinations that could be asked for are not, in a sentence; empty if they are. */
  List<String> compositionLeftOut() {
    return List.copyOf(compositionLeftOut);
  }

  /** Why columns of the pictures' list are no factors; empty where nobody asks in groups. */
  Optional<String> sideEffectsLeftOut() {
    return factors.isEmpty() ? Optional.empty() : others.leftOut();
  }

  /** Whether anything is asked of pictures. */
  boolean asksPictures() {
    return !factors.isEmpty() || composition.isPresent();
  }

  /** Numbers the cells that occur, in their order, and gives their names. */
  private List<String> noteGroups(Iterable<Map<String, String>> pictures) {
    SortedSet<Cell> seen = new TreeSet<>();
    for (Map<String, String> of : pictures) {
      int[] indices = values.note(of);
      others.note(of);
      if (isWhole(indices)) {
        seen.add(Cell.of(indices));
      }
    }
    List<String> names = new ArrayList<>();
    for (Cell cell : seen) {
      groups.put(cell, groups.size());
      names.add(name(cell));
    }
    return names;
  }

  private String name(Cell cell) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < space.factors(); i++) {
      parts.add(space.factor(i).values().get(cell.value(i)));
    }
    return String.join("/", parts);
  }

  /** What of the pictures' values does not match the space, in sentences. */
  List<String> problems() {
    return values.problems();
  }

  /** What tables by groups say nothing of, in a sentence; empty where every group is there. */
  Optional<String> emptyGroups() {
    long empty = space.cells() - answered.size();
    if (factors.isEmpty() || answered.isEmpty() || empty == 0) {
      return Optional.empty();
    }
    List<String> named =
        LongStream.range(0, Math.min(space.cells(), answered.size() + (long) NAMED))
            .mapToObj(space::cellAt)
            .filter(cell -> !answered.contains(cell))
            .limit(NAMED)
            .map(this::name)
            .toList();
    return Optional.of(
        "%d of %s without a picture: %s%s; the worst group is the worst of the others"
            .formatted(
                empty,
                Count.of(space.cells(), "group"),
                String.join(", ", named),
                empty > named.size() ? ", ..." : ""));
  }

  private static boolean isWhole(int[] indices) {
    return Arrays.stream(indices).noneMatch(index -> index == UNKNOWN);
  }

  /** Whether a picture with these values counts in some table. */
  boolean concerns(Map<String, String> of) {
    int[] indices = values.indices(of);
    boolean any = grouped.stream().anyMatch(factor -> indices[factor] != UNKNOWN);
    boolean all = asked.stream().allMatch(factor -> indices[factor] != UNKNOWN);
    return any || all && composition.isPresent();
  }

  void answer(LabelledPicture picture, float[] vector, Evaluation.Answers answers) {
    int[] indices = values.indices(picture.values());
    boolean whole = isWhole(indices);
    int group = whole ? groups.get(Cell.of(indices)) : GroupTable.UNKNOWN;
    String groupName = whole ? name(Cell.of(indices)) : null;
    for (int f = 0; f < factors.size(); f++) {
      int factor = grouped.get(f);
      int truth = indices[factor];
      if (truth != UNKNOWN) {
        FactorQuestion question = factors.get(f);
        answers.take(
            picture,
            groupName,
            space.factor(factor).name(),
            space.factor(factor).values(),
            truth,
            question.methods(),
            question.answer(
                vector, group, truth, others.values(factor, indices, picture.values())));
      }
    }
    int[] truth = asked.stream().mapToInt(factor -> indices[factor]).toArray();
    if (isWhole(truth)) {
      composition.ifPresent(question -> question.answer(vector, truth));
    }
    if (whole) {
      answered.add(Cell.of(indices));
      moments.add(Cell.of(indices), vector, 1);
    }
  }

  List<Tables.Groups> groups(Bootstrap bootstrap) {
    return factors.stream().map(question -> question.groups(bootstrap)).toList();
  }

  Optional<Tables.Composition> composition(Bootstrap bootstrap) {
    return composition.flatMap(question -> question.composition(bootstrap));
  }

  /** Least squares over the pictures whose whole cell is known. */
  List<Tables.MeasuredWord> words() {
    List<Tables.MeasuredWord> words = new ArrayList<>();
    if (moments.total().isEmpty()) {
      return words;
    }
    LeastSquares fit = LeastSquares.fit(moments);
    Uncertainty uncertainty = fit.uncertainty();
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        boolean known = fit.words().hasWord(i, v);
        words.add(
            new Tables.MeasuredWord(
                space.factor(i).name(),
                space.factor(i).values().get(v),
                Math.round(moments.row(space.row(i, v)).weight()),
                known ? length(fit.words().word(i, v)) : Double.NaN,
                uncertainty.standardError(i, v).orElse(Double.NaN),
                valueClass(fit.words(), i, v)));
      }
    }
    return words;
  }

  private static OptionalInt valueClass(IdealWords words, int factor, int value) {
    OptionalInt known = words.classOf(factor, value);
    return known.isPresent() && words.classes(factor) > 1
        ? OptionalInt.of(known.getAsInt() + 1)
        : OptionalInt.empty();
  }

  PromptedSpace prompted() {
    return prompted;
  }

  private static double length(double[] vector) {
    return Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
  }
}
