package io.idealstream.wire.codec;

import io.idealstream.wire.Blank;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.Word;
import io.idealstream.wire.config.Count;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules every item of a feed has to keep, and what stands in for what it leaves out. */
final class ItemRules {

  static final String DEFAULT_FEED = "default";

  private static final String KEY_AS_FEED =
      "the record names no feed, so its key stands in for one: ";

  private final ReadingLimits limits;
  private final String part;

  ItemRules(ReadingLimits limits) {
    this(limits, "field");
  }

  private ItemRules(ReadingLimits limits, String part) {
    this.limits = limits;
    this.part = part;
  }

  /** The same rules for messages that have their fields in headers. */
  ItemRules ofHeaders() {
    return new ItemRules(limits, "header");
  }

  void checkId(String id) throws Unreadable {
    if (Blank.is(id)) {
      throw new Unreadable(Reason.MISSING_ID, part + " id is empty");
    }
    checkName("id", id, Reason.BAD_ID);
  }

  /** The feed, or else the Kafka key, or else {@value #DEFAULT_FEED}. */
  String feed(String given, TopicRecord record) throws Unreadable {
    if (given != null) {
      checkFeed(given);
      return given;
    }
    if (record.key() == null || record.key().length == 0) {
      return DEFAULT_FEED;
    }
    String key = key(record);
    try {
      checkFeed(key);
      return key;
    } catch (Unreadable why) {
      throw new Unreadable(why.reason(), KEY_AS_FEED + why.getMessage());
    }
  }

  void checkFeed(String feed) throws Unreadable {
    if (Blank.is(feed) || feed.equals(Word.EVERY_FEED)) {
      throw new Unreadable(
          Reason.BAD_FEED, part + " feed: expected a feed's name, found \"" + feed + "\"");
    }
    checkName("feed", feed, Reason.BAD_FEED);
  }

  private static String key(TopicRecord record) throws Unreadable {
    String key = Subject.text(record.key());
    if (key == null) {
      throw new Unreadable(
          Reason.BAD_FEED,
          KEY_AS_FEED + "expected a feed's name, found " + FoundBytes.describe(record.key()));
    }
    return key;
  }

  /** The time, or else the Kafka timestamp. */
  Instant time(Instant given, TopicRecord record) throws Unreadable {
    if (record.timestampMillis() < 0) {
      throw new Unreadable(Reason.BAD_TIME, "the message has no Kafka timestamp");
    }
    return given == null ? Instant.ofEpochMilli(record.timestampMillis()) : given;
  }

  void checkCaption(String name, String caption) throws Unreadable {
    if (Blank.is(caption)) {
      throw new Unreadable(Reason.EMPTY_CAPTION, part + " " + name + " is empty");
    }
    checkText(name, caption);
  }

  void checkText(String name, String text) throws Unreadable {
    if (text.length() > limits.maxText()) {
      throw tooLong(name, Count.of(limits.maxText(), "character"), text.length());
    }
  }

  void checkValues(Map<String, List<String>> values) throws Unreadable {
    if (values == null) {
      return;
    }
    if (values.size() > limits.maxValues()) {
      throw tooLong("values", Count.of(limits.maxValues(), "factor"), values.size());
    }
    for (Map.Entry<String, List<String>> factor : values.entrySet()) {
      checkName("values", factor.getKey(), Reason.BAD_VALUES);
      if (factor.getValue().isEmpty()) {
        throw new Unreadable(
            Reason.BAD_VALUES,
            part + " values." + factor.getKey() + ": expected a value, found none");
      }
      if (factor.getValue().size() > limits.maxValues()) {
        throw tooLong(
            "values." + factor.getKey(),
            Count.of(limits.maxValues(), "value"),
            factor.getValue().size());
      }
      for (String value : factor.getValue()) {
        checkName("values", value, Reason.BAD_VALUES);
      }
    }
  }

  void checkAttributes(Map<String, String> attributes) throws Unreadable {
    if (attributes == null) {
      return;
    }
    Optional<String> problem = Attributes.problem(attributes);
    if (problem.isPresent()) {
      throw new Unreadable(Reason.BAD_ATTRIBUTES, part + " attributes: " + problem.get());
    }
  }

  void checkEmbedding(float[] embedding, String model) throws Unreadable {
    if (embedding != null) {
      checkVector("embedding", embedding, model);
    }
  }

  /** A vector names its model, is not over-long and points somewhere. */
  void checkVector(String name, float[] vector, String model) throws Unreadable {
    if (model == null || Blank.is(model)) {
      throw new Unreadable(
          Reason.NO_MODEL, "field model is missing: a vector means nothing without its model");
    }
    checkName("model", model, Reason.NO_MODEL);
    if (vector.length > limits.maxDimension()) {
      throw tooLong(name, Count.of(limits.maxDimension(), "number"), vector.length);
    }
    for (float value : vector) {
      if (value != 0) {
        return;
      }
    }
    throw new Unreadable(
        Reason.BAD_EMBEDDING,
        "field "
            + name
            + ": expected a number other than 0, found "
            + (vector.length == 0 ? "an empty list" : "zeros only"));
  }

  /** A name is not blank, not over-long, and has no control characters. */
  void checkName(String field, String name, Reason reason) throws Unreadable {
    if (name.length() > limits.maxName()) {
      throw tooLong(field, Count.of(limits.maxName(), "character"), name.length());
    }
    if (Blank.is(name) || name.chars().anyMatch(Character::isISOControl)) {
      throw new Unreadable(
          reason,
          part
              + " "
              + field
              + ": expected a name without control characters, found a blank"
              + " one or one with some");
    }
  }

  private Unreadable tooLong(String field, String most, int found) {
    return new Unreadable(
        Reason.TOO_LONG, part + " " + field + ": expected at most " + most + ", found " + found);
  }
}
