package io.idealstream.stream.match;

import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.OperatorStateBackend;

/** What queries may name, in a broadcast state: words of spaces, and concepts. */
final class KnownNames {

  static final MapStateDescriptor<String, byte[]> NAMES =
      new MapStateDescriptor<>(
          "named-vectors", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

  private static final int LAYOUT = 1;
  private static final String ANY_SOURCE = "";

  private final BroadcastState<String, byte[]> state;

  KnownNames(OperatorStateBackend operator) throws Exception {
    state = operator.getBroadcastState(NAMES);
  }

  /**
   * A vector that has a name.
   *
   * @param vector [dimension]; null where it is open for now
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Named(long version, String model, float[] vector) {

    private static Named of(byte[] bytes) {
      FlatReader in = new FlatReader("vector of a name", LAYOUT, bytes);
      return new Named(in.number(), in.text(), in.floats());
    }

    private byte[] toBytes() {
      return new FlatWriter(LAYOUT).number(version).text(model).floats(vector).toBytes();
    }
  }

  /** A word whatever its source. */
  static String anySource(String space, String factor, String value) {
    return NamedVectors.word(space, ANY_SOURCE, factor, value);
  }

  /** Takes a change over and tells which names mean something else now. */
  Set<String> put(NamedVectors change) throws Exception {
    Set<String> touched = new LinkedHashSet<>();
    if (relabel(change.owner(), change.labelling())) {
      touched.add(change.owner());
    }
    int names = change.names().size();
    int dimension = names == 0 ? 0 : change.vectors().length / names;
    for (int i = 0; i < names; i++) {
      String name = change.names().get(i);
      long version = change.versions()[i];
      if (version == NamedVectors.GONE) {
        forget(name, touched);
        continue;
      }
      float[] vector =
          version == NamedVectors.OPEN
              ? null
              : Arrays.copyOfRange(change.vectors(), i * dimension, (i + 1) * dimension);
      state.put(name, new Named(version, change.model(), vector).toBytes());
      touched.add(name);
      anySource(name).ifPresent(touched::add);
    }
    return touched;
  }

  private void forget(String name, Set<String> touched) throws Exception {
    state.remove(name);
    touched.add(name);
    Optional<String> word = anySource(name);
    if (word.isPresent()) {
      touched.add(word.get());
      for (Source source : Source.values()) {
        String same = ofSource(word.get(), source.code());
        state.remove(same);
        touched.add(same);
      }
    }
  }

  /** The name of a word whatever its source; empty for what is no word. */
  private static Optional<String> anySource(String name) {
    return name.startsWith("word/") ? Optional.of(ofSource(name, ANY_SOURCE)) : Optional.empty();
  }

  private static String ofSource(String word, String source) {
    String[] parts = word.split("/", 5); // as NamedVectors.word joins them
    return NamedVectors.word(parts[1], source, parts[3], parts[4]);
  }

  private boolean relabel(String owner, String labelling) throws Exception {
    boolean changed = !Objects.equals(labelling, text(owner));
    if (labelling == null) {
      state.remove(owner);
    } else if (changed) {
      state.put(owner, new FlatWriter(LAYOUT).text(labelling).toBytes());
    }
    return changed;
  }

  private String text(String owner) throws Exception {
    byte[] bytes = state.get(owner);
    return bytes == null ? null : new FlatReader("source that labels", LAYOUT, bytes).text();
  }

  /** Code of the source that labels a space; null where there is no such space. */
  String labelling(String space) throws Exception {
    return text(NamedVectors.space(space));
  }

  /** Words of a space from a source, as {@code factor/value}. */
  List<String> words(String space, String source) throws Exception {
    String start = NamedVectors.word(space, source, "", "");
    String words = start.substring(0, start.length() - 1); // as NamedVectors.word joins them
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, byte[]> named : state.immutableEntries()) {
      if (named.getKey().startsWith(words)) {
        found.add(named.getKey().substring(words.length()));
      }
    }
    return found;
  }

  /** What a name stands for; null where it stands for nothing. */
  Named get(String name) throws Exception {
    byte[] bytes = name == null ? null : state.get(name);
    return bytes == null ? null : Named.of(bytes);
  }

  /** Whether a name is there, but has no vector for now. */
  boolean isOpen(String name) throws Exception {
    Named named = get(name);
    return named != null && named.vector() == null;
  }
}
