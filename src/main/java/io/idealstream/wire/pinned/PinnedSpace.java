package io.idealstream.wire.pinned;

import io.idealstream.wire.Source;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.space.Role;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.List;

/**
 * A space and its words as they stand.
 *
 * @param head names the space's version, the words' version and the model; holds the centres
 * @param words of the head's space version and model, by key
 */
public record PinnedSpace(SpaceDefinition definition, WordsHead head, List<Word> words) {

  public PinnedSpace {
    words = List.copyOf(words);
  }

  /**
   * The source whose words label: the one asked for once it has a word of every label or is
   * completed by the prompts, else the prompts, as the job decides.
   */
  public Source labelling() {
    Source asked = definition.estimate().labelSource();
    if (words.stream().anyMatch(word -> isOf(word, Source.COMPLETED))) {
      return asked;
    }
    boolean all =
        definition.factorsOf(Role.LABEL).stream()
            .allMatch(
                factor ->
                    definition.factors().get(factor).values().keySet().stream()
                        .allMatch(value -> has(asked, factor, value)));
    return all ? asked : Source.PROMPTS;
  }

  private boolean has(Source source, String factor, String value) {
    return words.stream()
        .anyMatch(
            word ->
                isOf(word, source) && word.factor().equals(factor) && word.value().equals(value));
  }

  private static boolean isOf(Word word, Source source) {
    return word.source() == source && word.feed().equals(Word.EVERY_FEED);
  }
}
