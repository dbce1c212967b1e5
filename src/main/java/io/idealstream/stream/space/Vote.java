package io.idealstream.stream.space;

import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import io.idealstream.stream.Observation;
import io.idealstream.wire.Source;
import io.idealstream.wire.space.Naming;
import io.idealstream.wire.space.Shortfall;
import java.util.List;
import java.util.Optional;

/**
 * What an item says about the cells of one space.
 *
 * @param observation empty where it does not name one whole cell
 * @param reasons why there is no observation, as codes; empty where there is one
 */
record Vote(Optional<Observation> observation, List<String> reasons) {

  /** Prompts of one model say nothing about vectors of another. */
  static final String OTHER_MODEL = "other-model";

  private static final Vote NONE = new Vote(Optional.empty(), List.of());

  /**
   * Values given with an item count, or else those its caption names. An item that says neither, or
   * of a feed that is not the space's, has no vote, and nobody misses it.
   */
  static Vote of(Embedded item, KnownSpace space) {
    boolean silent = item.values() == null && item.caption() == null;
    if (silent || !space.definition().appliesTo(item.feed())) {
      return NONE;
    }
    if (!item.model().equals(space.model())) {
      return new Vote(Optional.empty(), List.of(OTHER_MODEL));
    }
    Naming naming =
        item.values() == null
            ? space.phrasebook().read(item.caption())
            : Naming.of(space.cells(), item.values());
    return naming.complete()
        ? new Vote(Optional.of(observation(item, space, naming)), List.of())
        : new Vote(Optional.empty(), naming.shortfalls().stream().map(Shortfall::code).toList());
  }

  private static Observation observation(Embedded item, KnownSpace space, Naming naming) {
    return new Observation(
        space.definition().space(),
        space.version(),
        space.estimateFeed(item.feed()),
        source(item.modality()),
        item.model(),
        space.halfLifeMillis(),
        naming.values(),
        item.time(),
        item.vector());
  }

  private static Source source(Modality modality) {
    return switch (modality) {
      case IMAGE -> Source.IMAGES;
      case CAPTION -> Source.CAPTIONS;
      case FEEDBACK -> Source.FEEDBACK;
    };
  }
}
