package io.idealstream.stream.keyed;

import io.idealstream.stream.TextArrival;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.wire.Keys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * @return the text of the job's model that has a vector now which it did not have; empty for none
   */
  public Optional<String> put(TextArrival change) throws Exception {
    String key = change.vector() == null ? held(change.key()) : change.key();
    String own = Keys.text(fingerprint(), "");
    if (!key.startsWith(own)) {
      write(key, change.vector());
      return Optional.empty();
    }
    String text = key.substring(own.length());
    float[] before = vector(text);
    write(key, change.vector());
    float[] after = vector(text);
    return after == null || Arrays.equals(before, after) ? Optional.empty() : Optional.of(text);
  }

  /** The key of a text that is removed, whose model may have its slashes as they are. */
  private String held(String key) throws Exception {
    if (!state.contains(key)) {
      for (Map.Entry<String, float[]> known : state.entries()) {
        if (Keys.plainText(known.getKey()).equals(key)) {
          return known.getKey();
        }
      }
    }
    return key;
  }

  private void write(String key, float[] vector) throws Exception {
    if (vector == null) {
      state.remove(key);
    } else {
      state.put(key, vector);
    }
  }

  private float[] vector(String text) {
    return embed(List.of(text)).get(0) instanceof Outcome.Vector known ? known.values() : null;
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
  public boolean mayChange() {
    return others.mayChange();
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
