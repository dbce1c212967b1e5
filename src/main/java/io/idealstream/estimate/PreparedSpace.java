package io.idealstream.estimate;

/**
 * A space whose prompts are embedded and solved, or the news that there is none.
 *
 * <p>Where no version answers yet, a space also comes once before its words: its plain prompts are
 * enough for the raw answer.
 *
 * @param version of the space; rises only when the definition changes; without a definition the
 *     last there was, 0 for none or {@link #FORGOTTEN}
 * @param definition canonical JSON; null where the space was removed, or rejected before any
 *     definition of it was in force
 * @param model fingerprint of the model that embedded the prompts
 * @param logitScale the model's factor between a cosine and a logit; 0 with {@code definition} null
 * @param prompts words of the prompts; null with {@code definition}, or while they are on their way
 * @param plain row-major [values of {@link io.idealstream.wire.space.SpaceDefinition#plainFactors},
 *     in their order, x dimension]: unit vectors, those of label factors the class vectors of the
 *     raw answer; null with {@code definition}
 * @param gate row-major [gate texts x dimension], unit vectors; empty without a gate, null with
 *     {@code definition}
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record PreparedSpace(
    String space,
    long version,
    byte[] definition,
    String model,
    double logitScale,
    SourceEstimate prompts,
    double[] plain,
    double[] gate) {

  /** Version of a space that was removed and of which nothing needs to be known any more. */
  public static final long FORGOTTEN = -1;

  /** Whether the space has no version of which something may still be on its way. */
  public boolean isUnknown() {
    return version <= 0;
  }

  /** Whether the space is there to be answered by its plain prompts, and its words are to come. */
  public boolean awaitsWords() {
    return definition != null && prompts == null;
  }
}
