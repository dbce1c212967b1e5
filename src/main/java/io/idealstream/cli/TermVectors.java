package io.idealstream.cli;

import io.idealstream.decision.ConceptMeans;
import io.idealstream.math.Anchor;
import io.idealstream.math.SinglePrecision;
import io.idealstream.math.VectorSum;
import io.idealstream.model.ClipModel;
import io.idealstream.model.Embedding;
import io.idealstream.stream.concept.ConceptVector;
import io.idealstream.wire.ConceptChange;
import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.ConceptMean;
import io.idealstream.wire.ConceptRole;
import io.idealstream.wire.Source;
import io.idealstream.wire.Term;
import io.idealstream.wire.TermText;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.Word;
import io.idealstream.wire.codec.ConceptReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Problems;
import io.idealstream.wire.pinned.PinnedCollector;
import io.idealstream.wire.pinned.PinnedSpace;
import io.idealstream.wire.space.Role;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.List;

/** Vectors of terms, from the model and from what topics hold now. */
final class TermVectors {

  private final QueryTopics topics;
  private final ClipModel model;

  TermVectors(QueryTopics topics, ClipModel model) {
    this.topics = topics;
    this.model = model;
  }

  /**
   * The vector of a term [dimension], of any length.
   *
   * @throws IllegalStateException where it has none now
   */
  float[] of(Term term) {
    if (term.word() != null) {
      return word(term);
    }
    return term.concept() != null ? concept(term) : text(term.text());
  }

  /**
   * The unit vector of a text.
   *
   * @throws IllegalStateException if it cannot be embedded
   */
  float[] text(String text) {
    return vector("text \"%s\"".formatted(text), model.embedTexts(List.of(text)).get(0));
  }

  /**
   * The unit vector of a picture.
   *
   * @param name of the picture, for messages
   * @throws IllegalStateException if it cannot be embedded
   */
  float[] image(String name, byte[] encoded) {
    return vector(name, model.embedImages(List.of(encoded)).get(0));
  }

  private static float[] vector(String name, Embedding embedding) {
    if (embedding instanceof Embedding.Vector vector) {
      return vector.values();
    }
    Embedding.Rejected rejected = (Embedding.Rejected) embedding;
    throw new IllegalStateException(name + ": " + rejected.reason() + ": " + rejected.detail());
  }

  private float[] word(Term term) {
    String[] parts = term.word().split("/", 3);
    PinnedCollector collector = new PinnedCollector();
    topics.read(Topic.WORDS, collector::takeWords);
    topics.read(Topic.SPACES, collector::takeSpace);
    Problems problems = new Problems();
    List<PinnedSpace> spaces = collector.spaces(parts[0]::equals, problems);
    problems.refuseIfAny(TermText.of(term));
    for (PinnedSpace space : spaces) {
      requireSameModel(term, space);
      Source source = term.source() == null ? labelling(space) : term.source();
      for (Word word : space.words()) {
        if (isOf(word, source) && word.factor().equals(parts[1]) && word.value().equals(parts[2])) {
          return SinglePrecision.of(word.vector());
        }
      }
    }
    throw new IllegalStateException(TermText.of(term) + ": topic words has none of that name now");
  }

  private void requireSameModel(Term term, PinnedSpace space) {
    String running = model.description().fingerprint();
    if (!space.head().model().equals(running)) {
      throw new IllegalStateException(
          "%s: its words are of model %s, expected %s; name the job's model by --model"
              .formatted(TermText.of(term), space.head().model(), running));
    }
  }

  /**
   * The source asked for once it has a word of every label or is completed by the prompts, else the
   * prompts: as the job decides.
   */
  private static Source labelling(PinnedSpace space) {
    SpaceDefinition definition = space.definition();
    Source asked = definition.estimate().labelSource();
    if (space.words().stream().anyMatch(word -> isOf(word, Source.COMPLETED))) {
      return asked;
    }
    boolean all =
        definition.factorsOf(Role.LABEL).stream()
            .allMatch(
                factor ->
                    definition.factors().get(factor).values().keySet().stream()
                        .allMatch(value -> has(space, asked, factor, value)));
    return all ? asked : Source.PROMPTS;
  }

  private static boolean has(PinnedSpace space, Source source, String factor, String value) {
    return space.words().stream()
        .anyMatch(
            word ->
                isOf(word, source) && word.factor().equals(factor) && word.value().equals(value));
  }

  private static boolean isOf(Word word, Source source) {
    return word.source() == source && word.feed().equals(Word.EVERY_FEED);
  }

  private float[] concept(Term term) {
    Lesson lesson = new Lesson(term.concept());
    topics.read(Topic.CONCEPTS, lesson::take);
    ConceptMean mean = term.mean() == null ? ConceptMean.REMOVED : term.mean();
    return ConceptVector.of(new ConceptMeans(lesson.examples, lesson.ofClass), mean)
        .map(SinglePrecision::of)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "%s: topic concepts holds %d examples and %d of its class"
                        .formatted(
                            TermText.of(term), lesson.examples.count(), lesson.ofClass.count())));
  }

  /** What a concept was taught by its topic; what cannot be used is passed over, as by the job. */
  private final class Lesson {
    private final ConceptReader reader = new ConceptReader(ReadingLimits.DEFAULT);
    private final String concept;
    private VectorSum examples = none();
    private VectorSum ofClass = none();

    private Lesson(String concept) {
      this.concept = concept;
    }

    private VectorSum none() {
      return new VectorSum(Anchor.origin(model.description().dimension()));
    }

    private void take(TopicRecord message) {
      try {
        ConceptChange change = reader.read(message);
        if (!change.concept().equals(concept)) {
          return;
        }
        if (change.example() == null) {
          examples = none();
          ofClass = none();
        } else {
          learn(change.example());
        }
      } catch (Unreadable | IllegalStateException passedOver) {
        // the job answered it by a dead letter
      }
    }

    private void learn(ConceptExample example) {
      VectorSum sum = example.role() == ConceptRole.EXAMPLE ? examples : ofClass;
      if (example.image() != null) {
        sum.add(image(concept, example.image()), 1);
      } else if (example.model().equals(model.description().fingerprint())) {
        sum.add(unit(example.embedding()), 1);
      }
    }

    private float[] unit(float[] values) {
      double squares = 0;
      for (float value : values) {
        squares += (double) value * value;
      }
      float[] unit = new float[values.length];
      for (int j = 0; j < unit.length; j++) {
        unit[j] = (float) (values[j] / Math.sqrt(squares));
      }
      return unit;
    }
  }
}
