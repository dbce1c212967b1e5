package io.idealstream.wire.codec;

import io.idealstream.wire.CellVector;
import io.idealstream.wire.ItemVector;
import io.idealstream.wire.SingleVector;
import io.idealstream.wire.TextVector;
import io.idealstream.wire.Unreadable;

/** Lines of files of vectors, which are no topics. */
public final class VectorLines {

  private VectorLines() {}

  /** One line of a file of cell vectors. */
  public static CellVector cell(byte[] line) throws Unreadable {
    return Form.of(CellVector.class).read(Json.object(line));
  }

  /** One line of a file of single-value vectors. */
  public static SingleVector single(byte[] line) throws Unreadable {
    return Form.of(SingleVector.class).read(Json.object(line));
  }

  /** One line of a file of image vectors. */
  public static ItemVector item(byte[] line) throws Unreadable {
    return Form.of(ItemVector.class).read(Json.object(line));
  }

  /** One line of a file of vectors of texts. */
  public static TextVector text(byte[] line) throws Unreadable {
    return Form.of(TextVector.class).read(Json.object(line));
  }
}
