package io.idealstream.job.query;

import io.idealstream.decision.ConceptMeans;
import io.idealstream.decision.QueryVector;
import io.idealstream.math.Anchor;
import io.idealstream.math.SinglePrecision;
import io.idealstream.math.VectorSum;
import io.idealstream.stream.concept.ConceptVector;
import io.idealstream.wire.ConceptChange;
import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.ConceptMean;
import io.idealstream.wire.ConceptRole;
import io.idealstream.wire.Term;
import io.idealstream.wire.TermText;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.ConceptReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.config.Count;
import java.util.List;

/** What a concept was taught by its topic; what cannot be used is passed over, as by the job. */
public final class ConceptLesson {

  private final ConceptReader reader = new ConceptReader(ReadingLimits.DEFAULT);
  private final String concept;
  private final VectorModel model;
  private VectorSum examples;
  private VectorSum ofClass;

  /** A concept that was not taught yet. */
  public ConceptLesson(String concept, VectorModel model) {
    this.concept = concept;
    this.model = model;
    forget();
  }

  private void forget() {
    examples = new VectorSum(Anchor.origin(model.dimension()));
    ofClass = new VectorSum(Anchor.origin(model.dimension()));
  }

  /** Takes a record of topic {@code concepts}, of this concept or another. */
  public void take(TopicRecord message) {
    try {
      ConceptChange change = reader.read(message);
      if (!change.concept().equals(concept)) {
        return;
      }
      if (change.example() == null) {
        forget();
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
      sum.add(model.image(concept, example.image()), 1);
    } else if (example.model().equals(model.fingerprint())) {
      QueryVector.of(List.of(example.embedding()), new double[] {1})
          .ifPresent(unit -> sum.add(unit, 1));
    }
  }

  /**
   * The vector that a term of the concept stands for.
   *
   * @throws IllegalStateException in a sentence, where it has none now
   */
  public float[] vector(Term term) {
    ConceptMean mean = term.mean() == null ? ConceptMean.REMOVED : term.mean();
    return ConceptVector.of(new ConceptMeans(examples, ofClass), mean)
        .map(SinglePrecision::of)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "%s: topic concepts holds %s and %d of its class"
                        .formatted(
                            TermText.of(term),
                            Count.of(examples.count(), "example"),
                            ofClass.count())));
  }
}
