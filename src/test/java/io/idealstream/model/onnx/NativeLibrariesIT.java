package io.idealstream.model.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.fixtures.ChildJvm;
import io.idealstream.fixtures.ClassPath;
import io.idealstream.model.ClipModel;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesIT {

  /** Opens the bundled model and ends. */
  public static final class OpenModel {
    private OpenModel() {}

    public static void main(String[] arguments) throws Exception {
      try (ClipModel model = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
        System.out.println(model.description().dimension());
      }
    }
  }

  @TempDir Path folder;

  @Test
  void aProcessThatOpenedAModelLeavesNoTemporaryFilesNorThoseOfOneThatWasKilled() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    String prefix = "idealstream-onnxruntime-";
    Path left = Files.createDirectory(temporary.resolve(prefix + gone.pid() + "-1"));
    Files.createFile(left.resolve(System.mapLibraryName("onnxruntime")));
    Path inUse =
        Files.createDirectory(temporary.resolve(prefix + ProcessHandle.current().pid() + "-1"));
    List<String> options = List.of("-Djava.io.tmpdir=" + temporary, "-XX:-UsePerfData");
    String main = OpenModel.class.getName();
    try (ChildJvm child =
        ChildJvm.start("child", folder, options, ClassPath.all(), main, List.of())) {
      assertEquals(0, child.awaitEnd(), child::output);
      assertEquals("256", child.output().strip());
    }
    try (Stream<Path> files = Files.list(temporary)) {
      assertEquals(List.of(inUse), files.toList());
    }
  }
}
