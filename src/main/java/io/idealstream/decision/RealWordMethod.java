package io.idealstream.decision;

import java.util.Optional;

/**
 * Real words (Trager et al. 2023, table 1): each factor by prompts that name one value and nothing
 * else.
 *
 * <pre>
 *   score_v = &lt;x, r_v>
 * </pre>
 *
 * <p>Of a label factor the plain prompts are such prompts, and the answer is the plain one. The two
 * differ in what they are compared with: this one with pairs and ideal words, over all factors.
 */
public final class RealWordMethod implements Method {

  private final PlainMethod prompts = new PlainMethod();

  @Override
  public String name() {
    return "real-words";
  }

  @Override
  public boolean debiases() {
    return prompts.debiases();
  }

  @Override
  public Optional<Scoring> scoring(SpaceVectors vectors, int factor) {
    return prompts.scoring(vectors, factor);
  }
}
