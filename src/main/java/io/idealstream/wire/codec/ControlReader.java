package io.idealstream.wire.codec;

import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Reason;
import io.idealstream.wire.Source;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads topic {@code controls}. */
public final class ControlReader {

  /** What events are summed of; the words of other sources are made of these and of prompts. */
  private static final Set<Source> SUMMED =
      EnumSet.of(Source.CAPTIONS, Source.IMAGES, Source.FEEDBACK, Source.INFERRED);

  private final ItemRules rules;

  public ControlReader(ReadingLimits limits) {
    rules = new ItemRules(limits);
  }

  /**
   * The act, with the time at which it was done.
   *
   * @throws Unreadable with its subject, as far as the value or the key names it
   */
  public Control read(TopicRecord record) throws Unreadable {
    String key = Subject.of(record);
    if (record.value() == null) {
      throw new Unreadable(
          Reason.NO_VALUE, "the message has no value: an act is undone by another act", key);
    }
    try {
      Control control = complete(Topic.CONTROLS.decode(record), record);
      Subject.requireSame(key, Keys.of(control));
      return control;
    } catch (Unreadable why) {
      throw Subject.attach(key, why);
    }
  }

  /** Everything that is wrong with an act is said at once. */
  private Control complete(Control control, TopicRecord record) throws Unreadable {
    checkNames(control);
    Instant time = rules.time(control.time(), record);
    List<String> problems = new ArrayList<>();
    addSubject(control, problems);
    addTimes(control, time, problems);
    if (!problems.isEmpty()) {
      throw new Unreadable(Reason.BAD_CONTROL, String.join("; ", problems), Keys.of(control));
    }
    return control.doneAt(time);
  }

  private void checkNames(Control control) throws Unreadable {
    rules.checkName("space", control.space(), Reason.BAD_ID);
    if (control.feed() != null) {
      rules.checkFeed(control.feed());
    }
    checkName("id", control.id());
    checkName("signal", control.signal());
    checkName("factor", control.factor());
    checkName("value", control.value());
    checkName("by", control.by());
    if (control.reason() != null) {
      rules.checkText("reason", control.reason());
    }
  }

  private void checkName(String field, String name) throws Unreadable {
    if (name != null) {
      rules.checkName(field, name, Reason.BAD_CONTROL);
    }
  }

  private static void addSubject(Control control, List<String> problems) {
    Act act = control.act();
    boolean ofWords = act.isOfWords();
    boolean named = control.signal() != null || control.factor() != null || control.value() != null;
    require(!control.space().contains("/"), "field space: expected a name without /", problems);
    require(
        control.signal() == null || !control.signal().contains("/"),
        "field signal: expected a name without /",
        problems);
    require(
        control.factor() == null || !control.factor().contains("/"),
        "field factor: expected a name without /",
        problems);
    require(
        (control.factor() == null) == (control.value() == null),
        "expected factor and value, or neither",
        problems);
    require(
        !named || !ofWords,
        "signal, factor and value: expected none of them, as " + act.code() + " is of words",
        problems);
    require(
        control.source() == null || ofWords,
        "field source: expected none, as " + act.code() + " is of drift",
        problems);
    require(
        control.source() == null || SUMMED.contains(control.source()),
        "field source: expected captions, images, feedback or inferred, whose events are summed",
        problems);
  }

  private static void addTimes(Control control, Instant time, List<String> problems) {
    Act act = control.act();
    require(
        control.toTime() == null || act == Act.FREEZE || act == Act.ROLLBACK,
        "field toTime: expected none, as " + act.code() + " goes to no time",
        problems);
    require(
        control.toVersion() == null || act == Act.ROLLBACK,
        "field toVersion: expected none, as " + act.code() + " goes to no version",
        problems);
    require(
        act != Act.ROLLBACK || control.toTime() != null,
        "expected a toTime, which `words rollback` finds for a version, found none",
        problems);
    require(
        control.toTime() == null
            || control.effective() == null
            || !control.toTime().isAfter(control.effective()),
        "field toTime: expected a time not after effective",
        problems);
    require(
        control.until() == null || act == Act.MUTE,
        "field until: expected none, as " + act.code() + " does not end by itself",
        problems);
    Instant from = control.effective() == null ? time : control.effective();
    require(
        control.until() == null || control.until().isAfter(from),
        "field until: expected a time after the act is in force",
        problems);
  }

  private static void require(boolean held, String sentence, List<String> problems) {
    if (!held) {
      problems.add(sentence);
    }
  }
}
