package io.idealstream.stream.space;

import io.idealstream.estimate.EstimateKey;
import io.idealstream.estimate.HeldSpace;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.PreparedState;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.Edition;
import io.idealstream.estimate.words.Heads;
import io.idealstream.estimate.words.HeldFit;
import io.idealstream.estimate.words.Labelling;
import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.estimate.words.ScoreSeries;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.stream.keyed.AlarmOperator;
import io.idealstream.stream.keyed.RemovedNames;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Quality;
import io.idealstream.wire.Source;
import io.idealstream.wire.Word;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Writes topic {@code words}, keyed by the space's name on both inputs.
 *
 * <p>A prepared space takes over at once: its prompts get the next version, and with them whatever
 * estimates for it came too early and were held. Words of other estimates go until their next
 * estimate brings them back, so that one version of a space never stands beside words of another.
 * Then every estimate writes the words it changed. Each time the head comes last.
 */
public final class PublishWords extends AlarmOperator<Outgoing>
    implements TwoInputStreamOperator<PreparedSpace, SourceEstimate, Outgoing> {

  /** Spaces for labelling, with the words of the source that labels as far as they are there. */
  public static final OutputTag<SpaceInForce> IN_FORCE =
      new OutputTag<>("spaces-in-force", TypeInformation.of(SpaceInForce.class));

  /** One point of a space's scores over time for each of its publications. */
  public static final OutputTag<Quality> SCORES =
      new OutputTag<>("scores-of-words", TypeInformation.of(Quality.class));

  /** Words over all feeds, of every source, that queries may name. */
  public static final OutputTag<NamedVectors> NAMED =
      new OutputTag<>("named-words", TypeInformation.of(NamedVectors.class));

  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<byte[]> SPACE =
      new ValueStateDescriptor<>("space", BytePrimitiveArraySerializer.INSTANCE);
  static final ValueStateDescriptor<Long> PUBLISHED_AT =
      new ValueStateDescriptor<>("published-at", LongSerializer.INSTANCE);
  static final MapStateDescriptor<String, byte[]> PUBLISHED =
      new MapStateDescriptor<>(
          "published", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
  static final MapStateDescriptor<String, byte[]> FITS =
      new MapStateDescriptor<>(
          "fits", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
  static final MapStateDescriptor<String, byte[]> EARLY =
      new MapStateDescriptor<>(
          "early-estimates", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

  static final ValueStateDescriptor<byte[]> PREPARED =
      new ValueStateDescriptor<>("prepared", BytePrimitiveArraySerializer.INSTANCE);
  static final ValueStateDescriptor<String> LABELLED_BY =
      new ValueStateDescriptor<>("labelled-by", StringSerializer.INSTANCE);

  private final Encoding encoding;
  private final int mostFeeds;
  private final String owner;
  private final long versionFloor;

  private transient ValueState<byte[]> space;
  private transient WordsVersions versions;
  private transient ValueState<Long> publishedAt;
  private transient MapState<String, byte[]> published;
  private transient MapState<String, byte[]> fits;
  private transient EarlyEstimates early;
  private transient ValueState<byte[]> prepared;
  private transient ValueState<String> labelledBy;
  private transient NamedWords named;
  private transient Deque<String> unnamed;
  private transient Map<String, Long> publications;
  private transient WordsGauges gauges;
  private transient Counter outdated;
  private transient Counter beyondBound;

  /**
   * @param mostFeeds feeds of a space whose words are published where it is estimated per feed: the
   *     head names the centre of each, and has to stay below a sink's limit
   * @param owner transactional id of the job, which its heads name
   * @param versionFloor versions of words begin above it, unless there is state
   */
  public PublishWords(Encoding encoding, int mostFeeds, String owner, long versionFloor) {
    this.encoding = encoding;
    this.mostFeeds = mostFeeds;
    this.owner = owner;
    this.versionFloor = versionFloor;
  }

  @Override
  public void open() throws Exception {
    super.open();
    space = getRuntimeContext().getState(SPACE);
    versions = new WordsVersions(this, versionFloor);
    publishedAt = getRuntimeContext().getState(PUBLISHED_AT);
    published = getRuntimeContext().getMapState(PUBLISHED);
    fits = getRuntimeContext().getMapState(FITS);
    early = new EarlyEstimates(getRuntimeContext().getMapState(EARLY), mostFeeds);
    prepared = getRuntimeContext().getState(PREPARED);
    labelledBy = getRuntimeContext().getState(LABELLED_BY);
    named = new NamedWords(getRuntimeContext().getMapState(NamedWords.SOURCES));
    unnamed = new ArrayDeque<>();
    publications = new ConcurrentHashMap<>();
    gauges = new WordsGauges(getMetricGroup());
    forEveryKey(
        PUBLISHED_AT,
        () -> {
          publications.put(key(), publishedAt.value());
          gauges.show(key(), allFits());
          if (isUnnamed()) {
            unnamed.add(key());
          }
        });
    nameSoon();
    getMetricGroup().gauge("wordsAgeMillis", this::wordsAgeMillis);
    outdated = getMetricGroup().addGroup("estimates").counter("outdated");
    beyondBound = getMetricGroup().addGroup("estimates").counter("beyondMaxFeeds");
  }

  /** Time since the space that has waited longest was published; 0 without any. */
  long wordsAgeMillis() {
    return publications.values().stream().mapToLong(time -> now() - time).max().orElse(0);
  }

  @Override
  public void processElement1(StreamRecord<PreparedSpace> element) throws Exception {
    PreparedSpace incoming = element.getValue();
    HeldSpace now = HeldSpace.of(incoming);
    if (!now.gone() && !incoming.awaitsWords()) {
      takeOver(incoming, now);
      return;
    }
    if (incoming.isUnknown()) {
      versions.forget();
      space.clear();
    } else if (now.gone()) {
      withdraw(now);
    }
    emit(IN_FORCE, Labelling.inForce(incoming, 0, null));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task if the timer's work fails
  private void nameSoon() {
    if (!unnamed.isEmpty()) {
      getProcessingTimeService().registerTimer(now() + 1, time -> nameRestored());
    }
  }

  /** A build before queries named words gave none, and words of prompts seldom change again. */
  private void nameRestored() throws Exception {
    setCurrentKey(unnamed.remove());
    if (isUnnamed()) {
      HeldSpace now = HeldSpace.of(space.value());
      SourceEstimate prompts = PreparedState.of(prepared.value()).prompts();
      emit(NAMED, named.event(now, prompts, versions.last(), labelledBy.value()));
    }
    nameSoon();
  }

  private boolean isUnnamed() throws Exception {
    return prepared.value() != null && !named.knows(Source.PROMPTS);
  }

  private void name(Edition edition, HeldSpace now) throws Exception {
    emit(NAMED, named.event(now, edition, versions.last(), labelledBy.value()));
  }

  private void withdraw(HeldSpace now) throws Exception {
    for (String word : published.keys()) {
      emit(Outgoing.removal(word));
    }
    emit(NAMED, named.gone(key(), published.keys(), now.model()));
    if (fits.iterator().hasNext()) {
      emit(Outgoing.removal(key()));
    }
    published.clear();
    fits.clear();
    publishedAt.clear();
    publications.remove(key());
    gauges.show(key(), Map.of());
    early.take(now.version());
    prepared.clear();
    labelledBy.clear();
    space.update(now.toBytes());
  }

  private void takeOver(PreparedSpace incoming, HeldSpace now) throws Exception {
    space.update(now.toBytes());
    prepared.update(PreparedState.toBytes(incoming));
    SpaceDefinition definition = now.parsed();
    SourceEstimate labelling = incoming.prompts();
    Map<String, byte[]> before = copyOfFits();
    fits.clear();
    Edition edition = edition(now);
    edition.add(incoming.prompts());
    for (SourceEstimate estimate : early.take(now.version())) {
      if (belongs(estimate, now) && hasRoom(estimate, edition)) {
        add(estimate, definition, edition);
        labelling = Labelling.labels(estimate, definition) ? estimate : labelling;
      }
    }
    for (String word : published.keys()) {
      edition.removeUnlessAdded(word);
    }
    publish(edition, now, before);
    labelBy(labelling, incoming);
    name(edition, now);
  }

  private void labelBy(SourceEstimate labelling, PreparedSpace space) throws Exception {
    labelledBy.update(labelling.source().code());
    emit(IN_FORCE, Labelling.inForce(space, versions.last(), labelling));
  }

  /** Renews the words that label if they are those of an estimate, or were until now. */
  private void relabel(SourceEstimate estimate, HeldSpace now) throws Exception {
    SpaceDefinition definition = now.parsed();
    if (!Labelling.isAskedFor(estimate, definition) || prepared.value() == null) {
      return;
    }
    PreparedSpace whole = PreparedState.of(prepared.value());
    if (Labelling.suffices(estimate, definition)) {
      labelBy(estimate, whole);
    } else if (estimate.source().code().equals(labelledBy.value())) {
      labelBy(whole.prompts(), whole);
    }
  }

  @Override
  public void processElement2(StreamRecord<SourceEstimate> element) throws Exception {
    SourceEstimate estimate = element.getValue();
    HeldSpace now = space.value() == null ? null : HeldSpace.of(space.value());
    if (belongs(estimate, now)) {
      Edition edition = edition(now);
      if (hasRoom(estimate, edition)) {
        add(estimate, now.parsed(), edition);
        publish(edition, now, copyOfFits());
        relabel(estimate, now);
        name(edition, now);
      }
    } else if (isEarly(estimate, now)) {
      if (!early.hold(estimate)) {
        beyondBound.inc();
      }
      setAlarm(RemovedNames.RETENTION.toMillis());
    } else {
      outdated.inc();
    }
  }

  /** Adds an estimate, and what completes its words while labels are made of that. */
  private static void add(SourceEstimate estimate, SpaceDefinition definition, Edition edition)
      throws Exception {
    edition.add(estimate);
    Optional<SourceEstimate> completion = estimate.completion();
    if (completion.isPresent()) {
      edition.add(completion.get());
    } else if (Labelling.isAskedFor(estimate, definition)) {
      edition.remove(EstimateKey.of(estimate).from(Source.COMPLETED));
    }
  }

  /** Estimates that came early, for a space of which no news came since. */
  @Override
  protected void alarmed() throws Exception {
    if (space.value() == null) {
      outdated.inc(early.take(Long.MAX_VALUE).size());
    }
  }

  private static boolean belongs(SourceEstimate estimate, HeldSpace now) {
    return now != null
        && !now.gone()
        && estimate.spaceVersion() == now.version()
        && estimate.model().equals(now.model());
  }

  /** Of a version that has not come yet, or perhaps of a model whose prompts have not. */
  private static boolean isEarly(SourceEstimate estimate, HeldSpace now) {
    return now == null
        || estimate.spaceVersion() > now.version()
        || (estimate.spaceVersion() == now.version() && !now.gone());
  }

  private Edition edition(HeldSpace now) throws Exception {
    return new Edition(now.parsed().factorSpace(), versions.next(), published::get);
  }

  private boolean hasRoom(SourceEstimate estimate, Edition edition) throws Exception {
    Set<String> feeds = new HashSet<>(edition.feeds());
    for (String key : fits.keys()) {
      feeds.add(EstimateKey.parse(key).feed());
    }
    feeds.remove(Word.EVERY_FEED);
    boolean room =
        estimate.feed().equals(Word.EVERY_FEED)
            || feeds.contains(estimate.feed())
            || feeds.size() < mostFeeds;
    if (!room) {
      beyondBound.inc();
    }
    return room;
  }

  /**
   * Writes what has changed.
   *
   * @param before fits as the last head has them
   */
  private void publish(Edition edition, HeldSpace now, Map<String, byte[]> before)
      throws Exception {
    boolean changed = !edition.changes().isEmpty();
    for (EstimateKey removed : edition.removed()) {
      fits.remove(removed.toText());
    }
    for (SourceEstimate estimate : edition.estimates()) {
      String key = EstimateKey.of(estimate).toText();
      byte[] fit = HeldFit.of(estimate, now.parsed().factorSpace()).toBytes();
      fits.put(key, fit);
      changed |= !Arrays.equals(fit, before.get(key));
    }
    if (!changed) {
      return;
    }
    for (Map.Entry<String, Optional<Edition.Entry>> change : edition.changes().entrySet()) {
      write(change.getKey(), change.getValue());
    }
    Map<EstimateKey, HeldFit> all = allFits();
    emit(Topic.WORDS.message(Heads.of(key(), now, edition.version(), all, owner), encoding));
    emit(SCORES, ScoreSeries.point(key(), now, edition.version(), edition.estimates(), all));
    gauges.show(key(), all);
    versions.update(edition.version());
    publishedAt.update(now());
    publications.put(key(), now());
  }

  private void write(String key, Optional<Edition.Entry> entry) throws Exception {
    if (entry.isPresent()) {
      published.put(key, entry.get().digest());
      emit(Topic.WORDS.message(entry.get().word(), encoding));
    } else {
      published.remove(key);
      emit(Outgoing.removal(key));
    }
  }

  private Map<String, byte[]> copyOfFits() throws Exception {
    Map<String, byte[]> copy = new HashMap<>();
    for (Map.Entry<String, byte[]> fit : fits.entries()) {
      copy.put(fit.getKey(), fit.getValue());
    }
    return copy;
  }

  private Map<EstimateKey, HeldFit> allFits() throws Exception {
    Map<EstimateKey, HeldFit> all = new HashMap<>();
    for (Map.Entry<String, byte[]> fit : fits.entries()) {
      all.put(EstimateKey.parse(fit.getKey()), HeldFit.of(fit.getValue()));
    }
    return all;
  }
}
