package io.idealstream.stream;

/**
 * A model that cannot run any more, whatever it is given. No record is at fault, and no definition:
 * like every error of the machine it passes through an {@link Attempt}, and the job starts again
 * from its last checkpoint.
 */
public final class ModelLost extends Error {
  private static final long serialVersionUID = 1L;

  public ModelLost(Throwable cause) {
    super("the model cannot run: " + cause, cause);
  }
}
