package io.idealstream.stream.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.fixtures.LogLines;
import io.idealstream.stream.Acknowledgement;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Forgotten;
import io.idealstream.stream.HeldItem;
import io.idealstream.stream.ItemPart;
import io.idealstream.stream.decide.Labelled;
import io.idealstream.stream.feedback.FeedbackSettings;
import io.idealstream.stream.feedback.ItemAnswers;
import io.idealstream.stream.inforce.Items;
import io.idealstream.stream.inforce.Subtasks;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.Label;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.Trace;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class LabelItemsTest {

  private final Random random = new Random(3);
  private final SpaceInForce birds = Birds.space("birds", 1, random);
  private final SpaceInForce scenes = Birds.space("scenes", 1, random);

  @Test
  void imagesWaitForTheWordsOfAllSpacesThatExistedAtTheStart() throws Exception {
    try (var tasks = new Subtasks<>(operator(10, "birds", "scenes"), 1)) {
      tasks.item(0, image("1"));
      tasks.change(Birds.withoutWords(birds));
      tasks.change(scenes);
      tasks.item(0, image("2"));
      assertEquals(List.of(), tasks.answers());
      tasks.change(birds);
      tasks.item(0, image("3"));
      List<Label> labels = tasks.answers();
      assertEquals(
          List.of("1/birds", "1/scenes", "2/birds", "2/scenes", "3/birds", "3/scenes"),
          names(labels));
      assertTrue(labels.stream().allMatch(LabelItemsTest::isDebiased));
    }
  }

  @Test
  void anImageThatIsForgottenWhileItWaitsIsNeverLabelledAndHoldsUpNothing() throws Exception {
    Embedded first = image("1");
    OperatorSubtaskState snapshot;
    try (var tasks = new Subtasks<>(operator(10, "birds", "scenes"), 1)) {
      tasks.item(0, first);
      tasks.item(0, image("2"));
      tasks.item(0, forgotten(first.feed(), "1"));
      assertEquals(
          List.of(new Forgotten(first.feed() + "/1", Trace.WAITING_FOR_SPACES, 1)),
          tasks.side(Forgotten.TAG));
      tasks.item(0, forgotten("another feed", "2"));
      assertEquals(List.of(), tasks.side(Forgotten.TAG));
      snapshot = tasks.snapshot();
    }
    try (var tasks = new Subtasks<>(operator(10, "birds", "scenes"), 1, snapshot, 1)) {
      tasks.change(birds);
      tasks.change(scenes);
      assertEquals(List.of("2/birds", "2/scenes"), names(tasks.answers()));
    }
  }

  private static Embedded forgotten(String feed, String id) {
    return Embedded.forgotten(new Erasure("r", feed, id, "anna", null, Items.NOON));
  }

  @Test
  void aSpaceThatWillNotComeIsNotWaitedFor() throws Exception {
    try (var tasks = new Subtasks<>(operator(10, "birds", "scenes"), 1)) {
      tasks.change(birds);
      tasks.item(0, image("1"));
      assertEquals(List.of(), tasks.answers());
      tasks.change(Birds.none("scenes", 0));
      assertEquals(List.of("1/birds"), names(tasks.answers()));
    }
  }

  @Test
  void spacesThatCameLaterAreNotWaitedFor() throws Exception {
    try (var tasks = new Subtasks<>(operator(10), 1)) {
      tasks.item(0, image("1"));
      tasks.change(birds);
      tasks.item(0, image("2"));
      assertEquals(List.of("2/birds"), names(tasks.answers()));
    }
  }

  @Test
  void beyondTheBoundTheOldestImageIsLabelledByPlainPromptsAndSaysSo() throws Exception {
    try (var tasks = new Subtasks<>(operator(1, "birds", "scenes"), 1)) {
      tasks.change(Birds.withoutWords(birds));
      tasks.item(0, image("1"));
      tasks.item(0, image("2"));
      List<Label> labels = tasks.answers();
      assertEquals(List.of("1/birds"), names(labels));
      assertTrue(labels.stream().noneMatch(LabelItemsTest::isDebiased));
      assertEquals(0, labels.get(0).words());
    }
  }

  @Test
  void theFirstImageBeyondTheBoundIsLogged() throws Exception {
    try (LogLines lines = LogLines.of(LabelItems.class);
        var tasks = new Subtasks<>(operator(2, "birds", "scenes"), 1)) {
      tasks.item(0, image("1"));
      tasks.item(0, image("2"));
      assertEquals(List.of(), lines.now());
      tasks.item(0, image("3"));
      tasks.item(0, image("4"));
      assertEquals(
          List.of(
              "More than 2 items wait for spaces to be in force (waiting.max-items): the oldest are"
                  + " answered without them"),
          lines.now());
    }
  }

  @Test
  void aSpaceThatComesBackIsNotWaitedForAgainAndAnswersByItsPlainPromptsMeanwhile()
      throws Exception {
    SpaceInForce next = Birds.withoutWords(Birds.space("birds", 2, random));
    try (var tasks = new Subtasks<>(operator(10, "birds"), 1)) {
      tasks.change(birds);
      tasks.item(0, image("1"));
      tasks.change(Birds.none("birds", 1));
      tasks.change(next);
      tasks.item(0, image("2"));
      List<Label> labels = tasks.answers();
      assertEquals(List.of("1/birds", "2/birds"), names(labels));
      assertTrue(isDebiased(labels.get(0)));
      assertTrue(labels.get(1).factors().values().stream().noneMatch(a -> a.debiased()));
      assertEquals(2, labels.get(1).spaceVersion());
    }
  }

  @Test
  void atTheEndOfTheInputWhatStillWaitsIsLabelledByWhatIsThere() throws Exception {
    try (var tasks = new Subtasks<>(operator(10, "birds", "scenes"), 1)) {
      tasks.change(scenes);
      tasks.item(0, image("1"));
      tasks.finish();
      assertEquals(List.of("1/scenes"), names(tasks.answers()));
    }
  }

  @Test
  void whatWasAnsweredIsKeptForFeedbackOnceAnImageAndNotAtAllWithoutAWait() throws Exception {
    FeedbackSettings hour = new FeedbackSettings(Duration.ofHours(1), 10);
    try (var tasks =
        new Subtasks<>(() -> new LabelItems(new WaitingSettings(Set.of(), 10), hour), 1)) {
      tasks.item(0, image("0"));
      tasks.change(birds);
      tasks.change(scenes);
      tasks.item(0, image("1"));
      List<HeldItem> kept = tasks.side(LabelItems.ANSWERS);
      assertEquals(1, kept.size());
      assertEquals("cam-1/1", kept.get(0).key());
      assertEquals(ItemAnswers.of(tasks.answers()).toBytes().length, kept.get(0).content().length);
    }
    try (var tasks = new Subtasks<>(operator(10), 1)) {
      tasks.change(birds);
      tasks.item(0, image("1"));
      assertEquals(List.of(), tasks.side(LabelItems.ANSWERS));
    }
  }

  @Test
  void whoDecidesHearsOfEveryImageWithItsLabelsAndOfWhatIsForgottenOnceItIsGoneHere()
      throws Exception {
    FeedbackSettings none = new FeedbackSettings(Duration.ZERO, 1);
    Embedded first = image("1");
    try (var tasks =
        new Subtasks<>(() -> new LabelItems(new WaitingSettings(Set.of("birds"), 10), none), 1)) {
      tasks.item(0, first);
      assertEquals(List.of(), tasks.side(LabelItems.PARTS));
      tasks.change(birds);
      tasks.change(scenes);
      tasks.item(0, image("2"));
      tasks.item(0, Items.caption("c", Items.unit(random, Birds.DIMENSION)));
      tasks.item(0, forgotten(first.feed(), "1"));
      List<ItemPart> parts = tasks.side(LabelItems.PARTS);
      assertEquals(
          List.of("cam-1/1 LABELLED", "cam-1/2 LABELLED", "cam-1/1 FORGOTTEN"),
          parts.stream().map(part -> part.item() + " " + part.kind()).toList());
      assertEquals(first.time(), parts.get(0).time());
      Labelled second = Labelled.of(parts.get(1).content());
      assertEquals(List.of("2/birds", "2/scenes"), names(second.labels()));
      assertEquals(first.caption(), second.item().caption());
    }
  }

  @Test
  void captionsGetNoLabel() throws Exception {
    try (var tasks = new Subtasks<>(operator(10), 1)) {
      tasks.change(birds);
      tasks.item(0, Items.caption("c", Items.unit(random, Birds.DIMENSION)));
      assertEquals(List.of(), tasks.answers());
    }
  }

  @Test
  void aNewVersionReplacesTheOneBeforeAndARemovalEndsTheLabels() throws Exception {
    SpaceInForce next = Birds.space("birds", 2, random);
    try (var tasks = new Subtasks<>(operator(10, "birds"), 1)) {
      tasks.change(birds);
      tasks.change(next);
      tasks.item(0, image("1"));
      assertEquals(2, tasks.answers().get(0).spaceVersion());
      tasks.change(Birds.none("birds", 2));
      tasks.item(0, image("2"));
      assertEquals(List.of(), tasks.answers());
    }
  }

  @Test
  void changesAreAcknowledgedOnceTheWordsAreThereAndRenewedWordsAreNot() throws Exception {
    try (var tasks = new Subtasks<>(operator(10, "birds"), 2)) {
      tasks.change(Birds.withoutWords(birds));
      assertEquals(List.of(), tasks.acknowledgements());
      tasks.change(0, birds);
      assertEquals(
          List.of(new Acknowledgement(0, 2, status(1, StatusState.ACTIVE), null)),
          tasks.acknowledgements());
      tasks.change(1, birds);
      assertEquals(
          List.of(new Acknowledgement(1, 2, status(1, StatusState.ACTIVE), null)),
          tasks.acknowledgements());
      tasks.change(Birds.with(birds, birds.labelling(), 2));
      assertEquals(List.of(), tasks.acknowledgements());
      tasks.change(Birds.none("birds", 1));
      List<Status> gone = tasks.published().stream().map(Acknowledgement::status).toList();
      assertEquals(2, gone.size());
      assertEquals(StatusState.DISABLED, gone.get(0).state());
      assertEquals(1, gone.get(0).version());
      tasks.change(Birds.none("birds", 1));
      assertEquals(List.of(), tasks.acknowledgements(), "nothing there to end");
    }
  }

  @Test
  void anotherModelOrLogitScaleIsAnnouncedAgain() throws Exception {
    try (var tasks = new Subtasks<>(operator(10), 1)) {
      tasks.change(birds);
      tasks.change(Birds.by("sha256:other", birds));
      tasks.change(Birds.scaled(20, birds));
      tasks.change(Birds.scaled(20, birds));
      assertEquals(
          List.of(
              "words by model " + Items.MODEL + " with logit scale 10.0",
              "words by model sha256:other with logit scale 10.0",
              "words by model " + Items.MODEL + " with logit scale 20.0"),
          tasks.acknowledgements().stream().map(said -> said.status().detail()).toList());
    }
  }

  @Test
  void aSpaceOfWhichSomeCellsWerePromptedSaysSo() throws Exception {
    String by = "words by model " + Items.MODEL + " with logit scale 10.0";
    long cells = cells(birds);
    try (var tasks = new Subtasks<>(operator(10), 1)) {
      tasks.change(Birds.promptedFor(cells - 1, birds));
      tasks.change(Birds.promptedFor(cells - 1, birds));
      tasks.change(Birds.promptedFor(cells, scenes));
      assertEquals(
          List.of(by + "; prompts: " + (cells - 1) + " of " + cells + " cells", by),
          tasks.acknowledgements().stream().map(said -> said.status().detail()).toList());
    }
  }

  private static long cells(SpaceInForce space) throws Exception {
    return Topic.SPACES.decode(space.definition(), Encoding.JSON).factorSpace().cells();
  }

  @Test
  void aSpaceThatNeverHadWordsIsNotSaidToEnd() throws Exception {
    try (var tasks = new Subtasks<>(operator(10), 1)) {
      tasks.change(Birds.withoutWords(birds));
      tasks.change(Birds.none("birds", 1));
      assertEquals(List.of(), tasks.published());
    }
  }

  @Test
  void aSpaceThatCannotLabelIsDisabledWithItsReasonAndHoldsUpNobody() throws Exception {
    SpaceInForce broken =
        new SpaceInForce(
            "birds", 1, birds.definition(), Items.MODEL, 1, 1, null, new double[3], null);
    try (var tasks = new Subtasks<>(operator(10, "birds"), 1)) {
      tasks.change(scenes);
      tasks.item(0, image("1"));
      tasks.acknowledgements();
      tasks.change(broken);
      Status status = tasks.acknowledgements().get(0).status();
      assertEquals(StatusState.DISABLED, status.state());
      assertEquals(
          "cannot label: plain vectors of 3 numbers for 5 values with plain prompts",
          status.detail());
      assertEquals(List.of("1/scenes"), names(tasks.answers()));
    }
  }

  private Embedded image(String id) {
    return Items.image(id, Items.unit(random, Birds.DIMENSION));
  }

  private static Supplier<LabelItems> operator(int maxItems, String... awaited) {
    return () -> new LabelItems(new WaitingSettings(Set.of(awaited), maxItems));
  }

  private static List<String> names(List<Label> labels) {
    return labels.stream().map(label -> label.id() + "/" + label.space()).toList();
  }

  private static boolean isDebiased(Label label) {
    return label.factors().values().stream().allMatch(answer -> answer.debiased());
  }

  private static Status status(long version, StatusState state) {
    String by = "words by model " + Items.MODEL + " with logit scale 10.0";
    return new Status(StatusKind.SPACE, "birds", version, state, by);
  }
}
