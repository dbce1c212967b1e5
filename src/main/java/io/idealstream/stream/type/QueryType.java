package io.idealstream.stream.type;

import io.idealstream.wire.Query;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** A query, whole, as {@link QuerySerializer} writes it. */
public final class QueryType extends TypeInfoFactory<Query> {
  @Override
  public TypeInformation<Query> createTypeInfo(
      Type type, Map<String, TypeInformation<?>> parameters) {
    return new Info();
  }

  private static final class Info extends BasicTypeInfo<Query> {
    private static final long serialVersionUID = 1L;

    Info() {
      super(Query.class, new Class<?>[0], QuerySerializer.INSTANCE, null);
    }
  }
}
