package io.idealstream.stream.type;

import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.ConceptRole;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** An example of a concept, field by field. */
public final class ExampleType extends TypeInfoFactory<ConceptExample> {
  @Override
  public TypeInformation<ConceptExample> createTypeInfo(
      Type type, Map<String, TypeInformation<?>> parameters) {
    return Types.POJO(
        ConceptExample.class,
        Map.of(
            "concept", Types.STRING,
            "role", Types.ENUM(ConceptRole.class),
            "image", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            "embedding", PrimitiveArrayTypeInfo.FLOAT_PRIMITIVE_ARRAY_TYPE_INFO,
            "model", Types.STRING));
  }
}
