package io.idealstream.job.recovery;

import io.idealstream.client.ClusterId;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.OpenTransactions;
import io.idealstream.stream.VersionFloors;
import io.idealstream.wire.codec.Topic;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Decides where a run begins and, where it begins anew, takes back what an earlier life left. */
public final class Recoveries {

  /**
   * What is asked.
   *
   * @param owner the job's transactional id
   * @param prefix of the topics that are written
   * @param writesWords whether the job writes topic words
   * @param fresh whether to begin anew
   * @param from a checkpoint or savepoint of the user's choice
   */
  public record Question(
      KafkaConnection kafka,
      String owner,
      String prefix,
      boolean writesWords,
      boolean fresh,
      Optional<String> from) {

    String words() {
      return Topic.WORDS.under(prefix);
    }

    String statuses() {
      return Topic.STATUS.under(prefix);
    }

    Life.Identity identity() {
      return new Life.Identity(owner, ClusterId.of(kafka), prefix);
    }
  }

  private Recoveries() {}

  /**
   * Decides, and writes down the life that begins or goes on.
   *
   * @throws io.idealstream.wire.config.Misconfigured with the choices, where there is no one answer
   */
  public static Recovery decide(Snapshots snapshots, Question question) {
    if (question.fresh || (question.from.isEmpty() && snapshots.life().isEmpty())) {
      // what is behind an open transaction cannot be read yet
      OpenTransactions.abort(question.kafka, transactionsOf(question.owner));
    }
    EarlierWords words = words(question);
    Recovery.Decision decision =
        new Recovery.Decision(snapshots, question.identity(), words, Clock.systemUTC());
    Recovery recovery =
        question.fresh
            ? decision.fresh()
            : question.from.map(decision::from).orElseGet(decision::resume);
    snapshots.write(recovery.life());
    if (recovery.forgets()) {
      OpenTransactions.abort(question.kafka, transactionsOf(question.owner));
      EarlierWords whole = words(question);
      VersionFloors floors = EarlierVersions.read(question.kafka, question.statuses(), whole);
      whole.remove(question.kafka, question.words());
      return recovery.above(floors);
    }
    return recovery;
  }

  private static EarlierWords words(Question question) {
    return question.writesWords
        ? EarlierWords.read(
            question.kafka, question.words(), question.owner, question.kafka.patience())
        : new EarlierWords();
  }

  /** Those of the job's sinks: its id, the topic, the subtask and the checkpoint. */
  static Pattern transactionsOf(String owner) {
    String topics =
        Topic.all().stream()
            .map(topic -> Pattern.quote(topic.code()))
            .collect(Collectors.joining("|"));
    return Pattern.compile(Pattern.quote(owner) + "-(" + topics + ")-\\d+-\\d+");
  }
}
