package io.idealstream.wire.codec;

import io.idealstream.wire.Blank;
import io.idealstream.wire.Distinct;
import io.idealstream.wire.Query;
import io.idealstream.wire.QueryChange;
import io.idealstream.wire.Reason;
import io.idealstream.wire.Term;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.config.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads topic {@code queries}. */
public final class QueryReader {

  /** Space and factor hold no slash; the value may. */
  private static final String WORD = "[^/]+/[^/]+/.+";

  private static final String LOOK_BACK_ITEMS = "[1-9][0-9]{0,8}";

  /** A window's hits are held and ranked all at once. */
  private static final int MOST_RANKED = 10_000;

  private static final Duration LONGEST_WINDOW = Duration.ofDays(36_525);

  private final ItemRules rules;
  private final ItemReader<Query> reader =
      new ItemReader<>(Topic.QUERIES, Query.class, this::complete);

  public QueryReader(ReadingLimits limits) {
    rules = new ItemRules(limits);
  }

  /**
   * The query to keep, or the id of the one to remove.
   *
   * @throws Unreadable with the query's id as subject, as far as the value or the key names it
   */
  public QueryChange read(TopicRecord record) throws Unreadable {
    String key = Subject.of(record);
    if (record.value() == null) {
      return new QueryChange(Subject.removed(key), null);
    }
    try {
      Query query = reader.read(record);
      Subject.requireSame(key, query.id());
      return new QueryChange(query.id(), query);
    } catch (Unreadable why) {
      throw Subject.attach(key, why);
    }
  }

  /** Everything that is wrong with a query is said at once. */
  private Query complete(Query query, TopicRecord record) throws Unreadable {
    rules.checkId(query.id());
    if (query.text() != null) {
      rules.checkText("text", query.text());
    }
    for (Term term : terms(query)) {
      if (term.text() != null) {
        rules.checkText("text", term.text());
      }
    }
    List<String> problems = new ArrayList<>();
    addTerms(query, problems);
    addBounds(query, problems);
    require(
        query.lookBack() == null || isLookBack(query.lookBack()),
        "field lookBack: expected a number of items or a time such as 30m",
        problems);
    if (query.distinct() != null) {
      add(query.distinct(), problems);
    }
    if (!problems.isEmpty()) {
      throw new Unreadable(Reason.BAD_QUERY, String.join("; ", problems));
    }
    return query;
  }

  private static void addTerms(Query query, List<String> problems) {
    require(
        (query.text() != null && !Blank.is(query.text())) || !terms(query).isEmpty(),
        "expected a text, or terms in plus or minus, found none",
        problems);
    for (Term term : terms(query)) {
      add(term, problems);
    }
  }

  private static void add(Term term, List<String> problems) {
    long named =
        Stream.of(term.text(), term.word(), term.concept())
            .filter(part -> part != null && !Blank.is(part))
            .count();
    require(
        named == 1,
        "a term: expected exactly one of text, word and concept, found " + named,
        problems);
    require(
        term.word() == null || term.word().matches(WORD),
        "a term's word: expected space/factor/value, found \"" + term.word() + "\"",
        problems);
    require(
        term.source() == null || term.word() != null,
        "a term's source: expected a word with it, found none",
        problems);
    require(
        term.mean() == null || term.concept() != null,
        "a term's mean: expected a concept with it, found none",
        problems);
    require(
        term.scale() == null || (Double.isFinite(term.scale()) && term.scale() != 0),
        "a term's scale: expected a finite number other than 0, found " + term.scale(),
        problems);
  }

  private static void addBounds(Query query, List<String> problems) {
    require(query.threshold() != null || query.k() != null, "expected a threshold or k", problems);
    require(
        query.threshold() == null || Math.abs(query.threshold()) <= 1,
        "field threshold: expected a cosine, from -1 to 1, found " + query.threshold(),
        problems);
    require(
        query.k() == null || (query.k() >= 1 && query.k() <= MOST_RANKED),
        "field k: expected 1 to " + MOST_RANKED,
        problems);
    require(
        query.window() == null
            || (!query.window().isZero() && query.window().compareTo(LONGEST_WINDOW) <= 0),
        "field window: expected a time above 0, at most 100 years",
        problems);
    require(
        query.k() == null || query.window() != null,
        "field k: expected a window with it, found none",
        problems);
    require(
        query.window() == null || query.k() != null,
        "field window: expected a k with it, found none",
        problems);
  }

  private static void add(Distinct distinct, List<String> problems) {
    require(
        !distinct.within().isZero(), "field distinct.within: expected a time above 0", problems);
    require(
        distinct.similarity() == null || (distinct.similarity() > 0 && distinct.similarity() <= 1),
        "field distinct.similarity: expected a cosine above 0, at most 1",
        problems);
  }

  private static List<Term> terms(Query query) {
    return Stream.of(query.plus(), query.minus())
        .filter(terms -> terms != null)
        .flatMap(List::stream)
        .toList();
  }

  private static boolean isLookBack(String text) {
    return text.matches(LOOK_BACK_ITEMS) || DurationText.parse(text).isPresent();
  }

  private static void require(boolean held, String sentence, List<String> problems) {
    if (!held) {
      problems.add(sentence);
    }
  }
}
