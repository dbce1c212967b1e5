package io.idealstream.web.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemsTest {

  private final List<String> evicted = new ArrayList<>();
  private final Items items = new Items(item -> evicted.add(item.id()));

  @Test
  void aFeedPushesOutItsOwnItemsAlone() {
    add("quiet", "q");
    for (int i = 0; i < Items.MOST_OF_FEED + 2; i++) {
      add("hot", "h" + i);
    }
    assertNotNull(items.get("quiet/q"));
    assertNull(items.get("hot/h1"));
    assertNotNull(items.get("hot/h2"));
    assertEquals(List.of("h0", "h1"), evicted);
    assertEquals(Items.MOST_OF_FEED + 1, items.view().size());
  }

  @Test
  void ofManyFeedsTheLargestGivesWay() {
    add("quiet", "q");
    for (int feed = 0; feed < 6; feed++) {
      for (int i = 0; i < Items.MOST_OF_FEED; i++) {
        add("f" + feed, "i" + i);
      }
    }
    assertEquals(Items.MOST, items.view().size());
    assertNotNull(items.get("quiet/q"));
  }

  @Test
  void itemsOfLargeRecordsAreFewer() {
    for (int i = 0; i < 20; i++) {
      add("cam", "i" + i);
      items.get("cam/i" + i).pictured("p", 1, 1, 8 << 20);
      items.changed("cam/i" + i);
    }
    assertEquals(7, items.view().size()); // of 64 MiB
    assertNotNull(items.get("cam/i19"));
  }

  @Test
  void changesOfEachFeedAreToldByTurns() {
    add("hot", "h0");
    add("hot", "h1");
    add("hot", "h2");
    add("quiet", "q0");
    assertEquals(List.of("h2", "q0"), ids(2));
    assertEquals(List.of("h1", "h0"), ids(9));
    assertEquals(List.of(), ids(9));
    items.changed("hot/h1");
    items.changed("hot/gone");
    assertEquals(List.of("h1"), ids(9));
  }

  @Test
  void theSameItemAgainTakesThePlaceOfTheFirst() {
    add("cam", "a");
    add("cam", "a");
    assertEquals(1, items.view().size());
    assertEquals(List.of("a"), evicted);
  }

  private List<Object> ids(int most) {
    return items.takeChanged(most).stream().map(view -> view.get("id")).toList();
  }

  private void add(String feed, String id) {
    items.add(
        new ShownItem(
            BoardRecords.image(feed, id, null),
            BoardRecords.picture(feed, id, new byte[1], BoardRecords.NOON),
            BoardRecords.NOON));
  }
}
