package io.idealstream.job;

import io.idealstream.model.onnx.OnnxMatrixProduct;
import io.idealstream.stream.AnsweredItem;
import io.idealstream.stream.CaptionArrival;
import io.idealstream.stream.ConceptArrival;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.FeedbackArrival;
import io.idealstream.stream.HeldItem;
import io.idealstream.stream.NamedVectors;
import io.idealstream.stream.Observation;
import io.idealstream.stream.PartialSums;
import io.idealstream.stream.PreparedSpace;
import io.idealstream.stream.QueryArrival;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.SourceEstimate;
import io.idealstream.stream.SpaceArrival;
import io.idealstream.stream.SpaceInForce;
import io.idealstream.stream.concept.LearnConcepts;
import io.idealstream.stream.embed.BatchSettings;
import io.idealstream.stream.embed.EmbedCaptions;
import io.idealstream.stream.embed.EmbedConcepts;
import io.idealstream.stream.embed.EmbedImages;
import io.idealstream.stream.embed.MicroBatchOperator;
import io.idealstream.stream.embed.ModelSource;
import io.idealstream.stream.embed.ReadCaptions;
import io.idealstream.stream.embed.ReadFeedback;
import io.idealstream.stream.embed.ReadQueries;
import io.idealstream.stream.embed.ReadSpaces;
import io.idealstream.stream.feedback.AwaitAnswers;
import io.idealstream.stream.feedback.AwaitVotes;
import io.idealstream.stream.feedback.KeepVectors;
import io.idealstream.stream.feedback.MeasureQuality;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.stream.label.LabelItems;
import io.idealstream.stream.match.MatchQueries;
import io.idealstream.stream.match.MatchSettings;
import io.idealstream.stream.match.PrepareQueries;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.stream.output.WriteRecords;
import io.idealstream.stream.space.Accumulate;
import io.idealstream.stream.space.Observe;
import io.idealstream.stream.space.PinWords;
import io.idealstream.stream.space.PreAggregate;
import io.idealstream.stream.space.PrepareSpaces;
import io.idealstream.stream.space.PublishWords;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Quality;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.Topic;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The way of the data: a function of an environment, sources and sinks, the same for a cluster, the
 * demo and the tests. Every operator has a uid for ever, since state is found again by it.
 */
public final class Topology {
  /** Key groups: the most subtasks that a job's state can be divided among, for ever. */
  public static final int MAX_PARALLELISM = 720;

  /** How often votes are sent on to the owner of an estimate before it solves the words. */
  private static final int PARTS_PER_INTERVAL = 10;

  private final Inlets inlets;
  private final Outlets outlets;
  private final JobSettings settings;
  private final Job.Existing existing;
  private final Interception interception;
  private final ModelSource model;
  private final DeadLetterSettings letters;

  private Topology(
      StreamExecutionEnvironment environment,
      Sources sources,
      Sinks sinks,
      JobSettings settings,
      Job.Existing existing,
      Interception interception) {
    this.outlets = new Outlets(sinks, settings.output(), settings.kafka().outputPrefix());
    this.inlets = new Inlets(environment, sources, settings.input(), outlets);
    this.settings = settings;
    this.existing = existing;
    this.interception = interception;
    this.model = settings.model().source();
    this.letters = settings.output().deadLetters();
  }

  /** Defines the job in an environment. */
  public static void build(
      StreamExecutionEnvironment environment,
      Sources sources,
      Sinks sinks,
      JobSettings settings,
      Job.Existing existing) {
    build(environment, sources, sinks, settings, existing, Interception.NONE);
  }

  static void build(
      StreamExecutionEnvironment environment,
      Sources sources,
      Sinks sinks,
      JobSettings settings,
      Job.Existing existing,
      Interception interception) {
    new Topology(environment, sources, sinks, settings, existing, interception).build();
  }

  private void build() {
    SingleOutputStreamOperator<Embedded> embeddedImages = embedImages();
    DataStream<Embedded> images = inlets.timed(embeddedImages, "images");
    DataStream<FeedbackArrival> feedback = feedback();
    DataStream<PreparedSpace> spaces = prepareSpaces(existing.pinned().map(this::pinned));
    Words words =
        existing.pinned().isPresent()
            ? pinWords(spaces, existing.pinned().get())
            : words(embeddedImages, images, feedback, spaces);
    DataStream<HeldItem> answers = label(images, words.spaces());
    measure(answers, feedback, spaces);
    match(images, prepareQueries(words.named().union(concepts())));
    outlets.end();
  }

  /**
   * @param spaces what labels
   * @param named what queries may name
   */
  private record Words(DataStream<SpaceInForce> spaces, DataStream<NamedVectors> named) {}

  /** Words that the job estimates and publishes. */
  private Words words(
      SingleOutputStreamOperator<Embedded> embeddedImages,
      DataStream<Embedded> images,
      DataStream<FeedbackArrival> feedback,
      DataStream<PreparedSpace> spaces) {
    DataStream<Embedded> captions =
        inlets.timed(embedCaptions(embeddedImages.getSideOutput(EmbedImages.CAPTIONS)), "captions");
    return publishWords(spaces, estimates(images.union(captions, votes(images, feedback)), spaces));
  }

  /** Words of a file; what they were estimated from is not read. */
  private static Words pinWords(DataStream<PreparedSpace> spaces, Pinned pinned) {
    SingleOutputStreamOperator<SpaceInForce> inForce =
        spaces.process(new PinWords(pinned.file())).name("pin words").uid("pin-words");
    return new Words(inForce, inForce.getSideOutput(PinWords.NAMED));
  }

  private DataStream<SpaceArrival> pinned(Pinned pinned) {
    return inlets.given(pinned.arrivals(), TypeInformation.of(SpaceArrival.class), "spaces");
  }

  private SingleOutputStreamOperator<Embedded> embedImages() {
    DataStream<TopicRecord> arrivals = interception.before("embed-images", inlets.of(Topic.IMAGES));
    return outlets.dying(
        arrivals
            .transform(
                "embed images",
                TypeInformation.of(Embedded.class),
                new MicroBatchOperator<>(
                    new EmbedImages(model.images(), limits(), letters), batches()))
            .uid("embed-images"));
  }

  private SingleOutputStreamOperator<Embedded> embedCaptions(
      DataStream<CaptionArrival> ofEnvelopes) {
    DataStream<CaptionArrival> arrivals =
        inlets.read(Topic.CAPTIONS, new ReadCaptions(limits(), letters)).union(ofEnvelopes);
    return outlets.dying(
        arrivals
            .transform(
                "embed captions",
                TypeInformation.of(Embedded.class),
                new MicroBatchOperator<>(new EmbedCaptions(model.texts(), letters), batches()))
            .uid("embed-captions"));
  }

  private DataStream<PreparedSpace> prepareSpaces(Optional<DataStream<SpaceArrival>> given) {
    SingleOutputStreamOperator<PreparedSpace> spaces =
        given
            .orElseGet(() -> inlets.read(Topic.SPACES, new ReadSpaces(letters)))
            .keyBy(SpaceArrival::space)
            .transform(
                "prepare spaces",
                TypeInformation.of(PreparedSpace.class),
                new PrepareSpaces(
                    model.texts(),
                    settings.spaces().prompts(),
                    settings.spaces().slice(),
                    settings.spaces().textCache(),
                    existing.floors().spaces()))
            .uid("prepare-spaces");
    outlets.addStatuses(spaces.getSideOutput(PrepareSpaces.STATUS));
    return spaces;
  }

  private DataStream<FeedbackArrival> feedback() {
    return inlets.timed(
        inlets.read(Topic.FEEDBACK, new ReadFeedback(model.texts(), limits(), letters)),
        "feedback",
        FeedbackArrival::time);
  }

  /** Votes of feedback; what time it is elsewhere does not hang on feedback. */
  private DataStream<Embedded> votes(
      DataStream<Embedded> images, DataStream<FeedbackArrival> feedback) {
    DataStream<Embedded> votes =
        images
            .flatMap(new KeepVectors(settings.votes()))
            .uid("keep-vectors")
            .keyBy(HeldItem::key)
            .connect(feedback.keyBy(FeedbackArrival::key))
            .transform(
                "await votes", TypeInformation.of(Embedded.class), new AwaitVotes(settings.votes()))
            .uid("await-votes");
    return inlets.timeless(votes, "votes");
  }

  private DataStream<SourceEstimate> estimates(
      DataStream<Embedded> items, DataStream<PreparedSpace> spaces) {
    DataStream<Observation> observations =
        items
            .connect(spaces.broadcast())
            .transform(
                "observe",
                TypeInformation.of(Observation.class),
                new Observe(waiting(existing.spaces())))
            .uid("observe");
    SingleOutputStreamOperator<SourceEstimate> estimates =
        interception
            .before("accumulate", observations)
            .transform(
                "pre-aggregate",
                TypeInformation.of(PartialSums.class),
                new PreAggregate(
                    settings.wordsInterval().dividedBy(PARTS_PER_INTERVAL),
                    settings.input().maxClockSkew()))
            .uid("pre-aggregate")
            .keyBy(Accumulate::key)
            .connect(spaces.broadcast())
            .transform(
                "accumulate",
                TypeInformation.of(SourceEstimate.class),
                new Accumulate(
                    settings.wordsInterval(),
                    settings.spaces().maxCells(),
                    settings.spaces().maxFeeds()))
            .uid("accumulate");
    outlets.addStatuses(estimates.getSideOutput(Accumulate.STATUS));
    return estimates;
  }

  private Words publishWords(
      DataStream<PreparedSpace> spaces, DataStream<SourceEstimate> estimates) {
    SingleOutputStreamOperator<Outgoing> words =
        spaces
            .keyBy(PreparedSpace::space)
            .connect(estimates.keyBy(SourceEstimate::space))
            .transform(
                "publish words",
                TypeInformation.of(Outgoing.class),
                new PublishWords(
                    settings.output().encoding(Topic.WORDS),
                    settings.spaces().maxFeeds(),
                    settings.output().transactionalId(),
                    existing.floors().words()))
            .uid("publish-words");
    outlets.finish(Topic.WORDS, words, WriteRecords.messages());
    outlets.addQualities(words.getSideOutput(PublishWords.SCORES));
    return new Words(
        words.getSideOutput(PublishWords.IN_FORCE), words.getSideOutput(PublishWords.NAMED));
  }

  /** Gives the answers that are kept for feedback. */
  private DataStream<HeldItem> label(DataStream<Embedded> images, DataStream<SpaceInForce> spaces) {
    SingleOutputStreamOperator<Label> labels =
        interception
            .before("label", images)
            .connect(spaces.broadcast())
            .transform(
                "label",
                TypeInformation.of(Label.class),
                new LabelItems(waiting(existing.spaces()), settings.feedback()))
            .uid("label");
    outlets.addAcknowledgements(labels.getSideOutput(LabelItems.ACKNOWLEDGEMENTS));
    outlets.finish(Topic.LABELS, labels);
    return labels.getSideOutput(LabelItems.ANSWERS);
  }

  private void measure(
      DataStream<HeldItem> answers,
      DataStream<FeedbackArrival> feedback,
      DataStream<PreparedSpace> spaces) {
    outlets.addQualities(
        answers
            .keyBy(HeldItem::key)
            .connect(feedback.keyBy(FeedbackArrival::key))
            .transform(
                "await answers",
                TypeInformation.of(AnsweredItem.class),
                new AwaitAnswers(settings.feedback()))
            .uid("await-answers")
            .keyBy(AnsweredItem::space)
            .connect(spaces.keyBy(PreparedSpace::space))
            .transform(
                "measure quality",
                TypeInformation.of(Quality.class),
                new MeasureQuality(settings.wordsInterval()))
            .uid("measure-quality"));
  }

  private DataStream<NamedVectors> concepts() {
    SingleOutputStreamOperator<ConceptArrival> images =
        outlets.dying(
            inlets
                .of(Topic.CONCEPTS)
                .transform(
                    "embed concepts",
                    TypeInformation.of(ConceptArrival.class),
                    new MicroBatchOperator<>(
                        new EmbedConcepts(model.images(), limits(), letters), batches()))
                .uid("embed-concepts"));
    SingleOutputStreamOperator<NamedVectors> concepts =
        inlets
            .timeless(images, "concepts")
            .keyBy(ConceptArrival::concept)
            .transform(
                "learn concepts",
                TypeInformation.of(NamedVectors.class),
                new LearnConcepts(model.texts(), existing.floors().concepts()))
            .uid("learn-concepts");
    outlets.addStatuses(concepts.getSideOutput(LearnConcepts.STATUS));
    return concepts;
  }

  private DataStream<QueryInForce> prepareQueries(DataStream<NamedVectors> named) {
    SingleOutputStreamOperator<QueryInForce> queries =
        inlets
            .read(Topic.QUERIES, new ReadQueries(limits(), letters))
            .keyBy(QueryArrival::id)
            .connect(named.broadcast())
            .transform(
                "prepare queries",
                TypeInformation.of(QueryInForce.class),
                new PrepareQueries(model.texts(), existing.floors().queries()))
            .uid("prepare-queries");
    outlets.addStatuses(queries.getSideOutput(PrepareQueries.STATUS));
    return queries;
  }

  private void match(DataStream<Embedded> images, DataStream<QueryInForce> queries) {
    SingleOutputStreamOperator<Hit> hits =
        inlets
            .timeless(queries, "queries-in-force")
            .keyBy(QueryInForce::id)
            .connect(interception.before("match", images).broadcast())
            .transform(
                "match",
                TypeInformation.of(Hit.class),
                new MatchQueries(
                    OnnxMatrixProduct::open,
                    new MatchSettings(
                        waiting(existing.queries()), batches(), settings.lookBackBytes())))
            .uid("match");
    outlets.addAcknowledgements(hits.getSideOutput(MatchQueries.ACKNOWLEDGEMENTS));
    outlets.finish(Topic.HITS, hits);
  }

  private ReadingLimits limits() {
    return ReadingLimits.DEFAULT
        .withMaxClockSkew(settings.input().maxClockSkew())
        .withPictureId(settings.input().pictureId());
  }

  private BatchSettings batches() {
    return new BatchSettings(
        settings.input().batchSize(), settings.input().batchAge(), settings.input().batchBytes());
  }

  private WaitingSettings waiting(List<String> awaited) {
    return new WaitingSettings(new HashSet<>(awaited), settings.waitingItems());
  }

  /** A place to stand in the stream, for tests that let an operator's input fail. */
  interface Interception {
    Interception NONE = new Interception() {};

    default <T> DataStream<T> before(String uid, DataStream<T> input) {
      return input;
    }
  }
}
