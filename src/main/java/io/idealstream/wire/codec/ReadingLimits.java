package io.idealstream.wire.codec;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a record may hold at most, and what it may leave out.
 *
 * @param maxClockSkew how far an item's time may be ahead of the clock of the machine that reads
 * @param maxName characters of an id, a feed, a factor or a value
 * @param maxText characters of a caption or a query's text
 * @param maxValues factors in {@code values}, and values of a factor
 * @param maxDimension numbers in an embedding
 * @param pictureId what stands in for the id of a picture that names none
 * @param dimension numbers in the vectors of the job's model; 0 where that is not known
 */
public record ReadingLimits(
    Duration maxClockSkew,
    int maxName,
    int maxText,
    int maxValues,
    int maxDimension,
    IdFrom pictureId,
    int dimension)
    implements Serializable {

  public static final ReadingLimits DEFAULT =
      new ReadingLimits(Duration.ofMinutes(5), 512, 10_000, 256, 65_536, IdFrom.HEADER, 0);

  public ReadingLimits withMaxClockSkew(Duration skew) {
    return new ReadingLimits(skew, maxName, maxText, maxValues, maxDimension, pictureId, dimension);
  }

  public ReadingLimits withPictureId(IdFrom source) {
    return new ReadingLimits(
        maxClockSkew, maxName, maxText, maxValues, maxDimension, source, dimension);
  }

  public ReadingLimits withDimension(int ofModel) {
    return new ReadingLimits(
        maxClockSkew, maxName, maxText, maxValues, maxDimension, pictureId, ofModel);
  }
}
