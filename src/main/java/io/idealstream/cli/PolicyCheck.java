package io.idealstream.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code policy check}: names every problem of policy files, or says what the policies do. */
@Command(
    name = "check",
    description = "Name every problem of policies, or say in a line what each of them does.")
final class PolicyCheck implements Runnable {
  @Mixin private PolicyFiles files = new PolicyFiles();

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    files.read().values().forEach(policy -> out.println(PolicySentence.of(policy)));
    out.flush();
  }
}
