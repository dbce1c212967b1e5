package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.client.Right;
import io.idealstream.client.Right.Operation;
import io.idealstream.wire.codec.Yaml;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {

  @Test
  void whoMayPublishMayNotErase() {
    JobSettings settings =
        SettingsReader.read("job.yaml", Yaml.read("job.yaml", "{}".getBytes(UTF_8)));
    assertEquals(
        Set.of(Role.ERASE),
        Arrays.stream(Role.values())
            .filter(
                role ->
                    role.rights(settings).stream()
                        .anyMatch(
                            right ->
                                right.name().equals("idealstream.erasures")
                                    && right.operations().contains(Operation.WRITE)))
            .collect(Collectors.toSet()));
  }

  /** What a drift of labels asks of words goes the way of acts. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                            | false",
        "drift: {on-drift: freeze}                                     | true",
        "drift: {on-drift: freeze, watch: [shares, quality]}           | true",
        "drift: {on-drift: freeze, watch: [shares]}                    | false",
        "drift: {on-drift: freeze, false-alarms: none}                 | false",
        "{drift: {on-drift: freeze}, topics: {output-prefix: again.}}  | false"
      })
  void aJobMayWriteActsWhereADriftOfLabelsFreezesWords(String yaml, boolean writes) {
    JobSettings settings =
        SettingsReader.read("job.yaml", Yaml.read("job.yaml", yaml.getBytes(UTF_8)));
    Set<Operation> operations =
        Role.JOB.rights(settings).stream()
            .filter(right -> right.name().equals("idealstream.controls"))
            .map(Right::operations)
            .findAny()
            .orElseThrow();
    assertEquals(writes, operations.contains(Operation.WRITE), operations::toString);
    assertEquals(true, operations.contains(Operation.READ));
  }
}
