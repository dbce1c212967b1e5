package io.idealstream.wire.codec;

import io.idealstream.wire.Caption;
import io.idealstream.wire.CellVector;
import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.Drift;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.Hit;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.ItemVector;
import io.idealstream.wire.Label;
import io.idealstream.wire.Quality;
import io.idealstream.wire.Query;
import io.idealstream.wire.SingleVector;
import io.idealstream.wire.Status;
import io.idealstream.wire.Topic;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.WordsRecord;
import io.idealstream.wire.space.SpaceDefinition;
import io.idealstream.wire.space.SpaceTree;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One codec per topic. */
public final class Codecs {

  public static final RecordCodec<ImageItem> IMAGES = RecordCodec.of(Topic.IMAGES, ImageItem.class);
  public static final RecordCodec<Caption> CAPTIONS = RecordCodec.of(Topic.CAPTIONS, Caption.class);
  public static final RecordCodec<Query> QUERIES = RecordCodec.of(Topic.QUERIES, Query.class);
  public static final RecordCodec<ConceptExample> CONCEPTS =
      RecordCodec.of(Topic.CONCEPTS, ConceptExample.class);
  public static final RecordCodec<SpaceDefinition> SPACES =
      new RecordCodec<>(Topic.SPACES, new SpaceForm());
  public static final RecordCodec<Feedback> FEEDBACK =
      RecordCodec.of(Topic.FEEDBACK, Feedback.class);
  public static final RecordCodec<Label> LABELS = RecordCodec.of(Topic.LABELS, Label.class);
  public static final RecordCodec<Hit> HITS = RecordCodec.of(Topic.HITS, Hit.class);
  public static final RecordCodec<WordsRecord> WORDS =
      new RecordCodec<>(Topic.WORDS, new WordsForm());
  public static final RecordCodec<Quality> QUALITY = RecordCodec.of(Topic.QUALITY, Quality.class);
  public static final RecordCodec<Drift> DRIFT = RecordCodec.of(Topic.DRIFT, Drift.class);
  public static final RecordCodec<Status> STATUS = RecordCodec.of(Topic.STATUS, Status.class);

  private static final Map<Topic, RecordCodec<?>> BY_TOPIC =
      Stream.of(
              IMAGES, CAPTIONS, QUERIES, CONCEPTS, SPACES, FEEDBACK, LABELS, HITS, WORDS, QUALITY,
              DRIFT, STATUS)
          .collect(Collectors.toUnmodifiableMap(RecordCodec::topic, Function.identity()));

  private Codecs() {}

  /**
   * The codec of a topic.
   *
   * @throws IllegalArgumentException for dead letters, whose values are other topics' bytes
   */
  public static RecordCodec<?> of(Topic topic) {
    RecordCodec<?> codec = BY_TOPIC.get(topic);
    if (codec == null) {
      throw new IllegalArgumentException("topic " + topic.code() + " has no records of its own");
    }
    return codec;
  }

  /** One line of a file of cell vectors. */
  public static CellVector cellVector(byte[] line) throws Unreadable {
    return RecordCodec.form(CellVector.class).read(Json.object(line));
  }

  /** One line of a file of single-value vectors. */
  public static SingleVector singleVector(byte[] line) throws Unreadable {
    return RecordCodec.form(SingleVector.class).read(Json.object(line));
  }

  /** One line of a file of image vectors. */
  public static ItemVector itemVector(byte[] line) throws Unreadable {
    return RecordCodec.form(ItemVector.class).read(Json.object(line));
  }

  private static final class SpaceForm implements RecordCodec.Form<SpaceDefinition> {
    @Override
    public SpaceDefinition read(Map<String, Object> tree) throws Unreadable {
      return SpaceReader.definition(tree);
    }

    @Override
    public Map<String, Object> write(SpaceDefinition space) {
      return SpaceTree.of(space);
    }
  }

  /** Only a word has a factor. */
  private static final class WordsForm implements RecordCodec.Form<WordsRecord> {

    private final RecordCodec.Form<Word> word = RecordCodec.form(Word.class);
    private final RecordCodec.Form<WordsHead> head = RecordCodec.form(WordsHead.class);

    @Override
    public WordsRecord read(Map<String, Object> tree) throws Unreadable {
      return tree.containsKey("factor") ? word.read(tree) : head.read(tree);
    }

    @Override
    public Map<String, Object> write(WordsRecord words) {
      return words instanceof Word one ? word.write(one) : head.write((WordsHead) words);
    }
  }
}
