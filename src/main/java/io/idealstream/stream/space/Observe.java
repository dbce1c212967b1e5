package io.idealstream.stream.space;

import io.idealstream.estimate.Observation;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.stream.inforce.AnswerItems;
import io.idealstream.stream.inforce.WaitingSettings;

/**
 * Lets items that name a whole cell vote for the words of every space in force, and images that do
 * not where a space has their values inferred.
 *
 * <p>An item waits until the awaited spaces have their words, so that a job that begins on a
 * backlog loses none of its votes. Beyond the bound it votes in the spaces that are there.
 */
public final class Observe extends AnswerItems<PreparedSpace, Observation> {

  private static final long serialVersionUID = 1L;

  public Observe(WaitingSettings settings) {
    super(settings);
  }

  @Override
  protected VotingSpaces inForce() {
    return new VotingSpaces();
  }
}
