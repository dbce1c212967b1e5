package io.idealstream.wire;

/**
 * A change of topic {@code texts}.
 *
 * @param key see {@link Keys#text}
 * @param vector null where the text is to be removed
 */
public record TextChange(String key, TextVector vector) {}
