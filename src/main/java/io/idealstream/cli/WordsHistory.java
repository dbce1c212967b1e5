package io.idealstream.cli;

import io.idealstream.wire.Frozen;
import io.idealstream.wire.PastVersion;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.codec.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code words history}. */
@Command(
    name = "history",
    description = "List the versions of a space's words, and which the job can go back to.")
final class WordsHistory implements Runnable {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--space", required = true, description = "The space.")
  private String space;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PublishedVersions versions = PublishedVersions.read(kafka, space);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      versions.all().forEach(past -> out.println(Json.text(tree(past, versions))));
    } else {
      Table table = new Table();
      versions
          .all()
          .forEach(past -> table.row("version " + past.version(), sentence(past, versions)));
      table.print(out);
    }
    out.flush();
  }

  private static Map<String, Object> tree(PastVersion past, PublishedVersions versions) {
    Optional<WordsHead> head = versions.head(past.version());
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("version", past.version());
    tree.put("asOf", past.asOf() == null ? null : past.asOf().toString());
    tree.put("held", versions.isHeld(past.version()));
    tree.put("restores", past.restores() == null ? null : past.restores().toString());
    tree.put("sources", head.map(known -> known.sources().keySet()).orElse(null));
    tree.put("frozen", head.map(WordsHead::frozen).map(WordsHistory::tree).orElse(null));
    return tree;
  }

  private static Map<String, Object> tree(Frozen frozen) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("since", frozen.since().toString());
    tree.put("sources", frozen.sources());
    tree.put("feeds", frozen.feeds());
    return tree;
  }

  private static String sentence(PastVersion past, PublishedVersions versions) {
    StringBuilder text = new StringBuilder();
    text.append(past.asOf() == null ? "of prompts alone" : "as of " + past.asOf());
    if (past.restores() != null) {
      text.append(", rolled back to ").append(past.restores());
    }
    versions
        .head(past.version())
        .map(WordsHead::frozen)
        .ifPresent(
            frozen ->
                text.append(", ")
                    .append(String.join(" and ", frozen.sources()))
                    .append(" frozen since ")
                    .append(frozen.since()));
    if (!versions.isHeld(past.version())) {
      text.append("; not held any more as one to go back to");
    }
    return text.toString();
  }
}
