package io.idealstream.wire.dataset;

import io.idealstream.wire.space.SpaceDefinition;
import java.util.List;
import java.util.Optional;

/**
 * A data set.
 *
 * @param name of the data set
 * @param pictures in the order of their list
 * @param space the factors with the prompts that the data set is usually asked with, if there are
 *     such
 * @param problems why lines were passed over, the first of them
 * @param published the name under which numbers are published, if it was read as its authors lay it
 *     out
 */
public record LabelledPictures(
    String name,
    List<LabelledPicture> pictures,
    Optional<SpaceDefinition> space,
    List<String> problems,
    Optional<String> published) {

  public LabelledPictures {
    pictures = List.copyOf(pictures);
    problems = List.copyOf(problems);
  }
}
