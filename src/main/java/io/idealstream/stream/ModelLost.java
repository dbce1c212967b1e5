package io.idealstream.stream;

/**
 * A model that cannot run any more, whatever it is given. No record is at fault, and no definition:
 * the job fails and starts again from its last checkpoint.
 */
public final class ModelLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelLost(Throwable cause) {
    super("the model cannot run: " + cause, cause);
  }
}
