package io.idealstream.decision;

/**
 * That an item answers a query.
 *
 * @param item index in its batch
 * @param score cosine
 */
public record Match(int item, String query, double score) {}
