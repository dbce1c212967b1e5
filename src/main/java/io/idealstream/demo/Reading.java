package io.idealstream.demo;

import io.idealstream.demo.count.Answers;
import io.idealstream.demo.count.BirdAnswers;
import io.idealstream.demo.count.Drifts;
import io.idealstream.demo.count.LiveQuality;
import io.idealstream.demo.count.SceneAnswers;
import io.idealstream.demo.screen.Commentary;
import io.idealstream.wire.Drift;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import io.idealstream.wire.Quality;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.WordsRecord;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.Decision;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Hands every output record to those who count it and to the one who tells of it. */
final class Reading implements Consumer<TopicRecord> {

  private interface Reader {
    void read(TopicRecord message) throws Unreadable;
  }

  /** What the demo reads. */
  static final Set<Topic<?>> TOPICS =
      Set.of(
          Topic.LABELS,
          Topic.HITS,
          Topic.DECISIONS,
          Topic.WORDS,
          Topic.QUALITY,
          Topic.DRIFT,
          Topic.STATUS,
          Topic.DEAD_LETTERS);

  private final Map<String, Reader> readers;
  private final Answers answers;
  private final BirdAnswers birds;
  private final SceneAnswers scenes;
  private final LiveQuality live;
  private final Drifts drifts;
  private final InForce inForce;
  private final Commentary commentary;
  private final Clock clock;

  Reading(
      String prefix,
      Answers answers,
      BirdAnswers birds,
      SceneAnswers scenes,
      LiveQuality live,
      Drifts drifts,
      InForce inForce,
      Commentary commentary,
      Clock clock) {
    this.answers = answers;
    this.birds = birds;
    this.scenes = scenes;
    this.live = live;
    this.drifts = drifts;
    this.inForce = inForce;
    this.commentary = commentary;
    this.clock = clock;
    readers =
        Map.of(
            Topic.LABELS.under(prefix), message -> label(Topic.LABELS.decode(message)),
            Topic.HITS.under(prefix), message -> hit(Topic.HITS.decode(message)),
            Topic.DECISIONS.under(prefix), message -> decision(Topic.DECISIONS.decode(message)),
            Topic.WORDS.under(prefix), this::words,
            Topic.QUALITY.under(prefix), message -> quality(Topic.QUALITY.decode(message)),
            Topic.DRIFT.under(prefix), message -> drift(Topic.DRIFT.decode(message)),
            Topic.STATUS.under(prefix), message -> inForce.note(Topic.STATUS.decode(message)),
            Topic.DEAD_LETTERS.under(prefix), this::deadLetter);
  }

  @Override
  public void accept(TopicRecord message) {
    try {
      readers.get(message.topic()).read(message);
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

  private void decision(Decision decision) {
    answers.decision();
    commentary.decision(decision);
  }

  private void words(TopicRecord message) throws Unreadable {
    answers.words();
    if (message.value() != null) {
      WordsRecord words = Topic.WORDS.decode(message);
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

  private void drift(Drift drift) {
    drifts.note(drift);
    commentary.drift(drift);
  }

  private void deadLetter(TopicRecord letter) {
    answers.deadLetter(letter);
    commentary.deadLetter(letter);
  }
}
