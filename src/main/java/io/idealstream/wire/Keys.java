package io.idealstream.wire;

import io.idealstream.wire.decision.Decision;

/**
 * Keys of the messages, as the contract's table of topics gives them.
 *
 * <p>Parts are joined by slashes. Different records never share a key: a feed's own slashes are
 * written {@code %2F} (and its percent signs {@code %25}), so are a model's, spaces and factors
 * have none, and only the last or the middle part may hold some.
 */
public final class Keys {

  private Keys() {}

  /** {@code feed/id/space} */
  public static String of(Label label) {
    return item(label.feed(), label.id()) + "/" + label.space();
  }

  /** The query's id. */
  public static String of(Hit hit) {
    return hit.query();
  }

  /** {@code feed/id} */
  public static String of(Decision decision) {
    return item(decision.feed(), decision.id());
  }

  /** {@code space/feed/source/factor/value}, or the space alone for the head. */
  public static String of(WordsRecord words) {
    if (words instanceof Word word) {
      return word(word.space(), word.feed(), word.source(), word.factor(), word.value());
    }
    return ((WordsHead) words).space();
  }

  /** {@code space/feed/source/factor/value}, also of a word that is to be removed. */
  public static String word(String space, String feed, Source source, String factor, String value) {
    return String.join("/", space, escaped(feed), source.code(), factor, value);
  }

  /** {@code kind/id} */
  public static String of(Status status) {
    return status.kind().code() + "/" + status.id();
  }

  /** The transactional id. */
  public static String of(TransactionMark mark) {
    return mark.transaction();
  }

  /** {@code space/feed/signal/factor/value}, without the last two where nothing names the drift. */
  public static String of(Drift drift) {
    String key = String.join("/", drift.space(), escaped(drift.feed()), drift.signal());
    return drift.factor() == null ? key : String.join("/", key, drift.factor(), drift.value());
  }

  /**
   * The subject: {@code space/feed/signal/factor/value}, cut behind the last part that is named;
   * {@code *} stands for a part before it that is not.
   */
  public static String of(Control control) {
    String key = control.space();
    String open = "";
    for (String part :
        new String[] {
          control.feed() == null ? null : escaped(control.feed()),
          control.signal(),
          control.factor(),
          control.value()
        }) {
      if (part == null) {
        open += "/*";
      } else {
        key += open + "/" + part;
        open = "";
      }
    }
    return key;
  }

  /** The request, which says nothing of the item. */
  public static String of(Erasure erasure) {
    return erasure.request();
  }

  /** {@code space/feed} */
  public static String of(DriftScore score) {
    return feed(score.space(), score.feed());
  }

  /** The space. */
  public static String of(Quality quality) {
    return quality.space();
  }

  /** {@code feed/id} */
  public static String of(Feedback feedback) {
    return item(feedback.feed(), feedback.id());
  }

  /** The feed. */
  public static String of(ImageItem image) {
    return image.feed();
  }

  /** The feed. */
  public static String of(Caption caption) {
    return caption.feed();
  }

  /** The query's id. */
  public static String of(Query query) {
    return query.id();
  }

  /** The concept. */
  public static String of(ConceptExample example) {
    return example.concept();
  }

  /** {@code model/text}, the model's slashes written {@code %2F}. */
  public static String of(TextVector text) {
    return text(text.model(), text.text());
  }

  /** {@code model/text}, the model's slashes written {@code %2F}. */
  public static String text(String model, String text) {
    return escaped(model) + "/" + text;
  }

  /** The key of a text as it is often written: with the model's slashes as they are. */
  public static String plainText(String key) {
    int end = key.indexOf('/');
    return unescaped(key.substring(0, end)) + key.substring(end);
  }

  /** {@code feed/id}: the identity of an item. */
  public static String item(String feed, String id) {
    return escaped(feed) + "/" + id;
  }

  /** {@code space/feed}: a feed as a space sees it. */
  public static String feed(String space, String feed) {
    return space + "/" + escaped(feed);
  }

  /**
   * {@code space/feed/quality}: how often the labels of a feed are right, of {@code space/feed}.
   */
  public static String quality(String feedKey) {
    return feedKey + "/quality";
  }

  /** The space of a key that begins with it. */
  public static String space(String key) {
    return key.substring(0, key.indexOf('/'));
  }

  /** The feed of a key that begins with {@link #feed(String, String)}. */
  public static String feed(String key) {
    int from = key.indexOf('/') + 1;
    int to = key.indexOf('/', from);
    return unescaped(to < 0 ? key.substring(from) : key.substring(from, to));
  }

  /** A name with its slashes and percent signs written otherwise. */
  public static String escaped(String name) {
    return name.replace("%", "%25").replace("/", "%2F");
  }

  /** The name that {@link #escaped} wrote. */
  public static String unescaped(String escaped) {
    return escaped.replace("%2F", "/").replace("%25", "%");
  }
}
