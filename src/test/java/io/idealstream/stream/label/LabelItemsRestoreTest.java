package io.idealstream.stream.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.stream.Acknowledgement;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.inforce.Items;
import io.idealstream.stream.inforce.Subtasks;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.wire.Label;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Labelling across restarts and other parallelism. */
class LabelItemsRestoreTest {

  private final Random random = new Random(3);
  private final SpaceInForce birds = Birds.space("birds", 1, random);
  private final SpaceInForce scenes = Birds.space("scenes", 1, random);

  @Test
  void afterARestoreWaitingImagesAndSpacesAreStillThere() throws Exception {
    OperatorSubtaskState snapshot;
    try (var tasks = new Subtasks<>(operator(10, "birds", "scenes"), 1)) {
      tasks.item(0, image("1"));
      tasks.item(0, image("2"));
      tasks.change(birds);
      snapshot = tasks.snapshot();
    }
    try (var tasks = new Subtasks<>(operator(10, "birds", "scenes"), 1, snapshot, 1)) {
      tasks.item(0, image("3"));
      assertEquals(List.of(), tasks.answers());
      tasks.change(scenes);
      assertEquals(
          List.of("1/birds", "1/scenes", "2/birds", "2/scenes", "3/birds", "3/scenes"),
          names(tasks.answers()));
    }
  }

  @Test
  void aRestoredLabelIsTheLabelOfBefore() throws Exception {
    List<Label> before;
    Embedded item = image("1");
    OperatorSubtaskState snapshot;
    try (var tasks = new Subtasks<>(operator(10, "birds"), 1)) {
      tasks.change(birds);
      tasks.item(0, item);
      before = tasks.answers();
      snapshot = tasks.snapshot();
    }
    try (var tasks = new Subtasks<>(operator(10, "birds"), 1, snapshot, 1)) {
      tasks.item(0, item);
      assertEquals(before, tasks.answers());
    }
  }

  @Test
  void aSpaceThatWillNotComeIsNotWaitedForAfterARestoreEither() throws Exception {
    OperatorSubtaskState snapshot;
    try (var tasks = new Subtasks<>(operator(10), 1)) {
      tasks.change(Birds.none("birds", 0));
      snapshot = tasks.snapshot();
    }
    try (var tasks = new Subtasks<>(operator(10, "birds"), 1, snapshot, 1)) {
      tasks.change(scenes);
      tasks.item(0, image("1"));
      assertEquals(List.of("1/scenes"), names(tasks.answers()));
    }
  }

  @Test
  void spacesThatCameAndWentLeaveStateAsItWas() throws Exception {
    try (var tasks = new Subtasks<>(operator(10), 2)) {
      tasks.change(birds);
      long size = tasks.snapshot().getStateSize();
      for (int version = 1; version < 20; version++) {
        String name = "space-" + version;
        tasks.change(Birds.space(name, version, random));
        tasks.change(Birds.none(name, version));
        tasks.change(Birds.none(name, PreparedSpace.FORGOTTEN));
      }
      assertEquals(size, tasks.snapshot().getStateSize());
    }
  }

  @Test
  void whatTheSpacesOfAnEarlierStartLeftIsForgotten() throws Exception {
    OperatorSubtaskState snapshot;
    long size;
    try (var tasks = new Subtasks<>(operator(10, "birds"), 1)) {
      tasks.change(scenes);
      size = tasks.snapshot().getStateSize();
      tasks.change(birds);
      tasks.change(Birds.none("birds", 1));
      tasks.change(Birds.none("birds", PreparedSpace.FORGOTTEN));
      snapshot = tasks.snapshot();
      assertTrue(snapshot.getStateSize() > size, "an image may wait for it");
    }
    try (var tasks = new Subtasks<>(operator(10, "birds"), 1, snapshot, 1)) {
      tasks.item(0, image("1"));
      assertEquals(List.of("1/scenes"), names(tasks.answers()));
    }
    try (var tasks = new Subtasks<>(operator(10), 1, snapshot, 1)) {
      assertEquals(size, tasks.snapshot().getStateSize());
    }
  }

  @Test
  void afterARestoreEverySubtaskSaysAgainWhatItHoldsBeforeAnythingElse() throws Exception {
    OperatorSubtaskState snapshot;
    try (var tasks = new Subtasks<>(operator(10, "birds"), 1)) {
      tasks.change(birds);
      tasks.change(Birds.none("scenes", 1));
      snapshot = tasks.snapshot();
    }
    Status first = status(1, StatusState.ACTIVE);
    try (var tasks = new Subtasks<>(operator(10, "birds"), 2, snapshot, 1)) {
      tasks.tick();
      assertEquals(
          List.of(new Acknowledgement(0, 2, first, null), new Acknowledgement(1, 2, first, null)),
          tasks.acknowledgements());
      tasks.tick();
      tasks.change(birds);
      assertEquals(List.of(), tasks.acknowledgements());
    }
    try (var tasks = new Subtasks<>(operator(10, "birds"), 1, snapshot, 1)) {
      tasks.change(Birds.space("birds", 2, random));
      assertEquals(
          List.of(first, status(2, StatusState.ACTIVE)),
          tasks.acknowledgements().stream().map(Acknowledgement::status).toList());
    }
  }

  @Test
  void imagesOfANewModelWaitUntilTheirSpacesComeByThatModel() throws Exception {
    OperatorSubtaskState snapshot;
    try (var tasks = new Subtasks<>(operator(10, "birds"), 1)) {
      tasks.change(birds);
      snapshot = tasks.snapshot();
    }
    try (var tasks = new Subtasks<>(operator(10, "birds"), 1, snapshot, 1)) {
      tasks.item(0, Items.image("1", "sha256:new", Items.unit(random, Birds.DIMENSION)));
      assertEquals(List.of(), tasks.answers());
      tasks.change(Birds.by("sha256:new", birds));
      assertEquals("sha256:new", tasks.answers().get(0).model());
      tasks.item(0, image("an image of the old model"));
      tasks.item(0, Items.image("2", "sha256:new", Items.unit(random, Birds.DIMENSION)));
      assertEquals(List.of("2/birds"), names(tasks.answers()), "nothing waits for what is past");
    }
  }

  @Test
  void imagesThatNeedNotWaitAfterARestoreAreLabelledAtOnce() throws Exception {
    OperatorSubtaskState snapshot;
    try (var tasks = new Subtasks<>(operator(10, "birds", "scenes"), 1)) {
      tasks.change(birds);
      tasks.item(0, image("1"));
      snapshot = tasks.snapshot();
    }
    try (var tasks = new Subtasks<>(operator(10, "birds"), 1, snapshot, 1)) {
      tasks.tick();
      assertEquals(List.of("1/birds"), names(tasks.answers()));
    }
  }

  /** Items and spaces in any order, restarts and rescaling anywhere: always the same labels. */
  @Test
  void labelsDependOnNeitherOrderNorParallelismNorRestarts() throws Exception {
    List<Embedded> items = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      items.add(image("i-" + i));
    }
    SpaceInForce gone = Birds.none("gone", 0);
    Supplier<LabelItems> operator = operator(1000, "birds", "scenes", "gone");
    Map<String, Label> expected = new HashMap<>();
    for (Embedded item : items) {
      for (SpaceInForce space : List.of(birds, scenes)) {
        Label label = CompiledSpace.of(space).label(item).orElseThrow();
        expected.put(item.id() + "/" + space.space(), label);
      }
    }
    for (int trial = 0; trial < 12; trial++) {
      List<Object> events = new ArrayList<>(items);
      events.addAll(List.of(birds, scenes, gone));
      Collections.shuffle(events, random);
      Set<Integer> restarts = Set.of(random.nextInt(11), 11 + random.nextInt(11), 22);
      List<Label> labels = run(operator, events, restarts);
      assertEquals(expected.size(), labels.size());
      assertEquals(new HashSet<>(expected.values()), new HashSet<>(labels));
    }
  }

  private List<Label> run(Supplier<LabelItems> operator, List<Object> events, Set<Integer> restarts)
      throws Exception {
    List<Label> labels = new ArrayList<>();
    int parallelism = 1 + random.nextInt(4);
    var tasks = new Subtasks<>(operator, parallelism);
    for (int event = 0; event < events.size(); event++) {
      if (restarts.contains(event)) {
        OperatorSubtaskState snapshot = tasks.snapshot();
        labels.addAll(tasks.answers());
        tasks.close();
        int before = parallelism;
        parallelism = 1 + random.nextInt(4);
        tasks = new Subtasks<>(operator, parallelism, snapshot, before);
      }
      if (events.get(event) instanceof Embedded item) {
        tasks.item(random.nextInt(parallelism), item);
      } else {
        tasks.change((SpaceInForce) events.get(event));
      }
    }
    labels.addAll(tasks.answers());
    tasks.close();
    return labels;
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

  private static Status status(long version, StatusState state) {
    return new Status(
        StatusKind.SPACE,
        "birds",
        version,
        state,
        "words by model " + Items.MODEL + " with logit scale 10.0");
  }
}
