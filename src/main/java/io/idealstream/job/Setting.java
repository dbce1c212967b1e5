package io.idealstream.job;

import io.idealstream.wire.Coded;
import java.util.Locale;

/**
 * Every setting of {@code conf/job.yaml}: its place, what stands in for it and what it does. The
 * guide to the configuration is made of this list.
 */
public enum Setting {
  KAFKA_BOOTSTRAP_SERVERS("localhost:9092", "`host:port` of Kafka; several separated by commas."),
  KAFKA_PROPERTIES(
      "{}",
      "Passed to every Kafka client: TLS, SASL, tuning. `${ENV:NAME}` and `${FILE:PATH}` in a value"
          + " are looked up by the client, where it runs."),
  KAFKA_GROUP("idealstream", "Consumer group under which read positions are committed."),
  KAFKA_PATIENCE("30s", "How long Kafka may stay silent at start-up before the job gives up."),
  TOPICS_PREFIX("idealstream.", "Stands before the name of every topic."),
  TOPICS_OUTPUT_PREFIX(
      "",
      "Stands before the names of the topics that are written, where a job must not write among"
          + " another's, such as a replay; empty for `topics.prefix`."),

  MODEL_FOLDER("bundled", "A model folder in the Hugging Face ONNX layout, or `bundled`."),
  MODEL_VARIANT(
      "", "Which graphs of the folder: `fp32`, `fp16`, `int8`; empty for the most exact."),
  MODEL_THREADS("1", "Threads inside one run of a graph."),
  MODEL_DECODE_AHEAD(
      "auto",
      "Whether a subtask decodes pictures on a second thread while the graph works on those before"
          + " them: `always`, `never`, or `auto` where a machine has more processors than the job"
          + " has subtasks."),
  MODEL_MEMORY("keep", "What a run's memory becomes: `keep` for the next, or `release`."),
  MODEL_DYNAMIC_QUANTIZATION(
      "one-by-one",
      "Graphs whose embeddings depend on their neighbours: `one-by-one`, or `batched` (faster,"
          + " and the same picture gets other numbers in other company)."),
  MODEL_LOGIT_SCALE("", "Factor between a cosine and a logit; empty for the model's own."),
  MODEL_VECTORS(
      "",
      "In place of a model, `{id, dimension, logit-scale, texts, text-lines, normalize}`: no model"
          + " is opened, every item brings its vector, and those of texts stand in the file `texts`"
          + " or come on topic `texts` ([vectors](vectors.md))."),
  MODEL_OTHERS(
      "refuse",
      "What becomes of vectors of another model: `refuse` for dead letters, or `ignore`, and they"
          + " are counted as `vectorsOfOtherModels` and left aside."),
  IMAGES_ALPHA("white", "What transparent pixels become: `white`, or `drop` as PIL does."),
  IMAGES_ID_FROM(
      "header",
      "What stands in for the id of a picture without header `id`: `header` for nothing, so that it"
          + " becomes a dead letter; `key` for the record's key, which then gives no feed; `position`"
          + " for `topic-partition-offset`, another id each time the picture is sent."),
  IMAGES_MAX_BYTES("20971520", "Larger pictures become dead letters."),
  IMAGES_MAX_PIXELS("50000000", "Pictures of more pixels become dead letters, before decoding."),

  BATCH_SIZE("32", "Most pictures or texts that are embedded in one run."),
  BATCH_AGE("20ms", "Longest that the first item of a batch waits for company."),
  BATCH_BYTES(
      "16777216",
      "A batch that holds as many bytes of messages is full, whatever its size: the bound of what"
          + " large pictures take."),
  INPUT_START("earliest", "Where a new group begins in its data topics: `earliest` or `latest`."),
  INPUT_MAX_CLOCK_SKEW("5m", "An item further ahead of this machine's clock is a dead letter."),
  INPUT_OUT_OF_ORDER("5s", "How much later than its successors in a partition an item may come."),
  INPUT_IDLE_AFTER(
      "10s", "Once a partition has been silent for this long, it no longer holds back event time."),

  SPACES_SLICE("64", "Prompts that are embedded before other records are let through."),
  SPACES_TEXT_CACHE("10000", "Texts whose embeddings are remembered."),
  SPACES_MAX_CELLS(
      "100000",
      "Cells kept at most per estimate; beyond them events count singly (weighting `counts`), and a"
          + " space of more cells with weighting `product` is rejected."),
  SPACES_MAX_PROMPTED(
      "10000",
      "Cells of a space prompted at most, but for weighting `product`, which needs all of them; of"
          + " a larger space a balanced sample is prompted that determines every word. Drawing it"
          + " up holds a subtask for about two seconds where 10,000 cells of six times a hundred"
          + " values are sampled. Spaces that are in force stay as they are."),
  SPACES_MAX_FEEDS(
      "32",
      "Most feeds of a space with `per: feed` whose words are published, first come first served;"
          + " a subtask sums no more of them either. Items of further feeds are labelled as"
          + " others are, do not feed estimates and are counted as `observations.beyondMaxFeeds` and"
          + " `estimates.beyondMaxFeeds`. The space's head record names every feed's centre and has to"
          + " stay below `output.max-bytes`."),
  WORDS_INTERVAL("10s", "How often changed estimates are solved and published."),
  WORDS_HISTORY_EVERY(
      "1h",
      "Length of the slices of event time that sums are kept apart by the longest, in whole minutes;"
          + " the latest are kept apart by a sixth and a sixtieth of it. A roll back or freeze goes"
          + " back to the beginning of a slice."),
  WORDS_HISTORY_KEEP("24", "How many of these slices are kept, and so how far one can go back."),
  WORDS_HISTORY_SUMS(
      "5000",
      "Sums of one estimate that are kept apart at most, 4 kB each where vectors have 512 numbers;"
          + " beyond them its history gets shorter, and a roll back says so. About 50 slices hold a"
          + " sum of every cell that was seen in them."),
  WAITING_MAX_ITEMS(
      "10000", "Items a subtask holds at start until spaces and queries are in force."),
  QUERIES_LOOK_BACK_BYTES(
      "16777216",
      "Memory of recent items that new queries may look back at, over all subtasks; each holds the"
          + " same items. `0` and none can."),

  FEEDBACK_WAIT(
      "1h",
      "Event time that may lie between an item and feedback about it; `0` and neither waits for the"
          + " other, so that only feedback with an embedding of its own counts."),
  FEEDBACK_VECTORS(
      "keep",
      "Whether vectors of images wait for feedback as well, so that it votes for words of source"
          + " `feedback`: `keep`, at about 1.2 kB of state an image of 512 numbers, or `drop`, at"
          + " none. Live accuracy on topic `quality` needs no vectors."),
  FEEDBACK_MAX_ITEMS(
      "50000",
      "Items a subtask keeps at most for feedback, or feedback for its items; beyond it the oldest"
          + " go and are counted as `items.evicted` and `feedback.evicted`."),

  DRIFT_FALSE_ALARMS(
      "1 per 30d",
      "How many false alarms of drift are allowed for a space, over all of its feeds and signals; or"
          + " `none`, and nothing is watched."),
  DRIFT_INTERVAL("1m", "How often it is looked whether a feed has changed, in event time."),
  DRIFT_REFERENCE(
      "{items: 20000, at-least: 1d}",
      "What is normal for a feed: its first `items` (their effective number, which is smaller where"
          + " items hang together), and `at-least` so long."),
  DRIFT_SEASON(
      "none", "What comes round: `none`, or `24h` for a standard of each hour of the day (UTC)."),
  DRIFT_LEAST_CHANGE(
      "{shares: 5 points, centre: 2 degrees, quality: 5 points}",
      "The least change that is worth an alarm, of shares and of answers that are right in points of"
          + " 100, of where items lie in degrees; what is not named has a least change of its own."),
  DRIFT_WATCH(
      "[shares, centre, words, association, quality, outside, unnamed, input]",
      "Families of signals that are watched; fewer of them are found sooner."),
  DRIFT_ON_DRIFT(
      "tell",
      "What follows where a feed drifts: `tell`, on topic `drift`, or `freeze` as well: the words of"
          + " the space stay as they were before the drift began until it is over or accepted."),
  DRIFT_MAX_ITEMS(
      "512",
      "Most items of a feed that are looked at in an interval: those whose ids hash lowest. The others"
          + " are counted as `drift.itemsLeftOut`."),
  DRIFT_MAX_FEEDS(
      "32",
      "Feeds of a space that are watched, first come first served; further ones are counted as"
          + " `drift.feedsBeyondMax`."),

  OUTPUT_ENCODING("json", "`json` or `avro`; for one topic: `output.topics.TOPIC.encoding`."),
  OUTPUT_DELIVERY(
      "exactly-once",
      "`exactly-once` (seen after the next checkpoint) or `at-least-once` (seen at once, again after"
          + " a restart); for one topic: `output.topics.TOPIC.delivery`."),
  OUTPUT_TOPICS("{}", "Encoding and delivery of single topics."),
  OUTPUT_TRANSACTIONAL_ID("idealstream", "Stands before every transactional id; one per job."),
  OUTPUT_TRANSACTION_TIMEOUT(
      "15m", "Longest a transaction may stay open; at most the broker's limit."),
  OUTPUT_MAX_BYTES("1000000", "A larger record becomes a dead letter; 8192 at least."),
  DELIVERY_ON_LOSS(
      "tell",
      "What follows where exactly-once records are lost, which Kafka aborted before they could be"
          + " committed: `tell`, or `stop`, and then the job starts again only with `tell`."),
  DEAD_LETTERS_MAX_BYTES("1000000", "What a dead letter keeps of the original."),

  CHECKPOINT_INTERVAL("10s", "Time between checkpoints, and so until exactly-once output is seen."),
  CHECKPOINT_FOLDER(
      "",
      "Where checkpoints and savepoints are written: a path, or a URI of a file system. Empty for"
          + " `checkpoints` in `state.folder`; on a cluster for what the cluster is set to."),
  STATE_FOLDER(
      "",
      "Folder of this machine that `run` holds alone: its lock, its working files, what `stop` and"
          + " `status` ask, and its checkpoints. Empty for `idealstream/` and the transactional id"
          + " in `$XDG_STATE_HOME`, or in `~/.local/state`."),
  PARALLELISM("", "Subtasks per operator; empty leaves it to Flink."),
  FLINK(
      "{}",
      "Passed to Flink, such as `state.backend.type: rocksdb`. A key that Flink does not know is a"
          + " problem, and a value that it cannot read. Keys of plug-ins pass: `metrics.reporter.`,"
          + " `s3.`, `fs.` and the like.");

  private final String standIn;
  private final String meaning;

  Setting(String standIn, String meaning) {
    this.standIn = standIn;
    this.meaning = meaning;
  }

  /** The first word of the name is the section, where there is one. */
  public String section() {
    int end = name().indexOf('_');
    if (this == DEAD_LETTERS_MAX_BYTES) {
      return "dead-letters";
    }
    return end < 0 ? "" : name().substring(0, end).toLowerCase(Locale.ROOT);
  }

  /** The name inside its section. */
  public String key() {
    String code = Coded.code(name());
    return section().isEmpty() ? code : code.substring(section().length() + 1);
  }

  /** The whole place, such as {@code batch.size}. */
  public String path() {
    return section().isEmpty() ? key() : section() + "." + key();
  }

  /** What stands in when the file does not say. */
  public String standIn() {
    return standIn;
  }

  public String meaning() {
    return meaning;
  }
}
