package io.idealstream.cli;

import io.idealstream.decision.quality.Temperature;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Label;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.FeedbackReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.config.Found;
import io.idealstream.wire.config.Spelling;
import io.idealstream.wire.config.UnmatchedNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Labels with the truth about them: the first feedback about each item counts, and of each space
 * the newest version that has any. Feedback must be known before the labels.
 */
final class JudgedLabels {

  /** Factors of a version in the order of their names. */
  private record Key(String space, long version) {}

  /**
   * Labels of one factor.
   *
   * @param values in the order of the probabilities
   */
  private record Judged(List<String> values, List<JudgedLabel> labels) {
    boolean given() {
      return labels.stream().anyMatch(JudgedLabel::given);
    }
  }

  private final String space;
  private final FeedbackReader reader = new FeedbackReader(ReadingLimits.DEFAULT);
  private final Map<String, Map<String, List<String>>> truths = new HashMap<>();
  private final Map<Key, Map<String, Judged>> judged = new HashMap<>();
  private final Map<String, Long> newest = new TreeMap<>();
  private final Map<String, UnmatchedNames> unmatched = new TreeMap<>();
  private final Set<String> spaces = new TreeSet<>();
  private final Set<String> labelled = new HashSet<>();
  private long labels;
  private long unreadable;

  /**
   * @param space null for every space
   */
  JudgedLabels(String space) {
    this.space = space;
  }

  /** Takes a message of topic feedback; one that cannot be read says nothing. */
  void feedback(TopicRecord message) {
    try {
      Feedback feedback = reader.read(message);
      truths.putIfAbsent(Keys.of(feedback), feedback.values());
    } catch (Unreadable refused) {
      unreadable++;
    }
  }

  /** Takes a message of topic labels. */
  void label(TopicRecord message) {
    try {
      label(Topic.LABELS.decode(message));
    } catch (Unreadable foreign) {
      throw new IllegalStateException(
          "topic labels: a record cannot be read: " + foreign.getMessage(), foreign);
    }
  }

  private void label(Label label) {
    labels++;
    spaces.add(label.space());
    String item = Keys.item(label.feed(), label.id());
    Map<String, List<String>> truth = truths.get(item);
    if (truth != null) {
      labelled.add(item);
    }
    if (truth == null || (space != null && !space.equals(label.space()))) {
      return;
    }
    label.factors().forEach((factor, answer) -> take(label, factor, answer, truth.get(factor)));
    noteFactors(label, truth.keySet());
  }

  /** Feedback may well be about factors of other spaces; not if one is nearly called as ours. */
  private void noteFactors(Label label, Set<String> said) {
    Set<String> known = label.factors().keySet();
    for (String factor : said) {
      boolean meant =
          Spelling.closest(factor, known).filter(close -> !said.contains(close)).isPresent();
      if (meant && !known.contains(factor)) {
        unmatched(label.space(), "factor", known).count(factor);
      }
    }
  }

  private UnmatchedNames unmatched(String of, String what, Collection<String> known) {
    return unmatched.computeIfAbsent(
        of + "/" + what,
        unseen ->
            new UnmatchedNames(
                "label of %s has feedback".formatted(of),
                "labels of %s have feedback".formatted(of),
                what,
                known));
  }

  private void take(Label label, String factor, FactorLabel answer, List<String> truth) {
    boolean one = answer.debiased() && answer.labels() == null;
    List<String> values = answer.probabilities().keySet().stream().sorted().toList();
    // a label of something outside of the space has no probabilities
    if (!one || values.isEmpty() || truth == null || truth.size() != 1) {
      return;
    }
    if (!values.contains(truth.get(0))) {
      unmatched(label.space(), factor, values).count(truth.get(0));
      return;
    }
    boolean given = answer.label() != null && answer.abstained() == null;
    double[] p = values.stream().mapToDouble(answer.probabilities()::get).toArray();
    judged
        .computeIfAbsent(new Key(label.space(), label.spaceVersion()), unseen -> new TreeMap<>())
        .computeIfAbsent(factor, unseen -> new Judged(values, new ArrayList<>()))
        .labels()
        .add(
            new JudgedLabel(
                label.time(),
                Keys.item(label.feed(), label.id()),
                given,
                new Temperature.Sample(p, values.indexOf(truth.get(0)))));
    if (given) {
      newest.merge(label.space(), label.spaceVersion(), Math::max);
    }
  }

  /**
   * One for every factor that there is feedback about, in the order of their names.
   *
   * @param coverage that sets are asked for
   * @param step of the adaptive sets
   */
  List<FactorCalibration> calibrations(double coverage, double step) {
    List<FactorCalibration> all = new ArrayList<>();
    for (Map.Entry<String, Long> version : newest.entrySet()) {
      Key key = new Key(version.getKey(), version.getValue());
      judged
          .get(key)
          .forEach(
              (factor, labels) -> {
                if (labels.given()) {
                  all.add(calibration(key, factor, labels, coverage, step));
                }
              });
    }
    return all;
  }

  private static FactorCalibration calibration(
      Key key, String factor, Judged judged, double coverage, double step) {
    return FactorCalibration.of(
        key.space(), key.version(), factor, judged.labels(), judged.values(), coverage, step);
  }

  /** Feedback that says nothing of any label, in sentences. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (space != null && !spaces.isEmpty() && !spaces.contains(space)) {
      problems.add(
          "there are no labels of space %s, there are some of %s%s"
              .formatted(space, Found.brief(spaces), Spelling.didYouMean(space, spaces)));
    }
    unmatched.values().forEach(names -> problems.addAll(names.sentences()));
    long unlabelled = truths.keySet().stream().filter(item -> !labelled.contains(item)).count();
    if (unlabelled > 0) {
      problems.add("feedback about %s found no label".formatted(Count.of(unlabelled, "item")));
    }
    return problems;
  }

  /** What there was to go by, in words. */
  String read() {
    String said =
        "%s and feedback about %s were read"
            .formatted(Count.of(labels, "label"), Count.of(truths.size(), "item"));
    return unreadable == 0
        ? said
        : said + ", and " + Count.of(unreadable, "message that is none", "messages that are none");
  }
}
