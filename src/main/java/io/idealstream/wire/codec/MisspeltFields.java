package io.idealstream.wire.codec;

import io.idealstream.wire.Reason;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.config.Found;
import io.idealstream.wire.config.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names in records that are not read, and are nearly the name of a field that is read and is not
 * there. Producers may add fields of their own: other names are passed over.
 */
final class MisspeltFields {

  /** Names that are looked up once. */
  private static final int MOST = 1000;

  private static final Set<Reason> ABSENT =
      EnumSet.of(Reason.MISSING_FIELD, Reason.MISSING_ID, Reason.NO_CONTENT, Reason.NO_MODEL);

  private final Set<String> known;
  private final Map<String, Optional<String>> meant =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
          return size() > MOST;
        }
      };

  private List<String> found = List.of();

  /**
   * @param known names that are read
   */
  MisspeltFields(Collection<String> known) {
    this.known = Set.copyOf(known);
  }

  /** Looks at the names of a record. */
  void see(Collection<String> names) {
    found = List.of();
    for (String name : names) {
      if (!known.contains(name)) {
        Optional<String> other = meant.computeIfAbsent(name, each -> Spelling.slip(each, known));
        if (other.isPresent() && !names.contains(other.get())) {
          note(name + "; did you mean " + other.get() + "?");
        }
      }
    }
  }

  private void note(String sentence) {
    found = found.isEmpty() ? new ArrayList<>() : found;
    found.add(sentence);
  }

  /** Of the record that was looked at last, such as {@code fed; did you mean feed?}. */
  List<String> found() {
    return List.copyOf(found);
  }

  /**
   * The reason with the names of a record that are not read, where something is missing in it: it
   * may stand there under another name.
   */
  Unreadable explain(Unreadable why, Collection<String> names) {
    if (!ABSENT.contains(why.reason())) {
      return why;
    }
    List<String> unread = names.stream().filter(name -> !known.contains(name)).toList();
    if (unread.isEmpty()) {
      return why;
    }
    String sentence = why.getMessage() + "; not read: " + Found.brief(unread);
    return new Unreadable(why.reason(), sentence, why.subject());
  }
}
