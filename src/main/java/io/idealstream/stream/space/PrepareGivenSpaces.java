package io.idealstream.stream.space;

import io.idealstream.control.LifeCycle;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.prompt.Preparation;
import io.idealstream.estimate.prompt.PromptBounds;
import io.idealstream.stream.SpaceArrival;
import io.idealstream.stream.TextArrival;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.TextVectors;
import io.idealstream.stream.TextsAwaited;
import io.idealstream.stream.keyed.KnownTexts;
import io.idealstream.stream.keyed.Patience;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Prepares spaces whose texts somebody else embeds; vectors of texts come broadcast.
 *
 * <p>A version that lacks some waits and takes none of the others, so that all of its vectors are
 * of one time; what was in force stays. Which it lacks is not in the state: it is found again.
 */
public final class PrepareGivenSpaces extends PrepareSpaces
    implements TwoInputStreamOperator<SpaceArrival, TextArrival, PreparedSpace> {

  private static final long serialVersionUID = 1L;

  /** How long after a text a space tells what it still waits for. */
  private static final long NEWS_MILLIS = 1000;

  /** Vectors of texts are looked up: nothing is saved by remembering some of them. */
  private static final int NOTHING_REMEMBERED = 0;

  private transient KnownTexts known;
  private transient Patience patience;

  /** By space. */
  private transient Map<String, TextsAwaited> awaited;

  /** The texts of {@link #awaited} that have not come. */
  private transient Map<String, Set<String>> missing;

  /** What was said last of a space that waits. */
  private transient Map<String, String> told;

  /**
   * @see PrepareSpaces
   */
  public PrepareGivenSpaces(
      TextEmbedding.Opening opening, PromptBounds bounds, int slice, long versionFloor) {
    super(opening, bounds, slice, NOTHING_REMEMBERED, versionFloor);
  }

  @Override
  public void open() throws Exception {
    awaited = new HashMap<>();
    missing = new HashMap<>();
    told = new HashMap<>();
    patience = new Patience(this, this::tell);
    super.open();
  }

  @Override
  TextEmbedding opened(TextEmbedding.Opening opening) throws Exception {
    known = new KnownTexts(getOperatorStateBackend(), opening.open());
    return known;
  }

  @Override
  public void processElement1(StreamRecord<SpaceArrival> element) throws Exception {
    processElement(element);
  }

  @Override
  public void processElement2(StreamRecord<TextArrival> element) throws Exception {
    TextArrival change = element.getValue();
    if (!known.put(change)) {
      return;
    }
    String text = known.text(change);
    for (Map.Entry<String, Set<String>> space : missing.entrySet()) {
      if (space.getValue().remove(text)) {
        setCurrentKey(space.getKey());
        if (space.getValue().isEmpty()) {
          setAlarmSoon();
        } else {
          setAlarm(NEWS_MILLIS);
        }
      }
    }
  }

  @Override
  void requireTexts(Preparation begun) {
    List<String> texts = begun.texts();
    TextVectors.of(texts, known.embed(texts), IllegalStateException::new);
  }

  @Override
  void await(TextsAwaited why) throws Exception {
    awaited.put(key(), why);
    missing.put(key(), new HashSet<>(why.texts()));
    patience.add();
  }

  @Override
  boolean waits() {
    return !missing.getOrDefault(key(), Set.of()).isEmpty();
  }

  private void tell() throws Exception {
    TextsAwaited why = awaited.get(key());
    if (why == null) {
      return;
    }
    String before = told.put(key(), why.getMessage());
    if (!why.getMessage().equals(before)) {
      LifeCycle now = sayWaiting(why.getMessage());
      if (before == null && !now.isInForce()) {
        letGo(now);
      }
    }
  }

  @Override
  void giveUpProgress() {
    super.giveUpProgress();
    awaited.remove(key());
    missing.remove(key());
    told.remove(key());
  }

  @Override
  public void finish() throws Exception {
    super.finish();
    patience.end();
  }
}
