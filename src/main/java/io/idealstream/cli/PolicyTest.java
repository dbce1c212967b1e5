package io.idealstream.cli;

import io.idealstream.policy.CompiledPolicy;
import io.idealstream.policy.ExampleRun;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.config.Count;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code policy test}: the examples of policy files. */
@Command(
    name = "test",
    description = {
      "Run the examples of policies; of each that fails, print the parts of the expressions with"
          + " their values.",
      "Exit code 1 where one fails, or there is none."
    })
final class PolicyTest implements Callable<Integer> {
  @Mixin private PolicyFiles files = new PolicyFiles();

  @Option(names = "--json", description = "Print one JSON object for each example.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    boolean passed = true;
    PrintWriter out = spec.commandLine().getOut();
    for (Map.Entry<Path, CompiledPolicy> file : files.read().entrySet()) {
      List<ExampleRun> runs = ExampleRun.all(file.getValue());
      if (runs.isEmpty()) {
        spec.commandLine().getErr().println("idealstream: " + file.getKey() + ": no examples");
      }
      passed &= !runs.isEmpty() && runs.stream().allMatch(ExampleRun::passed);
      print(file.getKey(), file.getValue().policy().name(), runs, out);
    }
    out.flush();
    return passed ? 0 : 1;
  }

  private void print(Path file, String policy, List<ExampleRun> runs, PrintWriter out) {
    if (json) {
      runs.forEach(run -> out.println(Json.text(tree(policy, run))));
      return;
    }
    runs.stream().filter(run -> !run.passed()).forEach(run -> print(policy, run, out));
    long passed = runs.stream().filter(ExampleRun::passed).count();
    out.println("%s: %s, %d passed".formatted(file, Count.of(runs.size(), "example"), passed));
  }

  private static void print(String policy, ExampleRun run, PrintWriter out) {
    out.println(
        "%s: %s: expected %s, found %s"
            .formatted(policy, run.example().name(), run.example().expected(), run.given()));
    run.parts().forEach(part -> out.println(Accounts.line(part)));
    problems(run).forEach(problem -> out.println("  " + problem));
  }

  private static Map<String, Object> tree(String policy, ExampleRun run) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("policy", policy);
    tree.put("example", run.example().name());
    tree.put("passed", run.passed());
    tree.put("expected", run.example().expected());
    tree.put("found", run.given());
    tree.put("text", run.verdict() == null ? null : run.verdict().text());
    tree.put("problems", problems(run));
    tree.put("parts", Accounts.tree(run.parts()));
    return tree;
  }

  private static List<String> problems(ExampleRun run) {
    return run.verdict() == null ? List.of() : run.verdict().problems();
  }
}
