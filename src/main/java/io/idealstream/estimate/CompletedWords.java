package io.idealstream.estimate;

/**
 * Words of a source where its events tell, and of the prompts for the rest: what labels are made of
 * while the source alone does not determine them all.
 *
 * @param rows row-major [rows x dimension]
 * @param standardError [rows] what the events leave open; nearly 0 where the prompts speak
 * @param priorShare [rows] share of the prompts in each word
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record CompletedWords(double[] rows, double[] standardError, double[] priorShare) {}
