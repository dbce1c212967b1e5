package io.idealstream.stream.type;

import io.idealstream.wire.ImageItem;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** An image, field by field. */
public final class ImageType extends TypeInfoFactory<ImageItem> {
  @Override
  public TypeInformation<ImageItem> createTypeInfo(
      Type type, Map<String, TypeInformation<?>> parameters) {
    return Types.POJO(
        ImageItem.class,
        Map.of(
            "id", Types.STRING,
            "feed", Types.STRING,
            "time", Types.INSTANT,
            "image", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            "embedding", PrimitiveArrayTypeInfo.FLOAT_PRIMITIVE_ARRAY_TYPE_INFO,
            "model", Types.STRING,
            "caption", Types.STRING,
            "values", ValuesType.INFO,
            "captionEmbedding", PrimitiveArrayTypeInfo.FLOAT_PRIMITIVE_ARRAY_TYPE_INFO,
            "attributes", Types.MAP(Types.STRING, Types.STRING)));
  }
}
