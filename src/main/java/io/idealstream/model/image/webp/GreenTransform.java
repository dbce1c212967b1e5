package io.idealstream.model.image.webp;

/** Green was subtracted from red and blue. */
record GreenTransform() implements LosslessTransform {
  @Override
  public int[] undo(int[] argb) {
    for (int i = 0; i < argb.length; i++) {
      int green = argb[i] >> 8 & 0xff;
      argb[i] = LosslessTransform.add(argb[i], green << 16 | green);
    }
    return argb;
  }
}
