package io.idealstream.web.board;

import io.idealstream.wire.Keys;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the job said last of each space, query, concept, model, watch and act. */
final class Statuses {

  static final int MOST = 500;

  private final Map<String, Status> latest = new LinkedHashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private String model;

  void note(Status status) {
    String key = Keys.of(status);
    latest.remove(key); // the newest stands last
    latest.put(key, status);
    changed.add(key);
    if (status.kind() == StatusKind.MODEL) {
      model = status.id();
    }
    if (latest.size() > MOST) {
      String oldest = latest.keySet().iterator().next();
      latest.remove(oldest);
      changed.remove(oldest);
    }
  }

  /** Id of the model that the job named last; null before. */
  String model() {
    return model;
  }

  /** The newest first. */
  List<Status> view() {
    List<Status> newest = new ArrayList<>(latest.values());
    Collections.reverse(newest);
    return newest;
  }

  /** Those that changed since the last call, some at a time. */
  List<Status> takeChanged(int most) {
    List<String> keys = changed.stream().limit(most).toList();
    keys.forEach(changed::remove);
    return keys.stream().map(latest::get).toList();
  }
}
