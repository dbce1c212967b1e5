package io.idealstream.stream.match;

import io.idealstream.decision.StandingQuery;
import io.idealstream.decision.Tumbling;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.TermInForce;
import io.idealstream.wire.Distinct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What matching keeps of a query, as state: the one place where a checkpoint holds its vector.
 *
 * @param vector [dimension]; null unless the query is matched
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ShardState(ShardQuery query, float[] vector) {

  private static final int LAYOUT = 1;
  private static final int ABSENT = 0;
  private static final int PRESENT = 1;

  static ShardState without(ShardQuery.State state, long version) {
    return new ShardState(ShardQuery.without(state, version), null);
  }

  static ShardState of(QueryInForce change) {
    return new ShardState(ShardQuery.of(change), change.vector());
  }

  byte[] toBytes() {
    FlatWriter out =
        new FlatWriter(LAYOUT)
            .number(query.version())
            .text(query.state().name())
            .text(query.model())
            .floats(vector);
    write(out, query.standing());
    out.number(query.k()).number(query.window() == null ? 0 : query.window().length());
    out.number(query.priority() == null ? ABSENT : PRESENT).number(query.rankAmongQueries());
    out.number(query.words()).number(query.concepts().size());
    query.concepts().forEach((concept, version) -> out.text(concept).number(version));
    out.number(query.terms().size());
    for (TermInForce term : query.terms()) {
      out.text(term.name()).real(term.scale()).floats(term.vector());
    }
    write(out, query.distinct());
    return out.toBytes();
  }

  private static void write(FlatWriter out, StandingQuery standing) {
    out.text(standing == null ? null : standing.id());
    if (standing != null) {
      out.real(standing.threshold()).number(standing.feeds().size());
      standing.feeds().forEach(out::text);
      out.time(standing.expires());
    }
  }

  private static void optional(FlatWriter out, Double number) {
    out.number(number == null ? ABSENT : PRESENT).real(number == null ? 0 : number);
  }

  private static void write(FlatWriter out, Distinct distinct) {
    out.number(distinct == null ? ABSENT : PRESENT);
    if (distinct != null) {
      out.number(distinct.within().getSeconds()).number(distinct.within().getNano());
      optional(out, distinct.similarity());
    }
  }

  static ShardState of(byte[] bytes) {
    FlatReader in = new FlatReader("query of a shard", LAYOUT, bytes);
    long version = in.number();
    ShardQuery.State state = ShardQuery.State.valueOf(in.text());
    String model = in.text();
    float[] vector = in.floats();
    StandingQuery standing = standing(in);
    int k = (int) in.number();
    long window = in.number();
    boolean hasPriority = in.number() == PRESENT;
    int priority = (int) in.number();
    long words = in.number();
    ShardQuery query =
        new ShardQuery(
            version,
            state,
            model,
            standing,
            k,
            window == 0 ? null : new Tumbling(window),
            hasPriority ? priority : null,
            words,
            concepts(in),
            terms(in),
            distinct(in));
    return new ShardState(query, vector);
  }

  private static StandingQuery standing(FlatReader in) {
    String id = in.text();
    if (id == null) {
      return null;
    }
    double threshold = in.real();
    Set<String> feeds = new HashSet<>();
    for (long left = in.number(); left > 0; left--) {
      feeds.add(in.text());
    }
    return new StandingQuery(id, threshold, feeds, in.time());
  }

  private static Double optional(FlatReader in) {
    boolean present = in.number() == PRESENT;
    double number = in.real();
    return present ? number : null;
  }

  private static Map<String, Long> concepts(FlatReader in) {
    Map<String, Long> concepts = new LinkedHashMap<>();
    for (long left = in.number(); left > 0; left--) {
      concepts.put(in.text(), in.number());
    }
    return concepts;
  }

  private static List<TermInForce> terms(FlatReader in) {
    List<TermInForce> terms = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      terms.add(new TermInForce(in.text(), in.real(), in.floats()));
    }
    return terms;
  }

  private static Distinct distinct(FlatReader in) {
    return in.number() == ABSENT
        ? null
        : new Distinct(Duration.ofSeconds(in.number(), in.number()), optional(in));
  }
}
