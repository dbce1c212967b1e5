package io.idealstream.stream.space;

import java.io.Serial;
import java.io.Serializable;

/**
 * How much of a space may be prompted.
 *
 * @param sampled cells beyond which a sample is prompted in place of all
 * @param whole cells beyond which a space is refused whose weighting needs all of them
 */
public record PromptBounds(int sampled, int whole) implements Serializable {

  @Serial private static final long serialVersionUID = 1L;
}
