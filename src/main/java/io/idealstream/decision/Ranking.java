package io.idealstream.decision;

/** Takes the items that may be among the best of a query, and works out later which are. */
public interface Ranking {

  /**
   * Takes an item that concerns the query.
   *
   * @param item index in its batch
   * @param score as far from the exact cosine as {@link StandingQueries#slack} says
   * @return false where the item is to be matched like that of any other query
   */
  boolean take(int item, float score);

  /** What items must reach behind the one that was taken last; null where that is not known. */
  Floor floor();
}
