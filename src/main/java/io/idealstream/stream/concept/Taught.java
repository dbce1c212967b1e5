package io.idealstream.stream.concept;

import io.idealstream.decision.ConceptMeans;
import io.idealstream.math.Anchor;
import io.idealstream.math.VectorSum;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.ConceptRole;

/**
 * What a concept was taught, as state: sums, not means, since sums merge.
 *
 * @param version rises with every change, and outlives a removal for a while; 0 before the first
 * @param model fingerprint of the model of all the vectors; null where the concept was removed
 * @param examples {@link VectorSum} of the concept's own images; null with {@code model}
 * @param ofClass {@link VectorSum} of images of its class; null with {@code model}
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Taught(long version, String model, double[] examples, double[] ofClass) {

  private static final int LAYOUT = 1;

  static Taught of(byte[] state) {
    if (state == null) {
      return new Taught(0, null, null, null);
    }
    FlatReader in = new FlatReader("what a concept was taught", LAYOUT, state);
    return new Taught(in.number(), in.text(), in.reals(), in.reals());
  }

  byte[] toBytes() {
    return new FlatWriter(LAYOUT)
        .number(version)
        .text(model)
        .reals(examples)
        .reals(ofClass)
        .toBytes();
  }

  boolean isRemoved() {
    return model == null;
  }

  /**
   * One image more. Images of another model do not count any more.
   *
   * @param next version
   */
  Taught with(ConceptRole role, long next, String modelNow, float[] vector) {
    int dimension = vector.length;
    boolean same = modelNow.equals(model);
    VectorSum own = same ? sum(examples) : none(dimension);
    VectorSum coarse = same ? sum(ofClass) : none(dimension);
    (role == ConceptRole.EXAMPLE ? own : coarse).add(vector, 1);
    return new Taught(next, modelNow, own.toArray(), coarse.toArray());
  }

  Taught removed() {
    return new Taught(version + 1, null, null, null);
  }

  ConceptMeans means() {
    return new ConceptMeans(sum(examples), sum(ofClass));
  }

  /** How many images it was taught by. */
  String counts() {
    long own = sum(examples).count();
    return "%d example%s, %d of its class"
        .formatted(own, own == 1 ? "" : "s", sum(ofClass).count());
  }

  boolean hasExamples() {
    return sum(examples).count() > 0;
  }

  int dimension() {
    return examples.length - VectorSum.HEADER;
  }

  private static VectorSum none(int dimension) {
    return new VectorSum(Anchor.origin(dimension));
  }

  private static VectorSum sum(double[] array) {
    return VectorSum.fromArray(Anchor.origin(array.length - VectorSum.HEADER), array);
  }
}
