package io.idealstream.wire.space;

import io.idealstream.wire.Blank;
import io.idealstream.wire.TrialName;
import io.idealstream.wire.config.Section;
import java.util.regex.Pattern;

/** What names in a space may look like: they stand in keys, in placeholders and in paths. */
final class Names {

  /** No slash, since slashes join the parts of a key, and no brace. */
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._-]{0,127}");

  /** A value stands last in its key, so that it may hold slashes. */
  private static final Pattern VALUE = Pattern.compile("[^\\p{Cntrl}]{1,200}");

  private Names() {}

  static void check(Section section, String field, String name) {
    if (name != null && !NAME.matcher(name).matches()) {
      section
          .problems()
          .expected(
              section.pathOf(field), "a name of letters, digits, spaces, '.', '_', '-'", name);
    }
  }

  /** A space on trial has the name of the live one, with more behind it. */
  static void checkSpace(Section section, String field, String name) {
    check(section, field, name == null ? null : TrialName.live(name));
  }

  static void checkValue(Section section, String value) {
    if (Blank.is(value) || !VALUE.matcher(value).matches()) {
      section
          .problems()
          .expected(section.pathOf(value), "a value's name of at most 200 characters", value);
    }
  }
}
