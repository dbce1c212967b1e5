package io.idealstream.demo.count;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.demo.Sent;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BalanceTest {

  private final Images images = new Images();
  private final Answers answers = new Answers();

  @Test
  void everyPictureIsLabelledOrRefused() {
    TopicRecord broken = Sent.picture(2, "c", 0);
    images.note(Sent.picture(0, "a", 0));
    images.note(Sent.picture(1, "b", 0));
    images.note(broken);
    label("a", "birds");
    label("a", "colors");
    label("b", "birds");
    answers.deadLetter(Sent.deadLetter(broken, Reason.BAD_PICTURE));
    assertEquals(new Balance(3, 2, 1, List.of()), balance());
  }

  @Test
  void aRefusedCaptionIsNoRefusedPicture() {
    TopicRecord picture = Sent.picture(0, "a", 0);
    TopicRecord caption =
        new TopicRecord("captions", 0, 0, 0, picture.key(), picture.value(), picture.headers());
    images.note(picture);
    label("a", "birds");
    answers.deadLetter(Sent.deadLetter(caption, Reason.EMPTY_CAPTION));
    assertEquals(new Balance(1, 1, 0, List.of()), balance());
    assertEquals(1, answers.deadLetters());
  }

  @Test
  void aPictureWithoutAnAnswerIsNamed() {
    images.note(Sent.picture(0, "a", 0));
    assertEquals(
        new Balance(1, 0, 0, List.of("1 image was neither labelled nor refused: cam/a")),
        balance());
  }

  @Test
  void ofManyTheFirstAreNamed() {
    for (int i = 0; i < 5; i++) {
      images.note(Sent.picture(i, "p" + i, 0));
    }
    assertEquals(
        List.of("5 images were neither labelled nor refused: cam/p0, cam/p1, cam/p2, ..."),
        balance().problems());
  }

  @Test
  void aSecondLabelOfTheSamePictureIsNamed() {
    images.note(Sent.picture(0, "a", 0));
    label("a", "birds");
    label("a", "birds");
    assertEquals(List.of("1 image was answered more than once: cam/a"), balance().problems());
  }

  @Test
  void aPictureThatIsLabelledAndRefusedIsNamed() {
    TopicRecord picture = Sent.picture(0, "a", 0);
    images.note(picture);
    label("a", "birds");
    answers.deadLetter(Sent.deadLetter(picture, Reason.BAD_PICTURE));
    assertEquals(List.of("1 image was answered more than once: cam/a"), balance().problems());
  }

  @Test
  void aPictureThatWasSentTwiceIsOneImageAndMayHaveTwoLabels() {
    images.note(Sent.picture(0, "a", 0));
    images.note(Sent.picture(1, "a", 0));
    label("a", "birds");
    label("a", "birds");
    assertEquals(new Balance(1, 1, 0, List.of()), balance());
  }

  @Test
  void aLabelOfNoPictureIsNamed() {
    label("ghost", "birds");
    assertEquals(
        List.of("1 image was labelled without having been sent: cam/ghost"), balance().problems());
  }

  @Test
  void whatOthersSendAfterTheEndCountsOnlyIfItWasAnswered() {
    images.noteLate(Sent.picture(0, "answered", 0));
    images.noteLate(Sent.picture(1, "unread", 0));
    label("answered", "birds");
    assertEquals(new Balance(1, 1, 0, List.of()), balance());
  }

  @Test
  void anEnvelopeIsKnownByItsOwnFeedAndId() {
    images.note(Sent.envelope(0, "{\"id\":\"a\",\"feed\":\"cam\",\"embedding\":[1]}", 0));
    images.note(Sent.envelope(1, "{\"id\":\"b\",\"embedding\":[1]}", 0));
    label("a", "birds");
    label("b", "birds");
    assertEquals(new Balance(2, 2, 0, List.of()), balance());
  }

  @Test
  void messagesWithoutAnIdAreTheirPlaceInKafka() {
    TopicRecord one = Sent.envelope(0, "{", 0);
    TopicRecord other = Sent.envelope(1, "{", 0);
    images.note(one);
    images.note(other);
    answers.deadLetter(Sent.deadLetter(one, Reason.NOT_JSON));
    answers.deadLetter(Sent.deadLetter(other, Reason.NOT_JSON));
    assertEquals(new Balance(2, 0, 2, List.of()), balance());
  }

  private void label(String id, String space) {
    answers.label(Sent.label(id, space, Map.of()), 0);
  }

  private Balance balance() {
    return answers.balance(images);
  }
}
