package io.idealstream.stream.inforce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.stream.Embedded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {

  /** Name and model, joined by a slash. */
  private final Set<String> settled = new HashSet<>();

  private final List<String> answered = new ArrayList<>();

  @Test
  void itemsWaitForEveryNameAndLeaveInOrderOfArrival() {
    WaitingRoom<Embedded> room = room(10, "a", "b");
    room.arrive(item("1", "m"), this::answer);
    room.arrive(item("2", "m"), this::answer);
    settle(room, "a/m");
    assertEquals(List.of(), answered);
    settle(room, "b/m");
    assertEquals(List.of("1", "2"), answered);
    room.arrive(item("3", "m"), this::answer);
    assertEquals(List.of("1", "2", "3"), answered);
    assertEquals(0, room.size());
  }

  @Test
  void withoutNamesNothingWaits() {
    room(0).arrive(item("1", "m"), this::answer);
    assertEquals(List.of("1"), answered);
  }

  @Test
  void beyondTheBoundTheOldestIsAnsweredAndCounted() {
    WaitingRoom<Embedded> room = room(2, "a");
    assertEquals(0, room.arrive(item("1", "m"), this::answer));
    assertEquals(0, room.arrive(item("2", "m"), this::answer));
    assertEquals(1, room.arrive(item("3", "m"), this::answer));
    assertEquals(List.of("1"), answered);
    assertEquals(2, room.size());
  }

  @Test
  void restoredItemsBeyondTheBoundLeaveWithTheNextArrival() {
    WaitingRoom<Embedded> room = room(1, "a");
    room.restore(item("1", "m"));
    room.restore(item("2", "m"));
    assertEquals(2, room.arrive(item("3", "m"), this::answer));
    assertEquals(List.of("1", "2"), answered);
  }

  @Test
  void eachItemWaitsForTheNamesOfItsOwnModel() {
    WaitingRoom<Embedded> room = room(10, "a");
    room.arrive(item("old", "m"), this::answer);
    room.arrive(item("new", "n"), this::answer);
    settle(room, "a/n");
    assertEquals(List.of(), answered, "the oldest goes first");
    settle(room, "a/m");
    assertEquals(List.of("old", "new"), answered);
    settled.remove("a/n");
    room.changed("a");
    room.arrive(item("later", "n"), this::answer);
    assertEquals(List.of("old", "new"), answered, "a name may go missing again");
  }

  @Test
  void namesThatNobodyAwaitsMeanNothing() {
    WaitingRoom<Embedded> room = room(10, "a");
    settle(room, "a/m");
    room.arrive(item("1", "m"), this::answer);
    room.changed("another");
    room.arrive(item("2", "m"), this::answer);
    assertEquals(List.of("1", "2"), answered);
  }

  private void answer(Embedded item) {
    answered.add(item.id());
  }

  private WaitingRoom<Embedded> room(int maxItems, String... awaited) {
    return new WaitingRoom<>(
        new WaitingSettings(Set.of(awaited), maxItems),
        (name, model) -> settled.contains(name + "/" + model),
        Embedded::model);
  }

  private void settle(WaitingRoom<Embedded> room, String nameAndModel) {
    settled.add(nameAndModel);
    room.changed(nameAndModel.substring(0, nameAndModel.indexOf('/')));
    room.release(this::answer);
  }

  private static Embedded item(String id, String model) {
    return Items.image(id, model, 1);
  }
}
