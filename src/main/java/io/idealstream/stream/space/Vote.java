package io.idealstream.stream.space;

import io.idealstream.estimate.Inference;
import io.idealstream.estimate.KnownSpace;
import io.idealstream.estimate.Observation;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import io.idealstream.wire.Source;
import io.idealstream.wire.space.Naming;
import io.idealstream.wire.space.Shortfall;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an item says about the cells of one space.
 *
 * @param observation empty where it does not name one whole cell, and none is inferred
 * @param reasons why it names no whole cell, as codes
 */
record Vote(Optional<Observation> observation, List<String> reasons) {

  /** Prompts of one model say nothing about vectors of another. */
  static final String OTHER_MODEL = "other-model";

  private static final Vote NONE = new Vote(Optional.empty(), List.of());

  /**
   * Values given with an item count, or else those its caption names. An item that says neither, or
   * of a feed that is not the space's, has no vote, and nobody misses it.
   *
   * @param inference of what images leave open; empty where none is asked for
   */
  static Vote of(Embedded item, KnownSpace space, Optional<Inference> inference) {
    boolean silent = item.values() == null && item.caption() == null;
    boolean inferring = inference.isPresent() && item.modality() == Modality.IMAGE;
    if ((silent && !inferring) || !space.definition().appliesTo(item.feed())) {
      return NONE;
    }
    if (!item.model().equals(space.model())) {
      return new Vote(Optional.empty(), List.of(OTHER_MODEL));
    }
    Naming naming = naming(item, space);
    if (naming.complete()) {
      Source source = source(item.modality());
      return new Vote(Optional.of(observation(item, space, source, naming.values())), List.of());
    }
    List<String> reasons =
        silent ? List.of() : naming.shortfalls().stream().map(Shortfall::code).toList();
    Optional<Map<String, String>> inferred =
        inferring ? inference.get().complete(naming, item.vector()) : Optional.empty();
    return new Vote(
        inferred.map(values -> observation(item, space, Source.INFERRED, values)), reasons);
  }

  private static Naming naming(Embedded item, KnownSpace space) {
    if (item.values() != null) {
      return Naming.of(space.cells(), item.values());
    }
    return item.caption() == null
        ? Naming.of(space.cells(), Map.of())
        : space.phrasebook().read(item.caption());
  }

  private static Observation observation(
      Embedded item, KnownSpace space, Source source, Map<String, String> values) {
    return new Observation(
        space.definition().space(),
        space.version(),
        space.estimateFeed(item.feed()),
        source,
        item.model(),
        space.halfLifeMillis(),
        values,
        item.time(),
        item.vector());
  }

  private static Source source(Modality modality) {
    return switch (modality) {
      case IMAGE -> Source.IMAGES;
      case CAPTION -> Source.CAPTIONS;
      case FEEDBACK -> Source.FEEDBACK;
      case LOST, FORGOTTEN -> throw new IllegalArgumentException("what is lost has no vote");
    };
  }
}
