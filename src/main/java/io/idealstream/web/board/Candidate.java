package io.idealstream.web.board;

/**
 * An item on show that has a vector.
 *
 * @param vector [dimension], of any length
 * @param model of the vector; null for the job's own
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Candidate(String feed, String id, String picture, float[] vector, String model) {}
