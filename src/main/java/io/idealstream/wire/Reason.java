package io.idealstream.wire;

/** Why a record became a dead letter. The codes are stable: dashboards count by them. */
public enum Reason implements Coded {
  // the bytes
  NO_VALUE("the message has no value"),
  UNKNOWN_CONTENT_TYPE("the content type is none that this topic takes"),
  REGISTRY_FRAME("the value is framed for a schema registry"),
  NOT_UTF8("the text is not UTF-8"),
  NOT_JSON("the text is not JSON"),
  DUPLICATE_KEY("a JSON object names a field twice"),
  TOO_DEEP("the JSON is nested too deeply"),
  UNKNOWN_SCHEMA("the Avro fingerprint is of no known schema"),
  WRONG_SCHEMA("the Avro schema is that of another topic"),
  NOT_AVRO("the Avro body does not fit its schema"),

  // the fields
  MISSING_FIELD("a required field is missing"),
  WRONG_TYPE("a field has another type than the schema says"),
  TOO_LONG("a text or a list is longer than allowed"),
  MISSING_ID("the record has no id"),
  BAD_ID("the id cannot be used"),
  BAD_FEED("the feed's name cannot be used"),
  BAD_TIME("the time cannot be read"),
  TIME_AHEAD("the time is too far ahead of the reading machine's clock"),
  BAD_VALUES("values is not an object of factors and values"),
  BAD_ATTRIBUTES("attributes is not an object of names and texts, or is too large"),
  KEY_MISMATCH("the message's key is another than its value says"),

  // images and captions
  URI_UNSUPPORTED("images behind a uri are not fetched"),
  NO_CONTENT("there is neither an image nor an embedding"),
  TWO_CONTENTS("there is both an image and an embedding"),
  BAD_IMAGE_BYTES("the image's bytes cannot be read"),
  BAD_EMBEDDING("the embedding cannot be used"),
  NO_MODEL("an embedding came without its model"),
  EMPTY_CAPTION("the caption is empty"),

  // rules
  BAD_QUERY("the query cannot be understood"),
  BAD_SPACE("the space cannot be used"),
  BAD_CONTROL("the act on drift or words cannot be used"),
  BAD_ERASURE("the request to forget an item cannot be used"),

  // found further down the stream
  BAD_PICTURE("the picture cannot be decoded"),
  NO_VECTOR("there is no embedding, and the job opens no model"),
  WRONG_DIMENSION("the embedding has another length than the model's"),
  WRONG_MODEL("the embedding was made by another model"),
  TOO_LARGE("the record is above the sink's limit"),
  FAILED("an unforeseen failure");

  private final String meaning;

  Reason(String meaning) {
    this.meaning = meaning;
  }

  /** What the code stands for, in a few words. */
  public String meaning() {
    return meaning;
  }
}
