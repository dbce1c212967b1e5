package io.idealstream.stream.label;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.estimate.words.SpaceInForce;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeldSpacesTest {

  private final Random random = new Random(3);
  private final HeldSpaces held = new HeldSpaces();

  /** What metric {@code spacesHeld} shows, from a thread of its own. */
  @Test
  void itsSizeIsThatOfTheSpacesThatLabel() {
    assertEquals(0, held.size());
    SpaceInForce birds = Birds.space("birds", 1, random);
    held.put(Birds.withoutWords(birds));
    assertEquals(1, held.size(), "plain prompts label too");
    held.put(birds);
    held.put(Birds.space("scenes", 1, random));
    assertEquals(2, held.size());
    held.put(Birds.none("birds", 1));
    assertEquals(1, held.size());
    held.forget("scenes");
    assertEquals(0, held.size());
  }
}
