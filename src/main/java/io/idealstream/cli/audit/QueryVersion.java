package io.idealstream.cli.audit;

import io.idealstream.wire.Hit;

/** A version of a query, as findings name it. */
final class QueryVersion {
  private static final String VERSION = " version ";

  private QueryVersion() {}

  static String of(Hit hit) {
    return hit.query() + VERSION + hit.queryVersion();
  }

  /** The query's id. */
  static String query(String version) {
    return version.substring(0, version.lastIndexOf(VERSION));
  }
}
