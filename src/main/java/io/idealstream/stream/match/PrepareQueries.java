package io.idealstream.stream.match;

import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.stream.Attempt;
import io.idealstream.stream.QueryArrival;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.keyed.KeyedOperator;
import io.idealstream.stream.keyed.RemovedNames;
import io.idealstream.wire.Query;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
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
 * <p>Texts are embedded once: state keeps their vectors where they are needed again. After a
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

  private static final ValueStateDescriptor<byte[]> STANDING =
      new ValueStateDescriptor<>("standing", BytePrimitiveArraySerializer.INSTANCE);

  private final TextEmbedding.Opening opening;
  private final long versionFloor;

  private transient TextEmbedding embedding;
  private transient EmbedTerms terms;
  private transient ValueState<byte[]> state;
  private transient RemovedNames removed;
  private transient KnownNames known;
  private transient Watchers watchers;
  private transient Set<String> outOfDate;
  private transient Set<String> touched;
  private transient boolean timerSet;

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
    embedding = opening.open();
    terms = new EmbedTerms(embedding);
    state = getRuntimeContext().getState(STANDING);
    removed = new RemovedNames(this, versionFloor, this::forget);
    known = new KnownNames(getOperatorStateBackend());
    watchers = new Watchers();
    outOfDate = new LinkedHashSet<>();
    touched = new LinkedHashSet<>();
    forEveryKey(STANDING, this::restored);
    workSoon();
  }

  /** A snapshot may have been taken before all that hang on a change had followed it. */
  private void restored() throws Exception {
    QueryStanding standing = standing();
    boolean follows = watchers.watch(key(), standing);
    if (standing.isOutOfDate(embedding.fingerprint())) {
      outOfDate.add(key());
    } else if (follows) {
      touched.add(key());
    }
  }

  @Override
  public void processElement1(StreamRecord<QueryArrival> element) throws Exception {
    QueryArrival arrival = element.getValue();
    QueryStanding before = standing();
    if (arrival.rejected() != null) {
      reject(before, 0, arrival.rejected());
    } else if (arrival.query() == null) {
      remove(before);
    } else {
      want(before, arrival.query());
    }
  }

  @Override
  public void processElement2(StreamRecord<NamedVectors> element) throws Exception {
    for (String name : known.put(element.getValue())) {
      touched.addAll(watchers.of(name));
    }
    work();
  }

  private void remove(QueryStanding before) throws Exception {
    if (before.version() > 0) {
      write(before.removed());
    }
    emit(QueryInForce.gone(key(), before.version()));
    if (before.waiting() != null) {
      say(before.waiting().version(), StatusState.DISABLED, "removed before it was in force");
    }
  }

  private void want(QueryStanding before, Query query) throws Exception {
    byte[] json = QueryState.json(query);
    String model = embedding.fingerprint();
    PreparedQuery newest = before.newest();
    boolean same = newest != null && newest.says(json);
    if (same && newest.model().equals(model) && !newest.isSuspended()) {
      return;
    }
    if (before.waiting() != null && before.isInForce() && before.inForce().says(json)) {
      write(before.settled());
      say(before.inForce().version(), StatusState.ACTIVE, null);
      return;
    }
    bring(before, query, same ? newest.version() : removed.versionAfter(before.version()), 0);
  }

  /**
   * Embeds a query and puts it in force, or lets it wait; whether it is not rejected.
   *
   * @param held version that matching holds and must let go where the query does not come into
   *     force; 0 for none
   */
  private boolean bring(QueryStanding before, Query query, long version, long held)
      throws Exception {
    EmbedTerms.Embedded embedded;
    ComposedQuery composed;
    try {
      embedded = terms.embed(query, version);
      composed = compose(embedded);
    } catch (EmbedTerms.Unusable why) {
      return reject(before, held, why.getMessage());
    } catch (RuntimeException | StackOverflowError unforeseen) { // its own fault: it stops no other
      return reject(before, held, "it cannot be made a vector: " + Attempt.sentence(unforeseen));
    }
    if (composed.isWhole()) {
      putInForce(before.with(embedded.query().using(composed.used())), composed);
    } else if (embedded.terms().follow()) {
      await(before, embedded.query(), held, composed);
    } else {
      return reject(before, held, ComposedQuery.CANCELLED);
    }
    return true;
  }

  private ComposedQuery compose(EmbedTerms.Embedded query) throws Exception {
    return ComposedQuery.of(query.terms(), query.texts(), known, embedding.fingerprint());
  }

  private void putInForce(QueryStanding after, ComposedQuery composed) throws Exception {
    write(after);
    Query query = after.inForce().parsed();
    boolean explains = Boolean.TRUE.equals(query.explain());
    emit(
        new QueryInForce(
            key(),
            after.inForce().version(),
            query,
            embedding.fingerprint(),
            composed.vector(),
            composed.words(),
            composed.concepts(),
            explains ? composed.terms() : List.of()));
  }

  private void await(
      QueryStanding before, PreparedQuery prepared, long held, ComposedQuery composed)
      throws Exception {
    String awaited = composed.missingText();
    if (!before.awaits(prepared.version(), awaited)) {
      write(before.awaiting(prepared, awaited));
      say(prepared.version(), StatusState.DISABLED, awaited + rest(before));
      letGo(before, held);
    }
  }

  private static String rest(QueryStanding now) {
    return now.isInForce() ? "; version %d stays in force".formatted(now.inForce().version()) : "";
  }

  /** Says that a query is not used; gives false. */
  private boolean reject(QueryStanding now, long held, String why) {
    say(0, StatusState.REJECTED, why + rest(now));
    letGo(now, held);
    return false;
  }

  /** Where nothing is in force, matching hears that nothing will come: images may wait for it. */
  private void letGo(QueryStanding now, long held) {
    if (held > 0 || !now.isInForce()) {
      emit(QueryInForce.notYet(key()));
    }
  }

  private void workSoon() {
    if (!timerSet && !(outOfDate.isEmpty() && touched.isEmpty())) {
      timerSet = true;
      setTimer();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task if the timer's work fails
  private void setTimer() {
    getProcessingTimeService()
        .registerTimer(
            now() + 1,
            time -> {
              timerSet = false;
              work();
            });
  }

  private void work() throws Exception {
    for (int i = 0; i < EMBEDDED_AT_ONCE && !outOfDate.isEmpty(); i++) {
      setCurrentKey(take(outOfDate));
      renew(standing());
    }
    for (int i = 0; i < ADDED_UP_AT_ONCE && !touched.isEmpty(); i++) {
      setCurrentKey(take(touched));
      follow(standing());
    }
    workSoon();
  }

  private static String take(Set<String> ids) {
    Iterator<String> first = ids.iterator();
    String id = first.next();
    first.remove();
    return id;
  }

  /**
   * What another model embedded is embedded again, under its version. What this one cannot embed is
   * kept for one that can: nobody sends it again.
   */
  private void renew(QueryStanding before) throws Exception {
    if (!before.isOutOfDate(embedding.fingerprint())) {
      return;
    }
    PreparedQuery held = before.inForce();
    write(before.removed());
    String model = embedding.fingerprint();
    if (held != null && !bring(standing(), held.parsed(), held.version(), held.version())) {
      write(standing().suspended(held.suspendedBy(model)));
    }
    PreparedQuery waiting = before.waiting();
    if (waiting != null && !bring(standing(), waiting.parsed(), waiting.version(), 0)) {
      write(standing().suspendedWaiting(waiting.suspendedBy(model)));
    }
  }

  /** What a query names has changed, or may have. */
  private void follow(QueryStanding before) throws Exception {
    if (before.isOutOfDate(embedding.fingerprint())) {
      return; // about to be renewed
    }
    if (before.isWaiting()) {
      ComposedQuery composed = compose(terms.kept(before.waiting()));
      if (composed.isWhole()) {
        putInForce(before.with(before.waiting().using(composed.used())), composed);
        return;
      }
      await(before, before.waiting(), 0, composed);
    }
    if (before.isInForce() && before.inForce().follows()) {
      followInForce(standing());
    }
  }

  private void followInForce(QueryStanding before) throws Exception {
    PreparedQuery held = before.inForce();
    ComposedQuery composed = compose(terms.kept(held));
    if (composed.lost()) {
      await(before.removed(), before.newest(), held.version(), composed);
    } else if (composed.isWhole() && !composed.used().equals(held.used())) {
      putInForce(before.following(held.using(composed.used())), composed);
    }
  }

  @Override
  public void finish() throws Exception {
    while (!(outOfDate.isEmpty() && touched.isEmpty())) {
      work();
    }
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (embedding != null) {
      embedding.close();
    }
    super.close();
  }

  private QueryStanding standing() throws Exception {
    return QueryStanding.of(state.value());
  }

  private void write(QueryStanding standing) throws Exception {
    state.update(standing.toBytes());
    watchers.watch(key(), standing);
    if (standing.newest() == null) {
      removed.add();
    } else {
      removed.remove();
    }
  }

  private long forget() throws Exception {
    long version = standing().version();
    state.clear();
    return version;
  }

  private void say(long version, StatusState state, String detail) {
    emit(STATUS, new Status(StatusKind.QUERY, key(), version, state, detail));
  }
}
