package io.idealstream.stream.type;

import io.idealstream.wire.Caption;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** A caption, field by field. */
public final class CaptionType extends TypeInfoFactory<Caption> {
  @Override
  public TypeInformation<Caption> createTypeInfo(
      Type type, Map<String, TypeInformation<?>> parameters) {
    return Types.POJO(
        Caption.class,
        Map.of(
            "id", Types.STRING,
            "feed", Types.STRING,
            "time", Types.INSTANT,
            "text", Types.STRING,
            "values", ValuesType.INFO,
            "embedding", PrimitiveArrayTypeInfo.FLOAT_PRIMITIVE_ARRAY_TYPE_INFO,
            "model", Types.STRING));
  }
}
