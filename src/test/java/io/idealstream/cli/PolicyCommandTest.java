package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandTest {
  private static final String BUNDLED = "conf/policies/birds-on-water.yaml";
  private static final String OWLS =
      """
      policy: owls
      when: labels.birds.bird.label == "owl" && item.feed != "zoo"
      unless: item.id == "x"
      action: {name: review}
      examples:
        - name: an owl
          labels: {birds: {bird: owl}}
          expect: review
        - name: a duck
          labels: {birds: {bird: {label: duck, probability: 0.75}}}
          expect: review
        - name: nobody knows
          expect: none
      """;

  @TempDir private Path folder;

  @Test
  void aLineSaysWhatAPolicyDoes() {
    CommandRun run =
        CommandRun.of(
            "policy",
            "check",
            BUNDLED,
            "--space",
            "conf/spaces/birds.yaml",
            "--space",
            "conf/spaces/scenes.yaml");
    assertEquals(0, run.code(), run::err);
    assertEquals(
        "birds-on-water: review (queue wildlife, priority 2) where labels.birds.bird.label =="
            + " \"waterbird\" && (\"sea\" in labels.scenes.background.labels ||"
            + " labels.scenes.background.probabilities[\"lake\"] > 0.8) && hits.exists(h, h.query =="
            + " \"nets\" && h.score >= 0.3); but not where item.feed == \"aquarium\"; after 3 within"
            + " 1d of one item.attributes.author, restrict (queue wildlife, priority 2); 0.5 % of the"
            + " rest are sampled; for 90d; goes by labels of birds.bird and scenes.background, hits of"
            + " nets\n",
        run.out());
  }

  @Test
  void allProblemsOfAllFilesAreNamed() throws IOException {
    Path one = write("one.yaml", "policy: p\nwhen: itme.id == \"x\"\naction: {name: a}\n");
    Path two = write("two.yaml", "policy: q\naction: {nme: a}\n");
    Path none = folder.resolve("none.yaml");
    CommandRun run =
        CommandRun.of("policy", "check", one.toString(), two.toString(), none.toString());
    assertEquals(1, run.code());
    assertEquals(
        """
        idealstream: policies: 5 problems
          %s: when: line 1, column 1: unknown name itme; did you mean item?
          %s: when: expected a text, found nothing
          %s: action.name: expected a text, found nothing
          %s: action.nme: unknown field; did you mean name?
          %s: there is no such file
        """
            .formatted(one, two, two, two, none),
        run.err());
  }

  @Test
  void namesAreHeldAgainstTheFilesThatAreGiven() throws IOException {
    Path owls = write("owls.yaml", OWLS);
    Path queries = write("queries.json", "{\"id\":\"boats\"}\n");
    CommandRun run =
        CommandRun.of("policy", "check", owls.toString(), "--space", "conf/spaces/birds.yaml");
    assertEquals(1, run.code());
    assertEquals(
        "idealstream: policies: "
            + owls
            + ": when: line 1, column 28: unknown value of birds.bird \"owl\"; expected landbird,"
            + " waterbird\n",
        run.err());
    run = CommandRun.of("policy", "check", BUNDLED, "--query", queries.toString());
    assertEquals(1, run.code());
    assertEquals(
        "idealstream: policies: "
            + BUNDLED
            + ": when: line 3, column 30: unknown query \"nets\"; expected boats\n",
        run.err());
  }

  @Test
  void twoFilesOfOnePolicyAreAProblem() throws IOException {
    Path one = write("one.yaml", OWLS);
    Path two = write("two.yaml", OWLS);
    CommandRun run = CommandRun.of("policy", "check", one.toString(), two.toString());
    assertEquals(
        "idealstream: policies: %s: policy owls stands in %s too\n".formatted(two, one), run.err());
  }

  @Test
  void examplesThatPassAreCounted() {
    CommandRun run = CommandRun.of("policy", "test", BUNDLED);
    assertEquals(0, run.code(), run::err);
    assertEquals(BUNDLED + ": 6 examples, 6 passed\n", run.out());
  }

  @Test
  void anExampleThatFailsShowsThePartsWithTheirValues() throws IOException {
    Path owls = write("owls.yaml", OWLS);
    CommandRun run = CommandRun.of("policy", "test", owls.toString());
    assertEquals(1, run.code());
    assertEquals(
        """
        owls: a duck: expected review, found none
          labels.birds.bird.label == "owl" && item.feed != "zoo"  =  false
            labels.birds.bird.label == "owl"  =  false
              labels.birds.bird.label  =  duck
            item.feed != "zoo"  =  true
              item.feed  =  default
          item.id == "x"  =  false
            item.id  =  example
        owls: nobody knows: expected none, found failed
          labels.birds.bird.label == "owl" && item.feed != "zoo"  =  no value: line 1, column 18: the item has no label of space birds
            labels.birds.bird.label == "owl"  =  no value: line 1, column 18: the item has no label of space birds
              labels.birds.bird.label  =  no value: line 1, column 18: the item has no label of space birds
            item.feed != "zoo"  =  true
              item.feed  =  default
          item.id == "x"  =  false
            item.id  =  example
          when: line 1, column 18: the item has no label of space birds
        %s: 3 examples, 1 passed
        """
            .formatted(owls),
        run.out());
  }

  @Test
  void theSameAsJson() throws IOException {
    Path owls = write("owls.yaml", OWLS);
    CommandRun run = CommandRun.of("policy", "test", "--json", owls.toString());
    assertEquals(1, run.code());
    assertEquals(
        "{\"policy\":\"owls\",\"example\":\"an owl\",\"passed\":true,\"expected\":\"review\",\"found\":"
            + "\"review\",\"text\":null,\"problems\":[],\"parts\":[]}",
        run.out().lines().findFirst().orElseThrow());
    assertEquals(3, run.out().lines().count());
  }

  @Test
  void aPolicyWithoutExamplesIsNotTested() throws IOException {
    Path bare = write("bare.yaml", "policy: p\nwhen: \"true\"\naction: {name: a}\n");
    CommandRun run = CommandRun.of("policy", "test", bare.toString());
    assertEquals(1, run.code());
    assertTrue(run.err().endsWith(": no examples\n"), run::err);
  }

  private Path write(String name, String yaml) throws IOException {
    return Files.writeString(folder.resolve(name), yaml);
  }
}
