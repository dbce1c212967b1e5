package io.idealstream.wire.decision;

import java.util.Map;

/**
 * A policy as somebody wrote it, checked for its name alone.
 *
 * @param policy its name
 * @param fields all of the file, the name among them: maps, lists, texts, Long, Double, Boolean
 */
public record PolicyText(String policy, Map<String, Object> fields) {}
