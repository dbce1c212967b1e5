package io.idealstream.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.SpaceReader;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The spaces that items are to be labelled in: those that are defined now and not disabled. */
final class SpacesInForce {
  private final SpaceReader reader = new SpaceReader();
  private final Map<String, SpaceDefinition> defined = new TreeMap<>();
  private final Map<String, Long> activeSince = new HashMap<>();
  private final Set<String> disabled = new HashSet<>();
  private final boolean awaited;

  /**
   * @param awaited whether items waited for the spaces, as those of a past range do, so that one
   *     that is in force later was in force when they came
   */
  SpacesInForce(boolean awaited) {
    this.awaited = awaited;
  }

  /** Takes a message of topic spaces. */
  void definition(TopicRecord message) {
    if (message.key() == null) {
      return;
    }
    String name = new String(message.key(), UTF_8);
    if (message.value() == null) {
      defined.remove(name);
      return;
    }
    try {
      defined.put(name, reader.read(message).definition());
    } catch (Unreadable rejected) {
      // what was in force stays so
    }
  }

  /** Takes a message of topic status. */
  void status(TopicRecord message) {
    Topic.STATUS
        .find(message)
        .filter(status -> status.kind() == StatusKind.SPACE)
        .ifPresent(status -> note(status, message));
  }

  private void note(Status status, TopicRecord message) {
    if (status.state() == StatusState.ACTIVE) {
      long since = awaited ? Long.MIN_VALUE : message.timestampMillis();
      activeSince.merge(status.id(), since, Math::min);
      disabled.remove(status.id());
    } else if (status.state() == StatusState.DISABLED) {
      disabled.add(status.id());
    }
  }

  Set<String> names() {
    return defined.keySet();
  }

  /** Whether a space is to label the items of a feed. */
  boolean covers(String space, String feed) {
    SpaceDefinition definition = defined.get(space);
    return definition != null && !disabled.contains(space) && definition.appliesTo(feed);
  }

  /** Whether a space was in force, for all that topic status still says, when a record came. */
  boolean wasActive(String space, long arrived) {
    return activeSince.containsKey(space) && arrived > activeSince.get(space);
  }
}
