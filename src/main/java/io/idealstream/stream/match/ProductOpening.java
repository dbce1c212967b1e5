package io.idealstream.stream.match;

import io.idealstream.math.MatrixProduct;
import java.io.Serializable;

/** Opens a matrix product where an operator runs; one that can be closed is closed there. */
@FunctionalInterface
public interface ProductOpening extends Serializable {
  MatrixProduct open();
}
