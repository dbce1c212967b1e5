package io.idealstream.wire.space;

import io.idealstream.math.Weighting;
import io.idealstream.wire.OrAbsent;
import io.idealstream.wire.Source;
import java.time.Duration;

/**
 * How the words of a space are estimated.
 *
 * @param halfLife event time after which an event counts half; null for never. Prompts never decay
 * @param labelSource whose words make the labels
 * @param blendSource whose words are joined with those of prompts: of images, or of feedback
 * @param blend how they are joined, for source {@code blend}
 * @param prior events per value that the prompts are worth in a blend; null for what the data say
 * @param inferred whether images that name no whole cell vote, in a source of their own, with the
 *     values that the words of the prompts infer
 */
public record Estimate(
    Weighting weighting,
    @OrAbsent Duration halfLife,
    Per per,
    Source labelSource,
    Source blendSource,
    Blending blend,
    @OrAbsent Double prior,
    boolean inferred) {

  public static final Estimate DEFAULT =
      new Estimate(
          Weighting.CELLS,
          null,
          Per.SPACE,
          Source.PROMPTS,
          Source.IMAGES,
          Blending.EVEN,
          null,
          false);
}
