package io.idealstream.stream;

/**
 * A space as labelling holds it; it replaces what was held under the space's name.
 *
 * @param definition canonical JSON; null where the space is gone, or will not come
 * @param words version of the words in {@code labelling}
 * @param labelling words of the source that labels
 * @param plain see {@link PreparedSpace#plain}
 * @param gate see {@link PreparedSpace#gate}
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record SpaceInForce(
    String space,
    long spaceVersion,
    byte[] definition,
    String model,
    long words,
    SourceEstimate labelling,
    double[] plain,
    double[] gate) {}
