package io.idealstream.estimate;

import io.idealstream.wire.Keys;
import io.idealstream.wire.Source;
import java.util.Locale;

/**
 * What shares one set of sums.
 *
 * @param feed {@code *} for all feeds together
 */
public record EstimateKey(String model, String space, Source source, String feed) {

  private static final int PARTS = 4;

  /** The key of sums as text: an enum's hash differs from one machine to the next. */
  public static String of(PartialSums sums) {
    return new EstimateKey(sums.model(), sums.space(), sums.source(), sums.feed()).toText();
  }

  public static EstimateKey of(SourceEstimate estimate) {
    return new EstimateKey(estimate.model(), estimate.space(), estimate.source(), estimate.feed());
  }

  /** The same of another source. */
  public EstimateKey from(Source other) {
    return new EstimateKey(model, space, other, feed);
  }

  /** The same of another space. */
  public EstimateKey of(String other) {
    return new EstimateKey(model, other, source, feed);
  }

  /** Only the feed, which stands last, holds slashes: those of the model are written otherwise. */
  public String toText() {
    return String.join("/", Keys.escaped(model), space, source.code(), feed);
  }

  public static EstimateKey parse(String text) {
    String[] parts = text.split("/", PARTS);
    return new EstimateKey(
        Keys.unescaped(parts[0]),
        parts[1],
        Source.valueOf(parts[2].toUpperCase(Locale.ROOT)),
        parts[3]);
  }
}
