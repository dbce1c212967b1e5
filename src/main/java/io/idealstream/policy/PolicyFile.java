package io.idealstream.policy;

import io.idealstream.wire.codec.Yaml;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.config.Section;
import io.idealstream.wire.decision.PolicyText;
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

  /**
   * A policy as it stands in a file, of which its name alone is looked at.
   *
   * @throws Misconfigured if the bytes are no YAML, or name no policy
   */
  public static PolicyText text(String name, byte[] bytes) {
    Section file = Yaml.read(name, bytes);
    String policy = file.text("policy");
    file.problems().refuseIfAny(name);
    return new PolicyText(policy, file.fields());
  }

  private static CompiledPolicy read(String name, Section file, Vocabulary vocabulary) {
    Policy policy = PolicyParser.parse(file);
    CompiledPolicy compiled = PolicyCompiler.compile(policy, vocabulary, file.problems());
    file.problems().refuseIfAny(name);
    return compiled;
  }
}
