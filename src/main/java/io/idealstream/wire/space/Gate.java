package io.idealstream.wire.space;

import java.util.List;

/**
 * What an item is compared with to see whether it is about the space at all.
 *
 * @param against texts that fit any item
 * @param margin cosine by which the space's own centre must be nearer than the texts
 */
public record Gate(List<String> against, double margin) {}
