package io.idealstream.stream.type;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Query;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Length and canonical JSON: a query that an older build kept is read by the contract's rules, in
 * which a field that came later is absent.
 */
public final class QuerySerializer extends TypeSerializerSingleton<Query> {
  private static final long serialVersionUID = 1L;

  static final QuerySerializer INSTANCE = new QuerySerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Query createInstance() {
    return null;
  }

  @Override
  public Query copy(Query from) {
    return from;
  }

  @Override
  public Query copy(Query from, Query reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Query query, DataOutputView target) throws IOException {
    write(Topic.QUERIES.encode(query, Encoding.JSON), target);
  }

  @Override
  public Query deserialize(DataInputView source) throws IOException {
    try {
      return Topic.QUERIES.decode(read(source), Encoding.JSON);
    } catch (Unreadable damaged) {
      throw new IOException("a query in state cannot be read: " + damaged.getMessage(), damaged);
    }
  }

  @Override
  public Query deserialize(Query reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    write(read(source), target);
  }

  @Override
  public TypeSerializerSnapshot<Query> snapshotConfiguration() {
    return new Snapshot();
  }

  private static byte[] read(DataInputView source) throws IOException {
    byte[] json = new byte[source.readInt()];
    source.readFully(json);
    return json;
  }

  private static void write(byte[] json, DataOutputView target) throws IOException {
    target.writeInt(json.length);
    target.write(json);
  }

  /** Written into savepoints by its class name. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Query> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
