package io.idealstream.job;

import static io.idealstream.client.Right.Operation.CREATE;
import static io.idealstream.client.Right.Operation.DESCRIBE;
import static io.idealstream.client.Right.Operation.DESCRIBE_CONFIGS;
import static io.idealstream.client.Right.Operation.READ;
import static io.idealstream.client.Right.Operation.WRITE;

import io.idealstream.client.Right;
import io.idealstream.client.Right.Operation;
import io.idealstream.client.Right.Resource;
import io.idealstream.wire.Coded;
import io.idealstream.wire.codec.Topic;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Who talks to Kafka, and the least that each has to be allowed there. */
public enum Role {
  /** Reads what comes in, writes what goes out, and looks after its own life. */
  JOB {
    @Override
    public List<Right> rights(JobSettings settings) {
      List<Right> rights = new ArrayList<>();
      settings
          .inputs()
          .forEach(
              topic ->
                  rights.add(
                      topic == Topic.CONTROLS && settings.actsOnWords()
                          ? right(settings, topic, READ, WRITE, DESCRIBE_CONFIGS)
                          : right(settings, topic, READ, DESCRIBE_CONFIGS)));
      for (Topic<?> topic : Topic.outputs()) {
        rights.add(
            READ_BACK.contains(topic)
                ? right(settings, topic, READ, WRITE, DESCRIBE_CONFIGS)
                : right(settings, topic, WRITE, DESCRIBE_CONFIGS));
      }
      rights.add(Right.of(Resource.GROUP, settings.kafka().group(), READ));
      rights.add(Right.of(Resource.GROUP, settings.lease().name(), READ));
      rights.add(
          new Right(
              Resource.TRANSACTIONAL_ID,
              settings.output().transactionalId() + "-",
              true,
              EnumSet.of(WRITE)));
      return rights;
    }
  },

  /**
   * {@code forget}: asks a job to forget an item, waits for its answer, and reads how long topics
   * keep their records.
   */
  ERASE {
    @Override
    public List<Right> rights(JobSettings settings) {
      List<Right> rights = new ArrayList<>();
      rights.add(right(settings, Topic.ERASURES, WRITE, DESCRIBE_CONFIGS));
      for (Topic<?> topic : List.of(Topic.FEEDBACK, Topic.LABELS, Topic.DECISIONS)) {
        rights.add(right(settings, topic, WRITE, DESCRIBE_CONFIGS));
      }
      for (Topic<?> topic :
          List.of(Topic.IMAGES, Topic.CAPTIONS, Topic.HITS, Topic.DRIFT, Topic.DEAD_LETTERS)) {
        rights.add(right(settings, topic, DESCRIBE, DESCRIBE_CONFIGS));
      }
      rights.add(right(settings, Topic.SPACES, READ));
      rights.add(right(settings, Topic.STATUS, READ));
      return rights;
    }
  },

  /** {@code publish}, {@code query} and acts: writes what a job reads, and waits for its answer. */
  PUBLISH {
    @Override
    public List<Right> rights(JobSettings settings) {
      List<Right> rights = new ArrayList<>();
      Topic.inputs().stream()
          .filter(topic -> topic != Topic.ERASURES)
          .forEach(
              topic ->
                  rights.add(
                      topic.isControl()
                          ? right(settings, topic, READ, WRITE)
                          : right(settings, topic, WRITE)));
      rights.add(right(settings, Topic.STATUS, READ));
      rights.add(right(settings, Topic.WORDS, READ));
      return rights;
    }
  },

  /** {@code tail}, {@code audit}, {@code words export} and the like: changes nothing. */
  READER {
    @Override
    public List<Right> rights(JobSettings settings) {
      List<Right> rights = new ArrayList<>();
      Topic.all().forEach(topic -> rights.add(right(settings, topic, READ)));
      rights.add(Right.of(Resource.GROUP, settings.kafka().group(), DESCRIBE));
      return rights;
    }
  },

  /** {@code topics create} and {@code topics describe}. */
  SETUP {
    @Override
    public List<Right> rights(JobSettings settings) {
      List<Right> rights = new ArrayList<>();
      Topic.all()
          .forEach(topic -> rights.add(right(settings, topic, CREATE, DESCRIBE, DESCRIBE_CONFIGS)));
      return rights;
    }
  };

  /**
   * What an earlier life said: its words, its statuses, and what its transactions held. Topic words
   * is also the one that the lease is held on.
   */
  private static final Set<Topic<?>> READ_BACK =
      Set.of(Topic.WORDS, Topic.STATUS, Topic.TRANSACTIONS);

  /** The name on the command line. */
  @Override
  public String toString() {
    return Coded.code(name());
  }

  /** The rights for a configuration: its topics, its group and its transactional ids. */
  public abstract List<Right> rights(JobSettings settings);

  private static Right right(
      JobSettings settings, Topic<?> topic, Operation first, Operation... others) {
    return Right.of(Resource.TOPIC, settings.kafka().name(topic), first, others);
  }
}
