package io.idealstream.wire.pinned;

import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
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
}
