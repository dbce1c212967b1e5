package io.idealstream.web.board;

/** Makes small pictures of items, elsewhere and later. */
public interface PictureWork {

  /**
   * Takes a picture.
   *
   * @param item key {@code feed/id} of the item
   * @param encoded the picture
   * @return how many pictures, this one among them, were given up for want of room
   */
  int offer(String item, byte[] encoded);

  /** That the picture of an item, should it wait, is to come before others. */
  void want(String item);
}
