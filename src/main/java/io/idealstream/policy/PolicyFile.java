package io.idealstream.policy;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.codec.Topic;
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
   * The same of a policy as its topic has it; its names are not held against others.
   *
   * @throws Misconfigured with every problem of it
   */
  public static CompiledPolicy read(PolicyText text) {
    return read(text.policy(), Topic.POLICIES.encode(text, Encoding.JSON), Vocabulary.UNKNOWN);
  }

  /**
   * What a file says, to be sent to a job; {@link #read(Path, Vocabulary)} checks it.
   *
   * @throws Misconfigured if it is no YAML, or names no policy
   */
  public static PolicyText text(Path file) {
    return text(file.toString(), Yaml.read(file));
  }

  /**
   * The same of bytes.
   *
   * @param name of the file, for messages
   */
  public static PolicyText text(String name, byte[] bytes) {
    return text(name, Yaml.read(name, bytes));
  }

  private static PolicyText text(String name, Section file) {
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
