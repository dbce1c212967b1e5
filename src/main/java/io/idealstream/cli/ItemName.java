package io.idealstream.cli;

import io.idealstream.wire.Keys;

/**
 * An item as somebody names it.
 *
 * @param feed null where the text alone is to tell
 * @param text its id; where no feed is given also {@code feed/id}
 */
record ItemName(String feed, String text) {

  boolean is(String itsFeed, String id) {
    if (feed != null) {
      return feed.equals(itsFeed) && text.equals(id);
    }
    return text.equals(id)
        || text.equals(itsFeed + "/" + id)
        || text.equals(Keys.item(itsFeed, id));
  }

  @Override
  public String toString() {
    return feed == null ? text : text + " of feed " + feed;
  }
}
