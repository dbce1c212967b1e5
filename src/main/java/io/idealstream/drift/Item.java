package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;

/**
 * An item as the reference sees it: by the words, the space and the model of the reference, so that
 * learning is no drift.
 *
 * @param vector unit vector [dimension]
 * @param debiased probabilities, [factors of the space][values]
 * @param raw the same by plain prompts; a factor without is null
 * @param outside whether the gate keeps it out
 * @param uncertain whether a label was withheld as uncertain, [factors]
 * @param pixels of its picture; 0 where none came
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Item(
    float[] vector,
    double[][] debiased,
    double[][] raw,
    boolean outside,
    boolean[] uncertain,
    long pixels) {

  static Item read(FlatReader in) {
    return new Item(in.floats(), rows(in), rows(in), in.number() == 1, in.truths(), in.number());
  }

  void write(FlatWriter out) {
    out.floats(vector);
    write(debiased, out);
    write(raw, out);
    out.number(outside ? 1 : 0).truths(uncertain).number(pixels);
  }

  private static double[][] rows(FlatReader in) {
    double[][] rows = new double[(int) in.number()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = in.reals();
    }
    return rows;
  }

  private static void write(double[][] rows, FlatWriter out) {
    out.number(rows.length);
    for (double[] row : rows) {
      out.reals(row);
    }
  }
}
