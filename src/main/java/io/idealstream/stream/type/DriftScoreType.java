package io.idealstream.stream.type;

import io.idealstream.wire.DriftScore;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** How a feed was in an interval, field by field. */
public final class DriftScoreType extends TypeInfoFactory<DriftScore> {

  public static final TypeInformation<DriftScore> INFO =
      Types.POJO(
          DriftScore.class,
          Map.ofEntries(
              Map.entry("space", Types.STRING),
              Map.entry("feed", Types.STRING),
              Map.entry("from", Types.INSTANT),
              Map.entry("to", Types.INSTANT),
              Map.entry("items", Types.LONG),
              Map.entry("leftOut", Types.LONG),
              Map.entry("late", Types.LONG),
              Map.entry("shares", Types.MAP(Types.STRING, Types.MAP(Types.STRING, Types.DOUBLE))),
              Map.entry("accuracy", Types.MAP(Types.STRING, Types.MAP(Types.STRING, Types.DOUBLE))),
              Map.entry("score", Types.DOUBLE),
              Map.entry("signals", Types.MAP(Types.STRING, Types.DOUBLE)),
              Map.entry("reference", Types.LONG)));

  @Override
  public TypeInformation<DriftScore> createTypeInfo(
      Type type, Map<String, TypeInformation<?>> parameters) {
    return INFO;
  }
}
