package io.idealstream.model.image.webp;

import java.io.IOException;

/** Which codes apply where: a group per block of a picture. */
final class CodeMap {
  private final CodeGroup[] groups;
  private final int[] numbers;
  private final int columns;
  private final int bits;

  /**
   * A map.
   *
   * @param numbers group per block of 2^bits pixels a side
   * @param columns blocks per row
   */
  private CodeMap(CodeGroup[] groups, int[] numbers, int columns, int bits) {
    this.groups = groups;
    this.numbers = numbers;
    this.columns = columns;
    this.bits = bits;
  }

  /** One group everywhere: one block, larger than any picture. */
  static CodeMap readOne(BitReader in, int cacheBits) throws IOException {
    CodeGroup group = CodeGroup.read(in, cacheBits);
    return new CodeMap(new CodeGroup[] {group}, new int[1], 0, 30);
  }

  static CodeMap read(BitReader in, int width, int height, int cacheBits) throws IOException {
    if (!in.flag()) {
      return readOne(in, cacheBits);
    }
    int bits = 2 + in.read(3);
    int columns = LosslessImage.blocks(width, bits);
    int[] numbers = EntropyImage.readPlain(in, columns, LosslessImage.blocks(height, bits));
    int highest = 0;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = numbers[i] >> 8 & 0xffff;
      highest = Math.max(highest, numbers[i]);
    }
    CodeGroup[] groups = new CodeGroup[highest + 1];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = CodeGroup.read(in, cacheBits);
    }
    return new CodeMap(groups, numbers, columns, bits);
  }

  CodeGroup group(int x, int y) {
    return groups[numbers[(y >> bits) * columns + (x >> bits)]];
  }
}
