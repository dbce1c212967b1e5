package io.idealstream.cli.eval;

import io.idealstream.model.ModelDescription;
import io.idealstream.wire.dataset.Split;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run: what was measured, on what and by what.
 *
 * @param run when it was made, and by what command
 * @param data name of the data set
 * @param publishedAs the name under which numbers of this data set are published; empty where it
 *     was read in another layout, or asked with other prompts
 * @param pictures of the data set
 * @param asked those that some table needs
 * @param embedded vectors that the model was asked for
 * @param reused vectors that were there from an earlier run
 * @param broken pictures that were left out
 * @param firstBroken some of them
 * @param problems why lines of the data set's lists were passed over, and which of its names the
 *     space does not know
 * @param space empty where there was none
 */
public record Measurement(
    Run run,
    String data,
    Optional<String> publishedAs,
    int pictures,
    int asked,
    long embedded,
    long reused,
    long broken,
    List<PictureVectors.Broken> firstBroken,
    List<String> problems,
    ModelDescription model,
    Optional<SpaceDefinition> space,
    Evaluation.Choice choice,
    Tables tables) {

  /**
   * How a measurement can be made again.
   *
   * @param version of this program
   * @param command as it was typed
   */
  public record Run(Instant time, String version, String command) {}

  /** Published numbers beside which these may be held: of split test, by models of this shape. */
  Optional<Published> published() {
    return publishedAs
        .filter(name -> choice.split() == Split.TEST)
        .flatMap(name -> Published.of(name, model));
  }
}
