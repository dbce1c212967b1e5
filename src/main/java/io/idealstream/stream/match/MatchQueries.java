package io.idealstream.stream.match;

import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.inforce.AnswerItems;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.wire.Hit;

/** Holds every image against every standing query of its model; images wait for awaited ones. */
public final class MatchQueries extends AnswerItems<QueryInForce, Hit> {

  private static final long serialVersionUID = 1L;

  public MatchQueries(ProductOpening opening, WaitingSettings settings) {
    super(() -> new HeldQueries(opening.open()), settings);
  }
}
