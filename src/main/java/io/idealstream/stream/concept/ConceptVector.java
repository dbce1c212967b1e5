package io.idealstream.stream.concept;

import io.idealstream.decision.ConceptMeans;
import io.idealstream.wire.ConceptMean;
import java.util.Optional;

/** The vector that a term of a concept asks for. */
public final class ConceptVector {

  private ConceptVector() {}

  /** The vector [dimension]; empty while the concept was not taught what it takes. */
  public static Optional<double[]> of(ConceptMeans means, ConceptMean mean) {
    return switch (mean) {
      case REMOVED -> means.removed();
      case KEPT -> means.kept();
      case NORMALIZED -> means.normalized();
      case AVERAGE -> means.average();
    };
  }
}
