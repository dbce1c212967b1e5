package io.idealstream.demo;

import io.idealstream.demo.count.Answers;
import io.idealstream.demo.count.BirdAnswers;
import io.idealstream.demo.count.LiveQuality;
import io.idealstream.demo.count.SceneAnswers;
import io.idealstream.demo.screen.Commentary;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import io.idealstream.wire.Quality;
import io.idealstream.wire.Topic;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.WordsRecord;
import io.idealstream.wire.codec.Codecs;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Hands every output record to those who count it and to the one who tells of it. */
final class Reading implements Consumer<TopicRecord> {

  /** What the demo reads. */
  static final Set<Topic> TOPICS =
      Set.of(
          Topic.LABELS, Topic.HITS, Topic.WORDS, Topic.QUALITY, Topic.STATUS, Topic.DEAD_LETTERS);

  private final Map<String, Topic> topics;
  private final Answers answers;
  private final BirdAnswers birds;
  private final SceneAnswers scenes;
  private final LiveQuality live;
  private final InForce inForce;
  private final Commentary commentary;
  private final Clock clock;

  Reading(
      String prefix,
      Answers answers,
      BirdAnswers birds,
      SceneAnswers scenes,
      LiveQuality live,
      InForce inForce,
      Commentary commentary,
      Clock clock) {
    this.topics = TOPICS.stream().collect(Collectors.toMap(topic -> topic.under(prefix), t -> t));
    this.answers = answers;
    this.birds = birds;
    this.scenes = scenes;
    this.live = live;
    this.inForce = inForce;
    this.commentary = commentary;
    this.clock = clock;
  }

  @Override
  public void accept(TopicRecord message) {
    try {
      switch (topics.get(message.topic())) {
        case LABELS -> label(Codecs.LABELS.decode(message));
        case HITS -> hit(Codecs.HITS.decode(message));
        case WORDS -> words(message);
        case QUALITY -> quality(Codecs.QUALITY.decode(message));
        case STATUS -> inForce.note(Codecs.STATUS.decode(message));
        default -> deadLetter(message);
      }
      commentary.progress(answers, birds);
    } catch (Unreadable broken) {
      throw new IllegalStateException(
          "the job wrote " + message + ", which cannot be read: " + broken.getMessage(), broken);
    }
  }

  private void label(Label label) {
    answers.label(label, clock.millis());
    birds.note(label);
    scenes.note(label);
    commentary.label(label);
  }

  private void hit(Hit hit) {
    answers.hit();
    commentary.hit(hit);
  }

  private void words(TopicRecord message) throws Unreadable {
    answers.words();
    if (message.value() != null) {
      WordsRecord words = Codecs.WORDS.decode(message);
      if (words instanceof WordsHead head) {
        commentary.words(head);
      }
    }
  }

  private void quality(Quality quality) {
    live.note(quality);
    if (LiveQuality.isShown(quality)) {
      commentary.quality(quality);
    }
  }

  private void deadLetter(TopicRecord letter) {
    answers.deadLetter(letter);
    commentary.deadLetter(letter);
  }
}
