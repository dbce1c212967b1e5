package io.idealstream.cli.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Query;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.TrialName;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.List;
import java.util.Map;

/**
 * What can be on trial.
 *
 * @param <D> its definition
 */
public interface TrialKind<D> {

  TrialKind<SpaceDefinition> SPACE = new OfSpaces();
  TrialKind<Query> QUERY = new OfQueries();

  Topic<D> topic();

  StatusKind status();

  /** All that are defined, live and on trial. */
  Map<String, Defined<D>> defined(TrialTopics topics);

  String name(D definition);

  /** The definition of a trial of what is live under the definition's name. */
  D onTrial(D definition);

  /** The definition of a trial as the next version of the live one. */
  D live(D trial, D before);

  /** In what two differ, their names and being on trial left aside. */
  List<String> differences(D live, D trial);

  /** Equal for definitions that mean the same. */
  String content(D definition);

  /** Of spaces. */
  final class OfSpaces implements TrialKind<SpaceDefinition> {
    private OfSpaces() {}

    @Override
    public Topic<SpaceDefinition> topic() {
      return Topic.SPACES;
    }

    @Override
    public StatusKind status() {
      return StatusKind.SPACE;
    }

    @Override
    public Map<String, Defined<SpaceDefinition>> defined(TrialTopics topics) {
      return topics.spaces();
    }

    @Override
    public String name(SpaceDefinition definition) {
      return definition.space();
    }

    @Override
    public SpaceDefinition onTrial(SpaceDefinition definition) {
      return definition.named(TrialName.of(definition.space()), true);
    }

    @Override
    public SpaceDefinition live(SpaceDefinition trial, SpaceDefinition before) {
      return trial.named(before.space(), before.shadow());
    }

    @Override
    public List<String> differences(SpaceDefinition live, SpaceDefinition trial) {
      return Differences.of(live, trial);
    }

    @Override
    public String content(SpaceDefinition definition) {
      return SpaceFile.contentHash(definition);
    }
  }

  /** Of queries. */
  final class OfQueries implements TrialKind<Query> {
    private OfQueries() {}

    @Override
    public Topic<Query> topic() {
      return Topic.QUERIES;
    }

    @Override
    public StatusKind status() {
      return StatusKind.QUERY;
    }

    @Override
    public Map<String, Defined<Query>> defined(TrialTopics topics) {
      return topics.queries();
    }

    @Override
    public String name(Query definition) {
      return definition.id();
    }

    @Override
    public Query onTrial(Query definition) {
      return definition.named(TrialName.of(definition.id()));
    }

    @Override
    public Query live(Query trial, Query before) {
      return trial.named(before.id());
    }

    @Override
    public List<String> differences(Query live, Query trial) {
      return Differences.of(live, trial);
    }

    @Override
    public String content(Query definition) {
      return new String(Topic.QUERIES.encode(definition, Encoding.JSON), UTF_8);
    }
  }
}
