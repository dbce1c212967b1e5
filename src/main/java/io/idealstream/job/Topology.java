package io.idealstream.job;

import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.stream.AnsweredItem;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.FeedbackArrival;
import io.idealstream.stream.ItemPart;
import io.idealstream.stream.TextArrival;
import io.idealstream.wire.Control;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The way of the data: a function of an environment, sources and sinks, the same for a cluster, the
 * demo and the tests. Every operator has a uid for ever, since state is found again by it.
 */
public final class Topology {
  /** Key groups: the most subtasks that a job's state can be divided among, for ever. */
  public static final int MAX_PARALLELISM = 720;

  private Topology() {}

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
    Outlets outlets = new Outlets(sinks, settings.output(), settings.kafka().outputPrefix());
    Inlets inlets = new Inlets(environment, sources, settings.input(), outlets);
    build(new Plan(settings, existing, inlets, outlets, interception));
  }

  private static void build(Plan plan) {
    EmbedStage embedding = new EmbedStage(plan);
    FeedbackStage feedback = new FeedbackStage(plan);
    MatchStage matching = new MatchStage(plan);
    DataStream<Control> acts = new ControlStage(plan).acts();
    ErasureStage forgetting = new ErasureStage(plan);
    ErasureStage.Erasures erasures = forgetting.read();

    EmbedStage.Images embedded = embedding.images();
    EmbedStage.Images withErasures = embedded.with(erasures.items());
    DataStream<Embedded> images = withErasures.images();
    DataStream<FeedbackArrival> truths = feedback.read();
    Optional<DataStream<TextArrival>> texts = new TextStage(plan).read();
    DataStream<PreparedSpace> spaces = new SpaceStage(plan).prepare(texts);
    DriftStage drift = new DriftStage(plan);
    Optional<DriftStage.Feeds> feeds = drift.watch(withErasures, spaces, acts, erasures.requests());
    DataStream<Control> onWords = feeds.map(DriftStage.Feeds::acts).map(acts::union).orElse(acts);
    Words words =
        plan.existing()
            .pinned()
            .map(pinned -> SpaceStage.pin(spaces, pinned))
            .orElseGet(
                () ->
                    new EstimateStage(plan)
                        .words(
                            images.union(
                                embedding.captions(embedded.captions()),
                                feedback.votes(embedded.images(), truths, erasures.held())),
                            spaces,
                            onWords));
    LabelStage.Answers answers = new LabelStage(plan).label(images, words.spaces());
    DataStream<AnsweredItem> answered =
        feedback.measure(answers.held(), truths, spaces, erasures.held());
    feeds.ifPresent(watched -> drift.watchLabels(answered, watched));
    DataStream<NamedVectors> named = words.named().union(new ConceptStage(plan).learn());
    DataStream<NamedVectors> all =
        texts.map(given -> named.union(TextStage.named(given))).orElse(named);
    DataStream<ItemPart> matched = matching.match(images, matching.prepare(all));
    new PolicyStage(plan).decide(answers.parts().union(matched));
    forgetting.tell(erasures);
    plan.outlets().end();
  }

  /** A place to stand in the stream, for tests that let an operator's input fail. */
  interface Interception {
    Interception NONE = new Interception() {};

    default <T> DataStream<T> before(String uid, DataStream<T> input) {
      return input;
    }
  }
}
