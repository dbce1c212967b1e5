package io.idealstream.wire.codec;

import io.idealstream.wire.Distinct;
import io.idealstream.wire.Query;
import io.idealstream.wire.QueryChange;
import io.idealstream.wire.Reason;
import io.idealstream.wire.Term;
import io.idealstream.wire.Topic;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.config.DurationText;
import java.util.List;
import java.util.stream.Stream;

/** Reads topic {@code queries}. */
public final class QueryReader {

  /** Space and factor hold no slash; the value may. */
  private static final String WORD = "[^/]+/[^/]+/.+";

  private static final String LOOK_BACK_ITEMS = "[1-9][0-9]{0,8}";

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

  private Query complete(Query query, TopicRecord record) throws Unreadable {
    rules.checkId(query.id());
    if (query.text() != null) {
      rules.checkText("text", query.text());
    }
    require(
        (query.text() != null && !query.text().isBlank()) || !terms(query).isEmpty(),
        "expected a text, or terms in plus or minus, found none");
    for (Term term : terms(query)) {
      check(term);
    }
    require(query.threshold() != null || query.k() != null, "expected a threshold or k");
    require(query.k() == null || query.k() >= 1, "field k: expected at least 1");
    require(
        query.window() == null || !query.window().isZero(),
        "field window: expected a time above 0");
    require(
        query.lookBack() == null || isLookBack(query.lookBack()),
        "field lookBack: expected a number of items or a time such as 30m");
    if (query.distinct() != null) {
      check(query.distinct());
    }
    return query;
  }

  private static void check(Distinct distinct) throws Unreadable {
    require(!distinct.within().isZero(), "field distinct.within: expected a time above 0");
    require(
        distinct.similarity() == null || (distinct.similarity() > 0 && distinct.similarity() <= 1),
        "field distinct.similarity: expected a cosine above 0, at most 1");
  }

  private void check(Term term) throws Unreadable {
    long named =
        Stream.of(term.text(), term.word(), term.concept())
            .filter(part -> part != null && !part.isBlank())
            .count();
    require(named == 1, "a term: expected exactly one of text, word and concept, found " + named);
    require(
        term.word() == null || term.word().matches(WORD),
        "a term's word: expected space/factor/value, found \"" + term.word() + "\"");
    if (term.text() != null) {
      rules.checkText("text", term.text());
    }
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

  private static void require(boolean held, String sentence) throws Unreadable {
    if (!held) {
      throw new Unreadable(Reason.BAD_QUERY, sentence);
    }
  }
}
