package io.idealstream.job;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The guide to {@code conf/job.yaml}, made of {@link Setting} so that it cannot fall behind. */
final class ConfigurationGuide {
  private ConfigurationGuide() {}

  static String markdown() {
    StringBuilder text =
        new StringBuilder(
            """
            # Configuration

            Every setting of `conf/job.yaml`. A missing setting takes the value shown. A file with
            mistakes stops the job at start-up, all of them named at once;
            `./idealstream config check FILE` names them without starting anything: it opens the
            model, tries the folder for checkpoints and works out
            [what the job takes of memory](operating.md#memory), and asks Kafka too with `--kafka`.
            Times are written `500ms`, `20s`, `15m`, `6h`, `7d`.
            """);
    Map<String, List<Setting>> sections =
        Arrays.stream(Setting.values())
            .collect(
                Collectors.groupingBy(Setting::section, LinkedHashMap::new, Collectors.toList()));
    sections.forEach((section, settings) -> append(text, section, settings));
    return text.toString();
  }

  private static void append(StringBuilder text, String section, List<Setting> settings) {
    text.append("\n## ").append(section.isEmpty() ? "top level" : section).append("\n\n");
    text.append("| setting | without it | meaning |\n|---|---|---|\n");
    for (Setting setting : settings) {
      text.append("| `").append(setting.path()).append("` | ");
      text.append(setting.standIn().isEmpty() ? "" : "`" + setting.standIn() + "`");
      text.append(" | ").append(setting.meaning()).append(" |\n");
    }
  }
}
