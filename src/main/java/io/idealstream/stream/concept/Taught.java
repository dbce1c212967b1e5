package io.idealstream.stream.concept;

import io.idealstream.decision.ConceptMeans;
import io.idealstream.math.Anchor;
import io.idealstream.math.VectorSum;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.ConceptRole;
import io.idealstream.wire.config.Count;

/**
 * What a concept was taught, as state: sums, not means, since sums merge.
 *
 * @param examples {@link VectorSum} of the concept's own images
 * @param ofClass {@link VectorSum} of images of its class
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Taught(double[] examples, double[] ofClass) {

  private static final int LAYOUT = 2;

  static Taught nothing(int dimension) {
    return new Taught(none(dimension).toArray(), none(dimension).toArray());
  }

  static Taught of(byte[] state) {
    FlatReader in = new FlatReader("what a concept was taught", LAYOUT, state);
    return new Taught(in.reals(), in.reals());
  }

  byte[] toBytes() {
    return new FlatWriter(LAYOUT).reals(examples).reals(ofClass).toBytes();
  }

  /** One image more. */
  Taught with(ConceptRole role, float[] vector) {
    VectorSum own = sum(examples);
    VectorSum coarse = sum(ofClass);
    (role == ConceptRole.EXAMPLE ? own : coarse).add(vector, 1);
    return new Taught(own.toArray(), coarse.toArray());
  }

  ConceptMeans means() {
    return new ConceptMeans(sum(examples), sum(ofClass));
  }

  /** How many images it was taught by. */
  String counts() {
    return "%s, %d of its class"
        .formatted(Count.of(sum(examples).count(), "example"), sum(ofClass).count());
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
