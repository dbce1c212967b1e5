package io.idealstream.wire;

import java.util.Arrays;
import java.util.Objects;

/**
 * The ideal word of one value.
 *
 * @param feed {@code *} unless the space is estimated per feed
 * @param version counter of the space's words, one for all its sources
 * @param vector [dimension]; add the head's centre of the same source to get a class vector
 * @param support decayed effective number of events behind the vector, prompts not counted
 * @param standardError of the vector's length; null where it is not known
 * @param model fingerprint of the model
 * @param uncertain whether the standard error is unknown or above half the vector's length, so that
 *     its direction is mostly noise; null in records of before it was said
 * @param priorShare share of the prompts in a word of {@link Source#BLEND} or {@link
 *     Source#COMPLETED}, 0 to 1; null of other sources
 * @param valueClass class of the value, from 1, where the data do not compare all values of the
 *     factor: the word is relative to the values of its class; null where there is one class
 */
@SuppressWarnings("ArrayRecordComponent") // equality goes by content, below
public record Word(
    String space,
    long spaceVersion,
    String feed,
    Source source,
    String factor,
    String value,
    long version,
    double[] vector,
    double support,
    @OrNull Double standardError,
    String model,
    @OrAbsent Boolean uncertain,
    @OrAbsent Double priorShare,
    @OrAbsent Integer valueClass)
    implements WordsRecord {

  /** The feed that stands for all feeds together. */
  public static final String EVERY_FEED = "*";

  /** A feed as people call it. */
  public static String calledFeed(String feed) {
    return feed.equals(EVERY_FEED) ? "all feeds" : feed;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Word that
        && space.equals(that.space)
        && spaceVersion == that.spaceVersion
        && feed.equals(that.feed)
        && source == that.source
        && factor.equals(that.factor)
        && value.equals(that.value)
        && version == that.version
        && Arrays.equals(vector, that.vector)
        && Double.compare(support, that.support) == 0
        && Objects.equals(standardError, that.standardError)
        && model.equals(that.model)
        && Objects.equals(uncertain, that.uncertain)
        && Objects.equals(priorShare, that.priorShare)
        && Objects.equals(valueClass, that.valueClass);
  }

  @Override
  public int hashCode() {
    return Objects.hash(space, feed, source, factor, value, version);
  }
}
