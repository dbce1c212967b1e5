package io.idealstream.model;

/** Lets tests of other packages see what is open. */
public final class OpenModels {
  private OpenModels() {}

  /** How many models are open in this class loader. */
  public static int count() {
    return SharedModels.count();
  }
}
