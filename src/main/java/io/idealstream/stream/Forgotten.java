package io.idealstream.stream;

import io.idealstream.wire.Trace;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/**
 * That a subtask held an item, and does no more.
 *
 * @param item {@code feed/id}
 * @param number how many things it held, above 0
 */
public record Forgotten(String item, Trace trace, long number) {

  /** Side output of every operator that may hold an item. */
  public static final OutputTag<Forgotten> TAG =
      new OutputTag<>("forgotten", TypeInformation.of(Forgotten.class));
}
