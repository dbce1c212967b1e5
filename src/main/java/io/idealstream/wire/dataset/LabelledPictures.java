package io.idealstream.wire.dataset;

import io.idealstream.wire.space.SpaceDefinition;
import java.util.List;
import java.util.Optional;

/**
 * A data set.
 *
 * @param name of the data set, by which published numbers are found
 * @param pictures in the order of their list
 * @param space the factors with the prompts that the data set is usually asked with, if there are
 *     such
 * @param problems why lines were passed over, the first of them
 */
public record LabelledPictures(
    String name,
    List<LabelledPicture> pictures,
    Optional<SpaceDefinition> space,
    List<String> problems) {

  public LabelledPictures {
    pictures = List.copyOf(pictures);
    problems = List.copyOf(problems);
  }
}
