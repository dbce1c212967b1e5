package io.idealstream.model.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What ONNX Runtime writes about the first runs of a session: which operator took and gave how many
 * bytes. A graph's file does not say it, since shapes follow from shapes, and the runtime tells
 * nobody what its memory is.
 */
final class RunProfile implements AutoCloseable {
  private final Path folder;

  private RunProfile(Path folder) {
    this.folder = folder;
  }

  /** Has the sessions that are made with these options write a profile. */
  static RunProfile begin(OrtSession.SessionOptions options) throws OrtException {
    try {
      Path folder =
          Files.createTempDirectory("idealstream-profile-" + ProcessHandle.current().pid() + "-");
      options.enableProfiling(folder.resolve("run").toString());
      return new RunProfile(folder);
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot write a profile into "
              + System.getProperty("java.io.tmpdir")
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /**
   * Ends the profile of a session, which goes on without.
   *
   * @return the most bytes that an operator took and gave in any run
   */
  long end(OrtSession session) throws OrtException {
    try {
      return largest(Files.readAllBytes(Path.of(session.endProfiling())));
    } catch (IOException e) {
      throw new IllegalStateException("the profile cannot be read: " + e.getMessage(), e);
    } finally {
      close();
    }
  }

  static long largest(byte[] profile) throws IOException {
    long largest = 0;
    for (JsonNode event : new ObjectMapper().readTree(profile)) {
      JsonNode facts = event.path("args");
      long bytes = facts.path("activation_size").asLong() + facts.path("output_size").asLong();
      largest = Math.max(largest, bytes);
    }
    return largest;
  }

  /** Deletes what was written; to be called once no session writes any more. */
  @Override
  public void close() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (NoSuchFileException gone) {
      // ended before
    } catch (IOException e) {
      throw new IllegalStateException(folder + " cannot be deleted: " + e.getMessage(), e);
    }
  }
}
