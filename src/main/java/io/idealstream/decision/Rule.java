package io.idealstream.decision;

import java.util.Set;

/** How scores become an answer. */
public interface Rule {

  /**
   * What scores say.
   *
   * @param logitScale the model's factor between a cosine and a logit, above zero
   * @param scores one per value, see {@link Scoring#scores}
   */
  Reply reply(double logitScale, double[] scores);

  /**
   * The reply as far as it can be given.
   *
   * @param uncertain values whose words are little more than noise
   */
  Verdict judge(Reply reply, Set<Integer> uncertain);

  /**
   * A reply and why it is withheld.
   *
   * @param abstained null where it is given
   */
  record Verdict(Reply reply, Abstention abstained) {}
}
