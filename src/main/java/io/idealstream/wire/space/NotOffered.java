package io.idealstream.wire.space;

import io.idealstream.wire.Source;
import io.idealstream.wire.config.Problems;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a space file can say and the job does not do yet. It is refused where a space enters the
 * job, since to ignore it would be to answer another question than was asked. A definition that
 * state holds already is read as ever.
 */
public final class NotOffered {

  private record Rule(String path, String meaning, Predicate<SpaceDefinition> asked) {}

  /** One line for each; it goes when the job does it. */
  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "estimate.label-source",
              "labelling each feed by words of its own",
              space ->
                  space.estimate().per() == Per.FEED
                      && space.estimate().labelSource() != Source.PROMPTS));

  private NotOffered() {}

  /** Notes every such wish of a definition. */
  public static void check(SpaceDefinition space, Problems problems) {
    for (Rule rule : RULES) {
      if (rule.asked().test(space)) {
        problems.note(rule.path(), rule.meaning() + " is not offered yet");
      }
    }
  }
}
