package io.idealstream.stream;

import io.idealstream.stream.type.QueryType;
import io.idealstream.wire.Query;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A standing query as matching holds it; it replaces what was held under its id.
 *
 * <p>Words and concepts behind a query change its vector, but not its version.
 *
 * @param version rises with every change that comes into force; without a query the version that
 *     was removed, {@link #UNKNOWN} where the query was removed and had none, or 0 where none will
 *     come for now
 * @param query null where the query is gone, or will not come for now
 * @param model fingerprint of the model that embedded the query; null with {@code query}
 * @param vector [dimension], of length 1; null with {@code query}
 * @param words version of the words behind the vector; 0 where it has none
 * @param concepts versions of the concepts behind the vector; empty where it has none
 * @param terms what the vector is the sum of, scaled to length 1; empty unless hits are to tell
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record QueryInForce(
    String id,
    long version,
    @TypeInfo(QueryType.class) Query query,
    String model,
    float[] vector,
    long words,
    Map<String, Long> concepts,
    List<TermInForce> terms) {

  /** Version of what was removed before it ever had one, or long after. */
  private static final long UNKNOWN = -1;

  /** A query of texts alone. */
  public static QueryInForce ofTexts(
      String id, long version, Query query, String model, float[] vector) {
    return new QueryInForce(id, version, query, model, vector, 0, Map.of(), List.of());
  }

  /** That a query will not come for now. */
  public static QueryInForce notYet(String id) {
    return ofTexts(id, 0, null, null, null);
  }

  /**
   * That a query was removed.
   *
   * @param version its last; 0 where nothing is known of it
   */
  public static QueryInForce gone(String id, long version) {
    return ofTexts(id, version == 0 ? UNKNOWN : version, null, null, null);
  }

  public boolean isRemoval() {
    return query == null && version != 0;
  }
}
