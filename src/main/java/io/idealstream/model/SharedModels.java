package io.idealstream.model;

import java.util.HashMap;
import java.util.Map;

/**
 * Models open in this class loader, each once, counted by its users.
 *
 * <p>Two models are the same when their files, by place, and their settings are: the graphs of a
 * model that several subtasks use are in memory once. The last user closes it.
 */
final class SharedModels {
  private record Key(String place, ModelSettings settings) {}

  private static final class Shared {
    private final LoadedModel model;
    private int users;

    private Shared(LoadedModel model) {
      this.model = model;
    }
  }

  private static final Map<Key, Shared> OPEN = new HashMap<>();

  private SharedModels() {}

  /** One user's hold on a shared model. */
  static final class Hold implements AutoCloseable {
    private final Key key;
    private final LoadedModel model;
    private boolean released;

    private Hold(Key key, LoadedModel model) {
      this.key = key;
      this.model = model;
    }

    LoadedModel model() {
      return model;
    }

    @Override
    public void close() {
      synchronized (OPEN) {
        if (released) {
          return;
        }
        released = true;
        Shared shared = OPEN.get(key);
        shared.users--;
        if (shared.users == 0) {
          OPEN.remove(key);
          shared.model.close();
        }
      }
    }
  }

  static Hold acquire(ModelFiles files, ModelSettings settings) {
    Key key = new Key(files.place(), settings);
    synchronized (OPEN) {
      Shared shared = OPEN.get(key);
      if (shared == null) {
        shared = new Shared(LoadedModel.open(files, settings));
        OPEN.put(key, shared);
      }
      shared.users++;
      return new Hold(key, shared.model);
    }
  }

  /** How many models are open. */
  static int count() {
    synchronized (OPEN) {
      return OPEN.size();
    }
  }
}
