package io.idealstream.wire.dataset;

import java.nio.file.Path;

/** How a data set lies in its folder. */
interface DataLayout {

  /** What people call it, with the files it is known by. */
  String description();

  /** Whether a folder holds the files that the layout is known by. */
  boolean matches(Path folder);

  /**
   * Reads the lists of a folder that matches.
   *
   * @throws io.idealstream.wire.config.Misconfigured if a list is missing or of another shape
   */
  LabelledPictures read(Path folder);
}
