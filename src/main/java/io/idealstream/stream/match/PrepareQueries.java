package io.idealstream.stream.match;

import io.idealstream.control.Definition;
import io.idealstream.control.LifeCycle;
import io.idealstream.control.Maker;
import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.stream.Attempt;
import io.idealstream.stream.QueryArrival;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.TextArrival;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.TextsAwaited;
import io.idealstream.stream.keyed.Backlog;
import io.idealstream.stream.keyed.KeyedOperator;
import io.idealstream.stream.keyed.KnownTexts;
import io.idealstream.stream.keyed.LifeCycles;
import io.idealstream.stream.keyed.Patience;
import io.idealstream.stream.keyed.QuietTime;
import io.idealstream.wire.Query;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Makes standing queries vectors, keyed by the query's id; what they name comes broadcast.
 *
 * <p>A query that cannot be used is rejected; what was in force under its id stays. So it does
 * while a change waits for words or concepts that are not there yet. Once in force, a query follows
 * every change of what it names, under the same version. A word that is open for now changes
 * nothing; a query whose word or concept is gone is disabled, and waits for it to come back.
 *
 * <p>Texts are embedded once: state keeps their vectors where they are needed again. Where somebody
 * else gives other vectors of them later, the query is prepared anew as the next version. After a
 * restore under another model all are embedded again. Queries that change without being sent are
 * worked off a few at a time, so that barriers pass in between.
 */
public final class PrepareQueries extends KeyedOperator<QueryInForce>
    implements TwoInputStreamOperator<QueryArrival, NamedVectors, QueryInForce> {

  /** Queries that cannot be used, or not yet. */
  public static final OutputTag<Status> STATUS =
      new OutputTag<>("query-status", TypeInformation.of(Status.class));

  private static final long serialVersionUID = 1L;

  /** To embed a query takes milliseconds, to add up its terms microseconds. */
  private static final int EMBEDDED_AT_ONCE = 16;

  private static final int ADDED_UP_AT_ONCE = 1024;

  private final TextEmbedding.Opening opening;
  private final long versionFloor;

  private transient KnownTexts texts;
  private transient Patience patience;
  private transient NamesAwaited unnamed;
  private transient EmbedTerms terms;
  private transient Maker maker;
  private transient LifeCycles queries;
  private transient KnownNames known;
  private transient Watchers watchers;
  private transient Backlog outOfDate;
  private transient Backlog touched;
  private transient QuietTime changed;

  /** Versions begin with 1. */
  public PrepareQueries(TextEmbedding.Opening opening) {
    this(opening, 0);
  }

  /**
   * @param versionFloor versions begin above it, unless there is state
   */
  public PrepareQueries(TextEmbedding.Opening opening, long versionFloor) {
    this.opening = opening;
    this.versionFloor = versionFloor;
  }

  @Override
  public void open() throws Exception {
    super.open();
    texts = new KnownTexts(getOperatorStateBackend(), opening.open());
    patience = new Patience(this, Patience.OF_TOPICS, this::tell);
    terms = new EmbedTerms(texts);
    maker = Maker.of(texts.fingerprint());
    queries = new LifeCycles(this, StatusKind.QUERY, STATUS, versionFloor, () -> {});
    unnamed = new NamesAwaited(this, queries);
    known = new KnownNames(getOperatorStateBackend());
    watchers = new Watchers();
    outOfDate = new Backlog(this, EMBEDDED_AT_ONCE, () -> renew(queries.get()));
    touched = new Backlog(this, ADDED_UP_AT_ONCE, () -> follow(queries.get()));
    changed = new QuietTime(this, () -> follow(queries.get()));
    queries.forEach(this::restored);
    outOfDate.workSoon();
    touched.workSoon();
  }

  /** A snapshot may have been taken before all that hang on a change had followed it. */
  private void restored() throws Exception {
    LifeCycle now = queries.get();
    boolean follows = watchers.watch(key(), now);
    if (now.due(maker).isPresent()) {
      outOfDate.add();
    } else if (awaitsTexts(now.next())) {
      patience.add();
      touched.add();
    } else if (follows) {
      touched.add();
      unnamed.add();
    }
  }

  @Override
  public void processElement1(StreamRecord<QueryArrival> element) throws Exception {
    QueryArrival arrival = element.getValue();
    LifeCycle before = queries.get();
    if (arrival.rejected() != null) {
      reject(before, 0, arrival.rejected());
    } else if (arrival.query() == null) {
      remove(before);
    } else {
      ask(before, arrival.query());
    }
  }

  @Override
  public void processElement2(StreamRecord<NamedVectors> element) throws Exception {
    NamedVectors change = element.getValue();
    if (change.isText()) {
      takeText(new TextArrival(change.names().get(0), change.vectors()));
    } else {
      for (String name : known.put(change)) {
        touched.add(watchers.of(name));
      }
    }
    touched.work();
  }

  private void takeText(TextArrival change) throws Exception {
    Optional<String> text = texts.put(change);
    if (text.isEmpty()) {
      return;
    }
    for (String query : watchers.of(NamedVectors.text(text.get()))) {
      setCurrentKey(query);
      if (awaitsTexts(queries.get().next())) {
        touched.add();
      } else {
        changed.add(query);
      }
    }
  }

  private void remove(LifeCycle before) throws Exception {
    if (before.version() > 0) {
      put(before.removed());
    }
    emit(QueryInForce.gone(key(), before.version()));
    if (before.next() != null) {
      queries.say(before.next().version(), StatusState.DISABLED, "removed before it was in force");
    }
  }

  private void ask(LifeCycle before, Query query) throws Exception {
    String meaning = QueryState.meaning(query);
    Definition newest = before.newest();
    boolean same = newest != null && newest.says(meaning);
    if (same && !newest.isDue(maker) && !newest.suspended()) {
      return;
    }
    if (before.next() != null && before.isInForce() && before.inForce().says(meaning)) {
      put(before.takenBack());
      queries.say(before.inForce().version(), StatusState.ACTIVE, null);
      changed.add(key()); // its texts may have changed while the other waited
      return;
    }
    Definition asked = same ? newest : Definition.asked(queries.nextVersion(before), meaning, null);
    bring(before, asked, query, 0);
  }

  /**
   * Embeds a query and puts it in force, or lets it wait.
   *
   * @param held version that matching holds and must let go where the query does not come into
   *     force; 0 for none
   */
  private void bring(LifeCycle before, Definition asked, Query query, long held) throws Exception {
    EmbedTerms.Embedded embedded;
    ComposedQuery composed;
    try {
      embedded = terms.embed(query);
      composed = compose(embedded);
    } catch (TextsAwaited why) {
      await(before, asked, PreparedQuery.awaitingTexts(why.getMessage()), held);
      return;
    } catch (EmbedTerms.Unusable why) {
      reject(before, held, why.getMessage());
      return;
    } catch (RuntimeException | StackOverflowError unforeseen) { // its own fault: it stops no other
      reject(before, held, "it cannot be made a vector: " + Attempt.sentence(unforeseen));
      return;
    }
    if (composed.isWhole()) {
      putInForce(before, asked, embedded, composed);
    } else if (embedded.terms().follow()) {
      await(before, asked, embedded.kept(null, composed.missingText()), held);
    } else {
      reject(before, held, ComposedQuery.CANCELLED);
    }
  }

  private ComposedQuery compose(EmbedTerms.Embedded query) throws Exception {
    return ComposedQuery.of(query, known, maker.model());
  }

  private void putInForce(
      LifeCycle before, Definition asked, EmbedTerms.Embedded embedded, ComposedQuery composed)
      throws Exception {
    PreparedQuery kept = embedded.kept(composed.used(), null);
    put(before.prepared(asked.madeBy(maker, kept.toBytes())));
    Query query = embedded.query();
    boolean explains = Boolean.TRUE.equals(query.explain());
    emit(
        new QueryInForce(
            key(),
            asked.version(),
            query,
            maker.model(),
            composed.vector(),
            composed.words(),
            composed.concepts(),
            explains ? composed.terms() : List.of()));
  }

  private void await(LifeCycle before, Definition asked, PreparedQuery kept, long held)
      throws Exception {
    if (!awaits(before.next(), asked.version(), kept.awaited())) {
      LifeCycle after = put(before.awaiting(asked.madeBy(maker, kept.toBytes())));
      if (!awaitsTexts(after.next())) {
        queries.disable(after, asked.version(), kept.awaited());
        unnamed.add();
        letGo(after, held);
      } else {
        if (held > 0) {
          letGo(after, held);
        }
        patience.add();
      }
    }
  }

  /** Says that a query waits for texts, if it still does. */
  private void tell() throws Exception {
    LifeCycle now = queries.get();
    Definition waiting = now.next();
    if (awaitsTexts(waiting)) {
      queries.await(now, waiting.version(), PreparedQuery.of(waiting.made()).awaited());
      letGo(now, 0);
    }
  }

  private static boolean awaitsTexts(Definition waiting) {
    return waiting != null
        && !waiting.suspended()
        && waiting.made() != null
        && PreparedQuery.of(waiting.made()).awaitsTexts();
  }

  /** Whether that version waits already, and was said to wait for the same. */
  private static boolean awaits(Definition waiting, long version, String awaited) {
    return waiting != null
        && waiting.version() == version
        && !waiting.suspended()
        && awaited.equals(PreparedQuery.of(waiting.made()).awaited());
  }

  private void reject(LifeCycle now, long held, String why) throws Exception {
    queries.reject(now, why);
    letGo(now, held);
  }

  /** Where nothing is in force, matching hears that nothing will come: images may wait for it. */
  private void letGo(LifeCycle now, long held) {
    if (held > 0 || !now.isInForce()) {
      emit(QueryInForce.notYet(key()));
    }
  }

  /**
   * What another model embedded is embedded again, under its version. What this one cannot embed is
   * kept for one that can: nobody sends it again.
   */
  private void renew(LifeCycle before) throws Exception {
    if (before.due(maker).isEmpty()) {
      return;
    }
    put(before.suspendedBy(maker));
    Definition held = before.inForce();
    if (held != null) {
      bring(queries.get(), held, QueryState.query(held), held.version());
    }
    Definition waiting = before.next();
    if (waiting != null) {
      bring(queries.get(), waiting, QueryState.query(waiting), 0);
    }
  }

  /** What a query names has changed, or may have. */
  private void follow(LifeCycle before) throws Exception {
    if (before.due(maker).isPresent()) {
      return; // about to be renewed
    }
    Definition waiting = before.next();
    if (awaitsTexts(waiting)) {
      bring(before, waiting, QueryState.query(waiting), 0);
    } else if (waiting != null && !waiting.suspended()) {
      EmbedTerms.Embedded embedded = kept(waiting);
      ComposedQuery composed = compose(embedded);
      if (composed.isWhole()) {
        putInForce(before, waiting, embedded, composed);
        changed.add(key()); // its texts may have changed while it waited for others
        return;
      }
      await(before, waiting, embedded.kept(null, composed.missingText()), 0);
    }
    LifeCycle after = queries.get();
    if (after.isInForce()) {
      followInForce(after);
    }
  }

  private void followInForce(LifeCycle before) throws Exception {
    Definition held = before.inForce();
    PreparedQuery prepared = PreparedQuery.of(held.made());
    if (!prepared.follows()) {
      return;
    }
    Query query = QueryState.query(held);
    if (before.next() == null && terms.haveChanged(query, prepared)) {
      long next = queries.nextVersion(before);
      queries.await(before, next, "vectors of its texts have changed: it is prepared anew");
      bring(before, Definition.asked(next, held.meaning(), null), query, 0);
      return;
    }
    if (!QueryTerms.of(query).follow()) {
      return;
    }
    EmbedTerms.Embedded embedded = terms.kept(query, prepared);
    ComposedQuery composed = compose(embedded);
    if (composed.lost()) {
      Definition newest = before.newest();
      PreparedQuery kept =
          awaitsTexts(newest)
              ? PreparedQuery.of(newest.made())
              : kept(newest).kept(null, composed.missingText());
      await(before.removed(), newest, kept, held.version());
    } else if (composed.isWhole() && !composed.used().equals(prepared.used())) {
      putInForce(before, held, embedded, composed);
    }
  }

  private EmbedTerms.Embedded kept(Definition waiting) {
    return terms.kept(QueryState.query(waiting), PreparedQuery.of(waiting.made()));
  }

  private LifeCycle put(LifeCycle now) throws Exception {
    watchers.watch(key(), now);
    return queries.put(now);
  }

  @Override
  public void finish() throws Exception {
    outOfDate.finish();
    touched.finish();
    patience.end();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (texts != null) {
      texts.close();
    }
    super.close();
  }
}
