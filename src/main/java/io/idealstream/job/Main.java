package io.idealstream.job;

import java.nio.file.Path;
import org.apache.flink.util.ParameterTool;

/** The job jar's entry for {@code flink run}: {@code --config FILE}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    String config = ParameterTool.fromArgs(arguments).get("config");
    if (config == null) {
      throw new IllegalArgumentException("expected --config FILE, found no --config");
    }
    Job.prepare(SettingsReader.read(Path.of(config))).runThere();
  }
}
