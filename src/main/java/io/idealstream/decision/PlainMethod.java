package io.idealstream.decision;

import java.util.Optional;

/**
 * Zero-shot classification: the plain prompts of the values, which say nothing of other factors.
 *
 * <pre>
 *   score_v = &lt;x, p_v>
 * </pre>
 */
public final class PlainMethod implements Method {

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public boolean debiases() {
    return false;
  }

  @Override
  public Optional<Scoring> scoring(SpaceVectors vectors, int factor) {
    return vectors.plain(factor).map(rows -> new ClassVectors(rows, vectors.dimension()));
  }
}
