package io.idealstream.demo.count;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.wire.GroupAccuracy;
import org.junit.jupiter.api.Test;

class GroupScoresTest {

  private final GroupScores scores = new GroupScores();

  @Test
  void theAverageIsOverItemsTheWorstOverGroupsAndTheGapBetweenThem() {
    add("large", 6, 2);
    add("small", 1, 1);
    assertEquals(new GroupAccuracy(0.5, 0.7, 0.7 - 0.5, "small"), scores.accuracy());
  }

  @Test
  void aGroupWithoutARightAnswerIsTheWorst() {
    add("good", 3, 0);
    add("hopeless", 0, 1);
    assertEquals(new GroupAccuracy(0.0, 0.75, 0.75, "hopeless"), scores.accuracy());
  }

  @Test
  void withoutAnswersThereIsNothingToSay() {
    assertEquals(new GroupAccuracy(null, null, null, null), scores.accuracy());
  }

  private void add(String group, int right, int wrong) {
    for (int i = 0; i < right; i++) {
      scores.addRight(group);
    }
    for (int i = 0; i < wrong; i++) {
      scores.addWrong(group);
    }
  }
}
