package io.idealstream.wire.codec;

import io.idealstream.wire.Unreadable;

/** One kind of value: how it is taken out of a tree, and put into one. */
interface FieldType {

  /**
   * The Java value.
   *
   * @param raw of the tree, not null
   * @param place for messages
   */
  Object read(Object raw, Place place) throws Unreadable;

  /**
   * The tree's value: a map, list, text, number, boolean, instant, or array of bytes or numbers.
   */
  Object write(Object value);
}
