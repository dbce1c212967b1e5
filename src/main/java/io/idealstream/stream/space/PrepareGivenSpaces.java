package io.idealstream.stream.space;

import io.idealstream.control.Definition;
import io.idealstream.control.LifeCycle;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.prompt.Preparation;
import io.idealstream.estimate.prompt.PromptBounds;
import io.idealstream.estimate.prompt.Unpreparable;
import io.idealstream.stream.SpaceArrival;
import io.idealstream.stream.TextArrival;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.TextVectors;
import io.idealstream.stream.TextsAwaited;
import io.idealstream.stream.keyed.KnownTexts;
import io.idealstream.stream.keyed.Patience;
import io.idealstream.stream.keyed.QuietTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Prepares spaces whose texts somebody else embeds; vectors of texts come broadcast.
 *
 * <p>A version that lacks some waits and takes none of the others, so that all of its vectors are
 * of one time; what was in force stays. Which it lacks is not in the state: it is found again.
 *
 * <p>Of what is in force the state has a fingerprint of the vectors. Where others have come since,
 * on the topic or with the file of a new start, the space is prepared anew as the next version.
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
  private transient QuietTime changed;

  /** Texts of what is in force, by space. */
  private transient Map<String, Set<String>> used;

  /** By space. */
  private transient Map<String, TextsAwaited> awaited;

  /** The texts of {@link #awaited} that have not come. */
  private transient Map<String, Set<String>> missing;

  /** What was said last of a space that waits. */
  private transient Map<String, String> told;

  /** Whether other vectors of texts renew a space. */
  private final boolean renews;

  /**
   * @see PrepareSpaces
   */
  public PrepareGivenSpaces(
      TextEmbedding.Opening opening, PromptBounds bounds, int slice, long versionFloor) {
    this(opening, bounds, slice, versionFloor, true);
  }

  private PrepareGivenSpaces(
      TextEmbedding.Opening opening,
      PromptBounds bounds,
      int slice,
      long versionFloor,
      boolean renews) {
    super(opening, bounds, slice, NOTHING_REMEMBERED, versionFloor);
    this.renews = renews;
  }

  /** For spaces whose words are pinned: they say the same for ever. */
  public static PrepareGivenSpaces pinned(
      TextEmbedding.Opening opening, PromptBounds bounds, int slice, long versionFloor) {
    return new PrepareGivenSpaces(opening, bounds, slice, versionFloor, false);
  }

  @Override
  public void open() throws Exception {
    awaited = new HashMap<>();
    missing = new HashMap<>();
    told = new HashMap<>();
    used = new HashMap<>();
    patience = new Patience(this, Patience.OF_TOPICS, this::tell);
    changed = new QuietTime(this, this::renew);
    super.open();
    spaces().forEach(this::restored);
  }

  private void restored() throws Exception {
    LifeCycle now = spaces().get();
    if (now.isInForce()) {
      used.put(key(), Set.copyOf(textsInForce(now)));
      changed.add(key());
    }
  }

  /** None where the bounds on prompts are others now. */
  private List<String> textsInForce(LifeCycle now) {
    try {
      return textsOf(now.inForce());
    } catch (Unpreparable outOfBounds) {
      return List.of();
    }
  }

  @Override
  TextEmbedding opened(TextEmbedding.Opening opening) throws Exception {
    known = new KnownTexts(getOperatorStateBackend(), opening.open());
    return known;
  }

  @Override
  public void processElement1(StreamRecord<SpaceArrival> element) throws Exception {
    processElement(element);
    if (!spaces().get().isInForce()) {
      used.remove(key());
    }
  }

  @Override
  public void processElement2(StreamRecord<TextArrival> element) throws Exception {
    Optional<String> text = known.put(element.getValue());
    if (text.isPresent()) {
      arrived(text.get());
    }
  }

  private void arrived(String text) throws Exception {
    used.forEach(
        (space, texts) -> {
          if (texts.contains(text)) {
            changed.add(space);
          }
        });
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
  boolean isAtOnce() {
    return true;
  }

  @Override
  byte[] made(Definition prepared) {
    List<String> texts = textsOf(prepared);
    used.put(key(), Set.copyOf(texts));
    return fingerprint(texts);
  }

  private byte[] fingerprint(List<String> texts) {
    return TextVectors.fingerprint(
        TextVectors.of(texts, known.embed(texts), IllegalStateException::new));
  }

  /** Prepares what is in force anew, if its texts have other vectors than when it was. */
  private void renew() throws Exception {
    LifeCycle now = spaces().get();
    if (!renews || !now.isInForce() || now.due(maker()).isPresent()) {
      return; // what is due takes the vectors that are there when its time comes
    }
    List<String> texts = textsInForce(now);
    if (texts.isEmpty() || TextVectors.areMissing(known.embed(texts))) {
      return; // what is in force stays without a text that was removed
    }
    byte[] vectors = fingerprint(texts);
    byte[] before = now.inForce().made();
    if (before.length == 0) { // prepared by an older build: by which vectors is not known
      spaces().put(now.prepared(now.inForce().madeBy(maker(), vectors)));
    } else if (!Arrays.equals(before, vectors)) {
      long next = spaces().nextVersion(now);
      spaces().await(now, next, "vectors of its texts have changed: it is prepared anew");
      goOn(spaces().put(now.renewing(next)));
    }
  }

  /** Where something else stays in force, its texts may have changed while this waited. */
  @Override
  LifeCycle refuse(LifeCycle before, Definition due, String why) throws Exception {
    changed.add(key());
    return super.refuse(before, due, why);
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
