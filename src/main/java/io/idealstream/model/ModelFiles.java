package io.idealstream.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where the files of a model lie: a folder, or the class path for the bundled model. */
public interface ModelFiles {
  /** The place, for messages. */
  String place();

  boolean has(String file);

  /** Opens a file; refused when it is not there. */
  InputStream open(String file);

  /** The file on disk; empty when it lies inside a jar. */
  Optional<Path> onDisk(String file);

  /** Whole content of a file; refused when it is not there. */
  default byte[] read(String file) {
    try (InputStream in = open(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ModelRefused(place() + ": " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Length of a file in bytes; refused when it is not there. */
  default long size(String file) {
    try (InputStream in = open(file)) {
      return in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new ModelRefused(place() + ": " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** A parsed JSON file; refused when it is not there. */
  default ModelJson json(String file) {
    return ModelJson.parse(file, read(file));
  }

  /** A parsed JSON file, or null when the model has none of this name. */
  default ModelJson jsonOrNull(String file) {
    return has(file) ? json(file) : null;
  }

  /** The small CLIP that comes with idealstream. */
  static ModelFiles bundled() {
    return new ClassPathFiles("/models/starter/");
  }

  /** A folder in the Hugging Face layout; refused when it is none. */
  static ModelFiles of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ModelRefused(
          folder
              + ": expected a model folder with config.json and onnx/, found "
              + (Files.exists(folder) ? "a file" : "nothing"));
    }
    return new FolderFiles(folder);
  }
}

/** Files of a folder on disk. */
record FolderFiles(Path folder) implements ModelFiles {
  @Override
  public String place() {
    return folder.toString();
  }

  @Override
  public boolean has(String file) {
    return Files.isRegularFile(folder.resolve(file));
  }

  @Override
  public InputStream open(String file) {
    try {
      return Files.newInputStream(folder.resolve(file));
    } catch (IOException e) {
      throw new ModelRefused(folder + ": expected the file " + file + ", found " + listing(), e);
    }
  }

  @Override
  public long size(String file) {
    return folder.resolve(file).toFile().length();
  }

  @Override
  public Optional<Path> onDisk(String file) {
    return Optional.of(folder.resolve(file));
  }

  private String listing() {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      TreeSet<String> names = new TreeSet<>();
      files
          .filter(Files::isRegularFile)
          .limit(40)
          .forEach(path -> names.add(folder.relativize(path).toString()));
      return names.isEmpty() ? "no files" : String.join(", ", names);
    } catch (IOException e) {
      return "an unreadable folder";
    }
  }
}

/** Files inside the jar. */
record ClassPathFiles(String root) implements ModelFiles {
  @Override
  public String place() {
    return "bundled model";
  }

  @Override
  public boolean has(String file) {
    return ClassPathFiles.class.getResource(root + file) != null;
  }

  @Override
  public InputStream open(String file) {
    InputStream in = ClassPathFiles.class.getResourceAsStream(root + file);
    if (in == null) {
      throw new ModelRefused("bundled model: expected the file " + file + ", found nothing");
    }
    return in;
  }

  @Override
  public Optional<Path> onDisk(String file) {
    return Optional.empty();
  }
}
