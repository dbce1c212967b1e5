package io.idealstream.demo;

import io.idealstream.demo.folder.FolderPicture;
import io.idealstream.wire.space.SpaceDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a user may ask of the demo.
 *
 * @param feed how long pictures are sent
 * @param kafkaPort of the broker; 0 for any free one
 * @param page where its page is served; empty for none
 */
public record DemoSettings(Duration feed, int kafkaPort, Optional<Page> page) {

  /**
   * The live page.
   *
   * @param port empty for 8080, or the next one that is free
   */
  public record Page(OptionalInt port) {}

  /**
   * Pictures of the user's.
   *
   * @param space by which they are labelled
   * @param model folder of a model; empty for the bundled one
   */
  public record Folder(List<FolderPicture> pictures, SpaceDefinition space, Optional<Path> model) {

    public Folder {
      pictures = List.copyOf(pictures);
    }
  }
}
