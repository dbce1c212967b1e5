package io.idealstream.stream.space;

import io.idealstream.estimate.HeldSpace;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.PreparedState;
import io.idealstream.wire.Source;
import java.util.Optional;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/** The space whose words are published, the current key, and the source that labels it. */
final class PublishedSpace {

  static final ValueStateDescriptor<byte[]> SPACE =
      new ValueStateDescriptor<>("space", BytePrimitiveArraySerializer.INSTANCE);
  static final ValueStateDescriptor<byte[]> PREPARED =
      new ValueStateDescriptor<>("prepared", BytePrimitiveArraySerializer.INSTANCE);
  static final ValueStateDescriptor<String> LABELLED_BY =
      new ValueStateDescriptor<>("labelled-by", StringSerializer.INSTANCE);

  private final ValueState<byte[]> space;
  private final ValueState<byte[]> prepared;
  private final ValueState<String> labelledBy;

  PublishedSpace(RuntimeContext context) {
    space = context.getState(SPACE);
    prepared = context.getState(PREPARED);
    labelledBy = context.getState(LABELLED_BY);
  }

  /** The space, or that it is gone; null where no news of it came. */
  HeldSpace held() throws Exception {
    return space.value() == null ? null : HeldSpace.of(space.value());
  }

  /** The space with the words of its prompts, while it is there. */
  Optional<PreparedSpace> whole() throws Exception {
    return Optional.ofNullable(prepared.value()).map(PreparedState::of);
  }

  /** Code of the source that labels. */
  String labelledBy() throws Exception {
    return labelledBy.value();
  }

  void labelBy(Source source) throws Exception {
    labelledBy.update(source.code());
  }

  void takeOver(PreparedSpace incoming) throws Exception {
    space.update(HeldSpace.of(incoming).toBytes());
    prepared.update(PreparedState.toBytes(incoming));
  }

  void withdraw(HeldSpace gone) throws Exception {
    space.update(gone.toBytes());
    prepared.clear();
    labelledBy.clear();
  }

  void forget() {
    space.clear();
  }
}
