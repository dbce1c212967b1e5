package io.idealstream.drift;

import java.util.List;

/** How large pictures are: log2 of their pixels. */
public final class PictureSize implements Signal<Item> {

  @Override
  public List<Direction> directions() {
    return List.of(new Direction("input", "", "picture-size", Unit.DOUBLINGS));
  }

  @Override
  public void score(Item item, double[] scores, int at) {
    scores[at] = item.pixels() < 1 ? Double.NaN : Math.log(item.pixels()) / Math.log(2);
  }
}
