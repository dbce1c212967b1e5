package io.idealstream.stream.space;

import io.idealstream.estimate.EstimateKey;
import io.idealstream.estimate.HeldSpace;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.history.HistoryGrid;
import io.idealstream.estimate.words.ChangedWords;
import io.idealstream.estimate.words.Edition;
import io.idealstream.estimate.words.Heads;
import io.idealstream.estimate.words.HeldFit;
import io.idealstream.estimate.words.Labelling;
import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.estimate.words.PastVersions;
import io.idealstream.estimate.words.ScoreSeries;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.stream.keyed.AlarmOperator;
import io.idealstream.stream.keyed.RemovedNames;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.PastVersion;
import io.idealstream.wire.Quality;
import io.idealstream.wire.Restored;
import io.idealstream.wire.Source;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
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

  static final MapStateDescriptor<String, byte[]> EARLY =
      new MapStateDescriptor<>(
          "early-estimates", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

  static final ValueStateDescriptor<byte[]> HISTORY =
      new ValueStateDescriptor<>("past-versions", BytePrimitiveArraySerializer.INSTANCE);

  private final Encoding encoding;
  private final HistoryGrid grid;
  private final int mostFeeds;
  private final String owner;
  private final long versionFloor;

  private transient PublishedSpace space;
  private transient WordsVersions versions;
  private transient PublishedWords words;
  private transient Publications publications;
  private transient ValueState<byte[]> history;
  private transient EarlyEstimates early;
  private transient Counter outdated;
  private transient Counter beyondBound;

  /**
   * @param grid of the slices that sums are kept apart by, and so of versions to go back to
   * @param mostFeeds feeds of a space whose words are published where it is estimated per feed: the
   *     head names the centre of each, and has to stay below a sink's limit
   * @param owner transactional id of the job, which its heads name
   * @param versionFloor versions of words begin above it, unless there is state
   */
  public PublishWords(
      Encoding encoding, HistoryGrid grid, int mostFeeds, String owner, long versionFloor) {
    this.encoding = encoding;
    this.grid = grid;
    this.mostFeeds = mostFeeds;
    this.owner = owner;
    this.versionFloor = versionFloor;
  }

  @Override
  public void open() throws Exception {
    super.open();
    space = new PublishedSpace(getRuntimeContext());
    versions = new WordsVersions(this, versionFloor);
    words = new PublishedWords(getRuntimeContext());
    publications = new Publications(getRuntimeContext(), getMetricGroup());
    history = getRuntimeContext().getState(HISTORY);
    early = new EarlyEstimates(getRuntimeContext().getMapState(EARLY), mostFeeds);
    forEveryKey(Publications.PUBLISHED_AT, () -> publications.restored(key(), words.fits()));
    getMetricGroup().gauge("wordsAgeMillis", this::wordsAgeMillis);
    outdated = getMetricGroup().addGroup("estimates").counter("outdated");
    beyondBound = getMetricGroup().addGroup("estimates").counter("beyondMaxFeeds");
  }

  /** Time since the space that has waited longest was published; 0 without any. */
  long wordsAgeMillis() {
    return publications.age(now());
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
      space.forget();
    } else if (now.gone()) {
      withdraw(now);
    }
    emit(IN_FORCE, Labelling.inForce(incoming, 0, null));
  }

  private void name(Edition edition, HeldSpace now) throws Exception {
    ChangedWords changed = ChangedWords.of(key(), edition, now.parsed().factorSpace());
    emit(NAMED, changed.event(space.labelledBy(), now.model()));
  }

  private void withdraw(HeldSpace now) throws Exception {
    ChangedWords gone = new ChangedWords(key());
    for (String word : words.keys()) {
      emit(Outgoing.removal(word));
      gone.remove(word, null);
    }
    emit(NAMED, gone.event(null, now.model()));
    if (words.hasHead()) {
      emit(Outgoing.removal(key()));
    }
    words.clear();
    history.clear();
    publications.withdrawn(key());
    early.take(now.version());
    space.withdraw(now);
  }

  private void takeOver(PreparedSpace incoming, HeldSpace now) throws Exception {
    space.takeOver(incoming);
    SpaceDefinition definition = now.parsed();
    SourceEstimate labelling = incoming.prompts();
    Map<String, byte[]> before = words.fitsNow();
    words.clearFits();
    Edition edition = edition(now);
    edition.add(incoming.prompts());
    for (SourceEstimate estimate : early.take(now.version())) {
      if (belongs(estimate, now) && hasRoom(estimate, edition)) {
        add(estimate, definition, edition);
        labelling = Labelling.labels(estimate, definition) ? estimate : labelling;
      }
    }
    for (String word : words.keys()) {
      edition.removeUnlessAdded(word);
    }
    publish(edition, now, before);
    labelBy(labelling, incoming);
    name(edition, now);
  }

  private void labelBy(SourceEstimate labelling, PreparedSpace whole) throws Exception {
    space.labelBy(labelling.source());
    emit(IN_FORCE, Labelling.inForce(whole, versions.last(), labelling));
  }

  /** Renews the words that label if they are those of an estimate, or were until now. */
  private void relabel(SourceEstimate estimate, HeldSpace now) throws Exception {
    SpaceDefinition definition = now.parsed();
    if (!Labelling.isAskedFor(estimate, definition)) {
      return;
    }
    PreparedSpace whole = space.whole().orElseThrow();
    if (Labelling.suffices(estimate, definition)) {
      labelBy(estimate, whole);
    } else if (estimate.source().code().equals(space.labelledBy())) {
      labelBy(whole.prompts(), whole);
    }
  }

  @Override
  public void processElement2(StreamRecord<SourceEstimate> element) throws Exception {
    SourceEstimate estimate = element.getValue();
    HeldSpace now = space.held();
    if (belongs(estimate, now)) {
      Edition edition = edition(now);
      if (hasRoom(estimate, edition)) {
        add(estimate, now.parsed(), edition);
        publish(edition, now, words.fitsNow());
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
    if (space.held() == null) {
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
    return new Edition(now.parsed().factorSpace(), versions.next(), words);
  }

  private boolean hasRoom(SourceEstimate estimate, Edition edition) throws Exception {
    Set<String> feeds = words.feeds();
    feeds.addAll(edition.feeds());
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
    words.put(edition, now.parsed().factorSpace());
    Restored restores = restores(edition);
    if (edition.changes().isEmpty() && !words.differ(edition, before) && restores == null) {
      return;
    }
    for (Map.Entry<String, Optional<Edition.Entry>> change : edition.changes().entrySet()) {
      write(change.getKey(), change.getValue());
    }
    Map<EstimateKey, HeldFit> all = words.fits();
    PastVersions past = past(edition, all, restores);
    WordsHead head = Heads.of(key(), now, edition.version(), all, owner, restores, past);
    emit(Topic.WORDS.message(head, encoding));
    emit(SCORES, ScoreSeries.point(key(), now, edition.version(), edition.estimates(), all));
    versions.update(edition.version());
    publications.published(key(), all, now());
  }

  /** What the estimates of an edition were rolled back to; null where none was. */
  private static Restored restores(Edition edition) {
    return edition.estimates().stream()
        .map(SourceEstimate::intervention)
        .filter(done -> done != null && done.restored() != null)
        .map(done -> new Restored(done.restoredVersion(), done.restored()))
        .findFirst()
        .orElse(null);
  }

  /** Versions to go back to, this one among them; words of prompts alone are of no time. */
  private PastVersions past(Edition edition, Map<EstimateKey, HeldFit> fits, Restored restores)
      throws Exception {
    PastVersions past = PastVersions.of(history.value());
    Instant asOf = Heads.asOf(fits);
    if (asOf == null) {
      return past;
    }
    Instant back = restores == null ? null : restores.time();
    PastVersions all = past.with(new PastVersion(edition.version(), asOf, back), grid);
    history.update(all.toBytes());
    return all;
  }

  private void write(String key, Optional<Edition.Entry> entry) throws Exception {
    words.put(key, entry);
    emit(
        entry.isPresent()
            ? Topic.WORDS.message(entry.get().word(), encoding)
            : Outgoing.removal(key));
  }
}
