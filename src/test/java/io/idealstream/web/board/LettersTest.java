package io.idealstream.web.board;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Header;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LettersTest {

  private final Letters letters = new Letters("tail it");

  @Test
  @SuppressWarnings("unchecked")
  void aLetterShowsWhereItCameFromAndItsFirstBytes() {
    letters.note(letter(Reason.BAD_PICTURE, "\u0001<b>\u202e"));
    Map<String, Object> view = letters.view();
    assertEquals(1L, view.get("total"));
    assertEquals(Map.of("bad-picture", 1L), view.get("byReason"));
    Map<String, Object> latest = ((List<Map<String, Object>>) view.get("latest")).get(0);
    assertEquals("x.images", latest.get("topic"));
    assertEquals(1L, latest.get("partition"));
    assertEquals(17L, latest.get("offset"));
    assertEquals("cam", latest.get("feed"));
    assertEquals("id-1", latest.get("id"));
    assertEquals(7L, latest.get("size"));
    assertEquals("01 3c 62 3e e2 80 ae", latest.get("hex"));
    assertEquals(".<b>...", latest.get("text"));
    assertEquals("why", latest.get("detail"));
    assertEquals(List.of(latest), letters.at("x.images-1@17"));
    assertEquals(List.of(), letters.at("x.images-1@18"));
  }

  @Test
  void theNewestAreKeptAndAllAreCounted() {
    for (int i = 0; i < Letters.MOST + 5; i++) {
      letters.note(letter(Reason.NO_CONTENT, ""));
    }
    letters.note(new TopicRecord("d", 0, 0, 0, null, null, List.of(Header.of("reason", "<x>"))));
    assertEquals(Letters.MOST + 6L, letters.view().get("total"));
    assertEquals(
        Map.of("no-content", Letters.MOST + 5L, "other", 1L), letters.view().get("byReason"));
    assertEquals(Letters.MOST, ((List<?>) letters.view().get("latest")).size());
  }

  @Test
  void changesAreToldOnce() {
    assertNull(letters.takeChanged());
    letters.note(letter(Reason.NO_CONTENT, ""));
    assertEquals(letters.view(), letters.takeChanged());
    assertNull(letters.takeChanged());
  }

  private static TopicRecord letter(Reason reason, String value) {
    TopicRecord source =
        new TopicRecord(
            "x.images",
            1,
            17,
            0,
            "cam".getBytes(UTF_8),
            value.getBytes(UTF_8),
            List.of(Header.of("id", "id-1")));
    Outgoing letter = DeadLetter.of(source, new Unreadable(reason, "why"), 1000);
    return new TopicRecord("d", 0, 0, 0, letter.key(), letter.value(), letter.headers());
  }
}
