package io.idealstream.policy;

import io.idealstream.wire.codec.Yaml;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.config.Section;
import java.nio.file.Path;

/** Policy files, in YAML or JSON. */
public final class PolicyFile {

  private PolicyFile() {}

  /**
   * The policy of a file.
   *
   * @param vocabulary the names it may use
   * @throws Misconfigured with every problem of the file
   */
  public static CompiledPolicy read(Path file, Vocabulary vocabulary) {
    return read(file.toString(), Yaml.read(file), vocabulary);
  }

  /**
   * The same of bytes.
   *
   * @param name of the file, for messages
   */
  public static CompiledPolicy read(String name, byte[] bytes, Vocabulary vocabulary) {
    return read(name, Yaml.read(name, bytes), vocabulary);
  }

  private static CompiledPolicy read(String name, Section file, Vocabulary vocabulary) {
    Policy policy = PolicyParser.parse(file);
    CompiledPolicy compiled = PolicyCompiler.compile(policy, vocabulary, file.problems());
    file.problems().refuseIfAny(name);
    return compiled;
  }
}
