package io.idealstream.model.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ONNX Runtime's own libraries, unpacked into a folder that is gone when the process ends.
 *
 * <p>Left to itself, ONNX Runtime unpacks them too, but asks for its folder to be deleted before
 * the files in it, and so leaves one empty folder behind for every process. What a process leaves
 * that was killed is deleted by the next one of the same user.
 */
final class NativeLibraries {
  private static final String PLACE = "onnxruntime.native.path";
  private static final String PREFIX = "idealstream-onnxruntime-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-.*");
  private static final List<String> NAMES = List.of("onnxruntime", "onnxruntime4j_jni");

  static {
    // the property is one for all class loaders, and no two may load the same file
    synchronized (Runtime.getRuntime()) {
      if (System.getProperty(PLACE) == null && bundled(NAMES.get(0))) {
        System.setProperty(PLACE, unpacked().toString());
        OrtEnvironment.getEnvironment();
        System.clearProperty(PLACE);
      }
    }
  }

  private NativeLibraries() {}

  /** Loads them, on the first call. */
  static void load() {}

  private static Path unpacked() {
    try {
      deleteLeftovers(Path.of(System.getProperty("java.io.tmpdir")));
      Path folder = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
      // deleted in reverse: what is in the folder goes first
      folder.toFile().deleteOnExit();
      for (String name : NAMES) {
        Path file = folder.resolve(System.mapLibraryName(name));
        file.toFile().deleteOnExit();
        try (InputStream bytes = OrtEnvironment.class.getResourceAsStream(resource(name))) {
          Files.copy(bytes, file);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot unpack ONNX Runtime's libraries into "
              + System.getProperty("java.io.tmpdir")
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** Deletes folders of processes that are gone. */
  private static void deleteLeftovers(Path temporary) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (Path folder : folders) {
        if (isLeft(folder)) {
          delete(folder);
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      // what cannot be listed stays
    }
  }

  private static boolean isLeft(Path folder) {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    return name.matches()
        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
  }

  private static void delete(Path folder) {
    try {
      for (String name : NAMES) {
        Files.deleteIfExists(folder.resolve(System.mapLibraryName(name)));
      }
      Files.deleteIfExists(folder);
    } catch (IOException denied) {
      // it belongs to another user, whose next process deletes it
    }
  }

  private static boolean bundled(String name) {
    return OrtEnvironment.class.getResource(resource(name)) != null;
  }

  /** Where the jar keeps a library for this machine, such as {@code linux-x64}. */
  private static String resource(String name) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String os = system.startsWith("mac") ? "osx" : system.startsWith("windows") ? "win" : "linux";
    String processor = machine.equals("aarch64") ? "aarch64" : "x64";
    return "/ai/onnxruntime/native/" + os + "-" + processor + "/" + System.mapLibraryName(name);
  }
}
