package io.idealstream.stream.match;

import io.idealstream.decision.QueryVector;
import io.idealstream.stream.Attempt;
import io.idealstream.stream.QueryArrival;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.TextEmbedding.Outcome;
import io.idealstream.wire.Query;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Embeds standing queries, keyed by the query's id.
 *
 * <p>A query that cannot be used is rejected; what was in force under its id stays. Queries
 * embedded by another model than the one at hand, after a restore, are embedded again, a few at a
 * time so that barriers pass in between; an operator and not a function, because only that can
 * visit its keys.
 */
public final class PrepareQueries extends AbstractStreamOperator<QueryInForce>
    implements OneInputStreamOperator<QueryArrival, QueryInForce> {

  /** Queries that cannot be used. */
  public static final OutputTag<Status> STATUS =
      new OutputTag<>("query-status", TypeInformation.of(Status.class));

  private static final long serialVersionUID = 1L;

  private static final int SLICE = 16;
  private static final int LONGEST_QUOTE = 100;

  private static final ValueStateDescriptor<byte[]> STANDING =
      new ValueStateDescriptor<>("standing", BytePrimitiveArraySerializer.INSTANCE);

  private final TextEmbedding.Opening opening;

  private transient TextEmbedding embedding;
  private transient ValueState<byte[]> state;
  private transient Deque<String> outOfDate;

  public PrepareQueries(TextEmbedding.Opening opening) {
    this.opening = opening;
  }

  @Override
  public void open() throws Exception {
    super.open();
    embedding = opening.open();
    state = getRuntimeContext().getState(STANDING);
    outOfDate = new ArrayDeque<>();
    for (String id : ids()) {
      setCurrentKey(id);
      if (standing().isOutOfDate(embedding.fingerprint())) {
        outOfDate.add(id);
      }
    }
    renewSoon();
  }

  private List<String> ids() {
    try (Stream<String> ids =
        this.<String>getKeyedStateBackend().getKeys(STANDING.getName(), VoidNamespace.INSTANCE)) {
      return ids.toList();
    }
  }

  @Override
  public void processElement(StreamRecord<QueryArrival> element) throws Exception {
    QueryArrival arrival = element.getValue();
    QueryStanding before = standing();
    if (arrival.rejected() != null) {
      reject(before, arrival.rejected());
    } else if (arrival.query() == null) {
      write(before.removed());
      emit(before.version(), null, null);
    } else {
      want(before, arrival.query());
    }
  }

  private void want(QueryStanding before, Query query) throws Exception {
    QueryStanding after = before.with(query, embedding.fingerprint());
    if (after.version() == before.version()) {
      return;
    }
    float[] vector;
    try {
      vector = vector(query);
    } catch (Unusable why) {
      reject(before, why.getMessage());
      return;
    }
    write(after);
    emit(after.version(), query, vector);
  }

  /** Whatever a query meets is its own fault: it must not stop the job. */
  private float[] vector(Query query) {
    try {
      return embedded(query);
    } catch (Unusable why) {
      throw why;
    } catch (RuntimeException | StackOverflowError unforeseen) {
      throw new Unusable("it cannot be made a vector: " + Attempt.sentence(unforeseen));
    }
  }

  private float[] embedded(Query query) {
    List<String> problems = QueryTerms.problems(query);
    if (!problems.isEmpty()) {
      throw new Unusable(String.join("; ", problems));
    }
    QueryTerms terms = QueryTerms.of(query);
    return QueryVector.of(embed(terms.texts()), terms.scales())
        .orElseThrow(() -> new Unusable("its terms cancel each other: nothing is left to find"));
  }

  private List<float[]> embed(List<String> texts) {
    List<Outcome> outcomes = embedding.embed(texts);
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Failure failure) {
        throw new Unusable(
            "the text \"%s\" cannot be embedded: %s"
                .formatted(quote(texts.get(i)), failure.detail()));
      }
      vectors.add(((Outcome.Vector) outcomes.get(i)).values());
    }
    return vectors;
  }

  private static String quote(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
  }

  /** Says that a query is not used; where none is, matching hears that none will come. */
  private void reject(QueryStanding now, String why) {
    String rest = now.isInForce() ? "; version %d stays in force".formatted(now.version()) : "";
    Status status = new Status(StatusKind.QUERY, id(), 0, StatusState.REJECTED, why + rest);
    output.collect(STATUS, new StreamRecord<>(status));
    if (!now.isInForce()) {
      emit(0, null, null);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task if the timer's work fails
  private void renewSoon() {
    if (!outOfDate.isEmpty()) {
      long now = getProcessingTimeService().getCurrentProcessingTime();
      getProcessingTimeService().registerTimer(now + 1, time -> renew());
    }
  }

  private void renew() throws Exception {
    for (int i = 0; i < SLICE && !outOfDate.isEmpty(); i++) {
      setCurrentKey(outOfDate.remove());
      QueryStanding before = standing();
      if (before.isOutOfDate(embedding.fingerprint())) {
        renew(before);
      }
    }
    renewSoon();
  }

  private void renew(QueryStanding before) throws Exception {
    Query query = QueryState.query(before.query());
    try {
      float[] vector = vector(query);
      write(before.with(query, embedding.fingerprint()));
      emit(before.version(), query, vector);
    } catch (Unusable why) {
      write(before.removed());
      emit(before.version(), null, null);
      reject(before.removed(), why.getMessage());
    }
  }

  @Override
  public void finish() throws Exception {
    while (!outOfDate.isEmpty()) {
      renew();
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
  }

  private void emit(long version, Query query, float[] vector) {
    String model = query == null ? null : embedding.fingerprint();
    output.collect(new StreamRecord<>(QueryInForce.ofTexts(id(), version, query, model, vector)));
  }

  private String id() {
    return (String) getCurrentKey();
  }

  /** Why a query cannot be used. */
  private static final class Unusable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Unusable(String why) {
      super(why, null, false, false);
    }
  }
}
