package io.idealstream.stream;

import io.idealstream.wire.Outgoing;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** The way of records that cannot be used: a side output of every operator that may find one. */
public final class DeadLetters {
  /** Messages for topic {@code dead-letters}. */
  public static final OutputTag<Outgoing> TAG =
      new OutputTag<>("dead-letters", TypeInformation.of(Outgoing.class));

  private DeadLetters() {}
}
