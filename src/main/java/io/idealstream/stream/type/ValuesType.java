package io.idealstream.stream.type;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** Factor to the values named for it. */
public final class ValuesType extends TypeInfoFactory<Map<String, List<String>>> {
  static final TypeInformation<Map<String, List<String>>> INFO =
      Types.MAP(Types.STRING, Types.LIST(Types.STRING));

  @Override
  public TypeInformation<Map<String, List<String>>> createTypeInfo(
      Type type, Map<String, TypeInformation<?>> parameters) {
    return INFO;
  }
}
