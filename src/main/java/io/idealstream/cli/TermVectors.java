package io.idealstream.cli;

import io.idealstream.job.query.ConceptLesson;
import io.idealstream.job.query.VectorModel;
import io.idealstream.math.SinglePrecision;
import io.idealstream.model.ClipModel;
import io.idealstream.model.Embedding;
import io.idealstream.wire.Source;
import io.idealstream.wire.Term;
import io.idealstream.wire.TermText;
import io.idealstream.wire.Word;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Problems;
import io.idealstream.wire.pinned.PinnedCollector;
import io.idealstream.wire.pinned.PinnedSpace;
import java.util.List;

/** Vectors of terms, from the model and from what topics hold now. */
final class TermVectors implements VectorModel {

  private final QueryTopics topics;
  private final ClipModel model;

  TermVectors(QueryTopics topics, ClipModel model) {
    this.topics = topics;
    this.model = model;
  }

  @Override
  public String fingerprint() {
    return model.description().fingerprint();
  }

  @Override
  public int dimension() {
    return model.description().dimension();
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

  @Override
  public float[] text(String text) {
    return vector("text \"%s\"".formatted(text), model.embedTexts(List.of(text)).get(0));
  }

  @Override
  public float[] image(String name, byte[] encoded) {
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
      Source source = term.source() == null ? space.labelling() : term.source();
      for (Word word : space.words()) {
        if (word.source() == source
            && word.feed().equals(Word.EVERY_FEED)
            && word.factor().equals(parts[1])
            && word.value().equals(parts[2])) {
          return SinglePrecision.of(word.vector());
        }
      }
    }
    throw new IllegalStateException(TermText.of(term) + ": topic words has none of that name now");
  }

  private void requireSameModel(Term term, PinnedSpace space) {
    if (!space.head().model().equals(fingerprint())) {
      throw new IllegalStateException(
          "%s: its words are of model %s, expected %s; name the job's model by --model"
              .formatted(TermText.of(term), space.head().model(), fingerprint()));
    }
  }

  private float[] concept(Term term) {
    ConceptLesson lesson = new ConceptLesson(term.concept(), this);
    topics.read(Topic.CONCEPTS, lesson::take);
    return lesson.vector(term);
  }
}
