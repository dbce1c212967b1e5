package io.idealstream.job;

/** The version of what is built here. */
public final class Version {

  /** The one in {@code pom.xml}. */
  public static final String NUMBER = "0.1.0";

  private Version() {}
}
