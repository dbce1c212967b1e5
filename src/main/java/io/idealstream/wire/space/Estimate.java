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
 */
public record Estimate(
    Weighting weighting, @OrAbsent Duration halfLife, Per per, Source labelSource) {

  public static final Estimate DEFAULT =
      new Estimate(Weighting.CELLS, null, Per.SPACE, Source.PROMPTS);
}
