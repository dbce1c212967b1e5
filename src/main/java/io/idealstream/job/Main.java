package io.idealstream.job;

import java.nio.file.Path;
import org.apache.flink.util.ParameterTool;

/** The job jar's entry for {@code flink run}: {@code --config FILE [--words pinned:FILE]}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    ParameterTool options = ParameterTool.fromArgs(arguments);
    String config = options.get("config");
    if (config == null) {
      throw new IllegalArgumentException("expected --config FILE, found no --config");
    }
    JobSettings settings = SettingsReader.read(Path.of(config));
    String words = options.get("words");
    Job job =
        words == null ? Job.prepareForCluster(settings) : Job.prepareForCluster(settings, words);
    job.runThere();
  }
}
