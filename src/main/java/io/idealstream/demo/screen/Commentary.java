package io.idealstream.demo.screen;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.demo.count.Answers;
import io.idealstream.demo.count.BirdAnswers;
import io.idealstream.demo.feed.Sample;
import io.idealstream.demo.feed.StandingQuery;
import io.idealstream.demo.feed.Timeline;
import io.idealstream.demo.feed.Truth;
import io.idealstream.wire.Coded;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftChange;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Label;
import io.idealstream.wire.Quality;
import io.idealstream.wire.Source;
import io.idealstream.wire.SourceFit;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.StatedReason;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells what comes out of the job, line by line. Of labels and hits there are too many to read:
 * shown are the first few of every second, whatever they say.
 */
public final class Commentary {

  private static final int LABELS_PER_SECOND = 2;
  private static final int OUTSIDES_PER_SECOND = 1;
  private static final int SEVERAL_PER_SECOND = 1;
  private static final int HITS_PER_SECOND = 1;
  private static final int DECISIONS_PER_SECOND = 1;
  private static final int STATUSES_PER_SECOND = 2;
  private static final String PROMPTS = Source.PROMPTS.code();
  private static final int TITLE = 20;
  private static final int SHORTEST_TITLE = 6;
  private static final int ANSWER = 20;

  /** Of a line with two answers, all but the title. */
  private static final int REST = 66;

  private final Screen screen;
  private final Truth truth;
  private final Duration length;
  private final Timeline timeline;
  private final Map<String, StandingQuery> queries;
  private final Ration labels;
  private final Ration outsides;
  private final Ration several;
  private final Ration hits;
  private final Ration decisions;
  private final Ration statuses;
  private volatile long start;
  private volatile boolean begun;

  public Commentary(Screen screen, Truth truth, Duration length, Timeline timeline) {
    this.length = length;
    this.screen = screen;
    this.truth = truth;
    this.timeline = timeline;
    this.queries =
        StandingQuery.ALL.stream()
            .collect(Collectors.toMap(StandingQuery::id, Function.identity()));
    this.labels = new Ration(LABELS_PER_SECOND, timeline);
    this.outsides = new Ration(OUTSIDES_PER_SECOND, timeline);
    this.several = new Ration(SEVERAL_PER_SECOND, timeline);
    this.hits = new Ration(HITS_PER_SECOND, timeline);
    this.decisions = new Ration(DECISIONS_PER_SECOND, timeline);
    this.statuses = new Ration(STATUSES_PER_SECOND, timeline);
    this.start = timeline.nanos();
  }

  /** From now on times count from here. */
  public void begin() {
    start = timeline.nanos();
    begun = true;
    screen.print(Line.empty());
    screen.print(
        line("", Style.PLAIN, "picture")
            .column(7, "factor", Style.FAINT)
            .column(ANSWER, "plain prompts", Style.FAINT)
            .then("  ideal words", Style.FAINT));
  }

  /** Shows how far the demo is, not more often than an eye can follow. */
  public void progress(Answers answers, BirdAnswers birds) {
    if (begun && statuses.grants()) {
      screen.status(
          StatusLine.running(
              screen.width(),
              seconds(),
              length.toSeconds(),
              answers.labelledImages(),
              birds.raw(),
              birds.debiased()));
    }
  }

  /** Shows the first answer of a label whose truth is known, or that the picture is outside. */
  public void label(Label label) {
    Optional<Sample> sample = truth.of(Keys.item(label.feed(), label.id()));
    if (sample.isEmpty()) {
      return;
    }
    Optional<String> outside = outside(label);
    if (outside.isPresent()) {
      if (outsides.grants()) {
        screen.print(outside(sample.get(), outside.get()));
      }
      return;
    }
    for (var factor : label.factors().entrySet()) {
      String right = sample.get().values().get(factor.getKey());
      FactorLabel answer = factor.getValue();
      if (right != null && answer.labels() != null) {
        if (several.grants()) {
          screen.print(several(sample.get().title(), factor.getKey(), answer, right));
        }
        return;
      }
      if (right != null && answer.probabilities().containsKey(right)) {
        if (labels.grants()) {
          screen.print(answer(sample.get().title(), factor.getKey(), answer, right));
        }
        return;
      }
    }
  }

  /** Shows a hit and whether it is what its query meant. */
  public void hit(Hit hit) {
    StandingQuery query = queries.get(hit.query());
    Optional<Sample> sample = truth.of(Keys.item(hit.feed(), hit.id()));
    if (query != null && sample.isPresent() && hits.grants()) {
      Style mark = query.wants(sample.get()) ? Style.RIGHT : Style.WRONG;
      screen.print(
          line("hit", Style.HIT, sample.get().title())
              .column(7, "query", Style.FAINT)
              .column(ANSWER, mark(mark) + "cosine " + Figures.decimals(2, hit.score()), mark)
              .then("  \"" + query.text() + "\""));
    }
  }

  /** Shows what is to be done with a picture, and why; not those that are only sampled. */
  public void decision(Decision decision) {
    Optional<Sample> sample = truth.of(Keys.item(decision.feed(), decision.id()));
    if (sample.isPresent() && decision.action() != null && decisions.grants()) {
      screen.print(
          line("decide", Style.HIT, sample.get().title())
              .column(7, decision.action().name(), Style.BOLD)
              .then(why(decision)));
    }
  }

  private static String why(Decision decision) {
    return decision.reasons().stream()
        .map(StatedReason::text)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  /** Shows that a space has new words, and how well each source explains its cells. */
  public void words(WordsHead head) {
    String fits =
        head.sources().entrySet().stream()
            .sorted(Comparator.comparing(source -> !source.getKey().equals(PROMPTS)))
            .map(source -> source.getKey() + fit(source.getValue()))
            .collect(Collectors.joining(", "));
    screen.print(
        line("words", Style.WORDS, head.space() + ", version " + head.version())
            .column(7, "fit", Style.FAINT)
            .then(fits));
  }

  /** Shows what feedback tells of the answers about a factor. */
  public void quality(Quality quality) {
    screen.print(
        line("quality", Style.WORDS, Figures.decimals(0, quality.items()) + " with feedback")
            .column(7, quality.factor(), Style.FAINT)
            .column(ANSWER, "right " + Figures.percent(quality.raw().average()), Style.PLAIN)
            .then("→ ", Style.FAINT)
            .then(Figures.percent(quality.debiased().average()))
            .then(", worst group ", Style.FAINT)
            .then(Figures.percent(quality.raw().worst()))
            .then(" → ", Style.FAINT)
            .then(Figures.percent(quality.debiased().worst())));
  }

  /** Shows that a feed drifts, or drifts no more. */
  public void drift(Drift drift) {
    screen.print(
        line("drift", Style.WARNING, drift.space() + ", " + Word.calledFeed(drift.feed()))
            .column(9, Coded.code(drift.state().name()), Style.FAINT)
            .then(what(drift), Style.BOLD));
  }

  /** What drifts, and from where to where. */
  private static String what(Drift drift) {
    DriftChange change = drift.change();
    return change == null
        ? drift.name()
        : "%s, %s to %s %s"
            .formatted(
                drift.name(),
                Figures.decimals(1, change.from()),
                Figures.decimals(1, change.to()),
                change.unit());
  }

  /** Shows why a record was refused. */
  public void deadLetter(TopicRecord letter) {
    screen.print(
        line("refused", Style.WARNING, header(letter, DeadLetter.REASON))
            .column(7, "why", Style.FAINT)
            .then(header(letter, DeadLetter.DETAIL)));
  }

  /** The factor of a label that says only that the picture is not about its space. */
  private static Optional<String> outside(Label label) {
    return label.factors().entrySet().stream()
        .filter(factor -> "outside".equals(factor.getValue().abstained()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Line outside(Sample sample, String factor) {
    Style mark = sample.values().containsKey(factor) ? Style.WRONG : Style.RIGHT;
    return line("label", Style.BOLD, sample.title())
        .column(7, factor, Style.FAINT)
        .column(ANSWER, "", Style.FAINT)
        .then("→ ", Style.FAINT)
        .then(mark(mark) + "outside", mark);
  }

  private Line several(String title, String factor, FactorLabel answer, String right) {
    Style mark = answer.labels().contains(right) ? Style.RIGHT : Style.WRONG;
    String named = answer.labels().isEmpty() ? "none" : String.join(", ", answer.labels());
    return line("labels", Style.BOLD, title)
        .column(7, factor.equals("background") ? "places" : factor, Style.FAINT)
        .column(ANSWER, "", Style.FAINT)
        .then("→ ", Style.FAINT)
        .then(mark(mark) + named, mark);
  }

  private Line answer(String title, String factor, FactorLabel answer, String right) {
    Style raw = right.equals(answer.raw().label()) ? Style.RIGHT : Style.WRONG;
    Style debiased = right.equals(answer.label()) ? Style.RIGHT : Style.WRONG;
    Line line =
        line("label", Style.BOLD, title)
            .column(7, factor, Style.FAINT)
            .column(ANSWER, said(raw, answer.raw().label(), answer.raw().probability()), raw)
            .then("→ ", Style.FAINT);
    return answer.debiased()
        ? line.then(said(debiased, answer.label(), answer.probability()), debiased)
        : line.then("no words yet", Style.FAINT);
  }

  private static String said(Style mark, String label, Double probability) {
    return mark(mark) + (label == null ? "no answer" : label + " " + Figures.percent(probability));
  }

  private static String mark(Style style) {
    return style == Style.RIGHT ? "✓ " : "✗ ";
  }

  private static String fit(SourceFit fit) {
    return fit.r2() == null ? " rank " + fit.rank() : " r² " + Figures.decimals(2, fit.r2());
  }

  private Line line(String kind, Style style, String title) {
    return Line.empty()
        .then(clock(), Style.FAINT)
        .then(" ")
        .column(7, kind, style)
        .column(title(), title, Style.PLAIN)
        .then(" ");
  }

  /** Titles give way on a narrow screen, so that the answer of ideal words is not cut. */
  private int title() {
    return Math.min(TITLE, Math.max(SHORTEST_TITLE, screen.width() - REST));
  }

  /** Six columns; blank before the beginning. */
  private String clock() {
    return String.format(Locale.ROOT, "%5s ", begun ? Figures.clock(seconds()) : "");
  }

  /** Whole seconds since the beginning. */
  private long seconds() {
    return (timeline.nanos() - start) / 1_000_000_000;
  }

  private static String header(TopicRecord letter, String name) {
    byte[] value = letter.header(name);
    return value == null ? "" : new String(value, UTF_8);
  }
}
