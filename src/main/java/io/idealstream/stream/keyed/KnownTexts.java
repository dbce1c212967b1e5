package io.idealstream.stream.keyed;

import io.idealstream.stream.TextArrival;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.wire.Keys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.FloatPrimitiveArraySerializer;
import org.apache.flink.runtime.state.OperatorStateBackend;

/**
 * Vectors of texts that came on their topic, of every model, in a broadcast state; where there is
 * none of a text, the file that the job names is asked.
 */
public final class KnownTexts implements TextEmbedding {

  static final MapStateDescriptor<String, float[]> TEXTS =
      new MapStateDescriptor<>(
          "texts", StringSerializer.INSTANCE, FloatPrimitiveArraySerializer.INSTANCE);

  private final BroadcastState<String, float[]> state;
  private final TextEmbedding others;

  /**
   * @param others has the vectors that did not come; closed with this
   */
  public KnownTexts(OperatorStateBackend operator, TextEmbedding others) throws Exception {
    state = operator.getBroadcastState(TEXTS);
    this.others = others;
  }

  /**
   * Takes a change over.
   *
   * @return whether a text of the job's model has a vector that it did not have
   */
  public boolean put(TextArrival change) throws Exception {
    if (change.vector() == null) {
      remove(change.key());
      return false;
    }
    float[] before = state.get(change.key());
    state.put(change.key(), change.vector());
    return !Arrays.equals(before, change.vector()) && change.key().startsWith(own());
  }

  private void remove(String key) throws Exception {
    if (state.contains(key)) {
      state.remove(key);
      return;
    }
    for (Map.Entry<String, float[]> known : state.entries()) {
      if (Keys.plainText(known.getKey()).equals(key)) {
        state.remove(known.getKey());
        return;
      }
    }
  }

  /** What stands before the texts of the job's model. */
  private String own() {
    return Keys.text(fingerprint(), "");
  }

  /** The text of a change that {@link #put} took for one of the job's model. */
  public String text(TextArrival change) {
    return change.key().substring(own().length());
  }

  @Override
  public String fingerprint() {
    return others.fingerprint();
  }

  @Override
  public int dimension() {
    return others.dimension();
  }

  @Override
  public double logitScale() {
    return others.logitScale();
  }

  @Override
  public boolean takesAnyLength() {
    return others.takesAnyLength();
  }

  @Override
  public List<Outcome> embed(List<String> texts) {
    List<Outcome> outcomes = new ArrayList<>(others.embed(texts));
    for (int i = 0; i < texts.size(); i++) {
      float[] came = came(texts.get(i));
      if (came != null) {
        outcomes.set(i, new Outcome.Vector(came));
      }
    }
    return outcomes;
  }

  private float[] came(String text) {
    try {
      float[] vector = state.get(Keys.text(fingerprint(), text));
      return vector != null && vector.length == dimension() ? vector : null;
    } catch (Exception damaged) {
      throw new IllegalStateException("the vector of a text cannot be read from state", damaged);
    }
  }

  @Override
  public void close() {
    others.close();
  }
}
