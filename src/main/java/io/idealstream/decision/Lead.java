package io.idealstream.decision;

/**
 * By how much one value is ahead of another by the plain prompts, and what puts it there.
 *
 * <pre>
 *   logit = s &lt;x, p_v - p_w> = sum of factors + rest
 * </pre>
 *
 * @param value v, the raw answer
 * @param over w, the value it is compared with
 * @param factors one part per factor of the space
 * @param rest the part along no word
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Lead(int value, int over, double logit, double[] factors, double rest) {}
