package io.idealstream.job;

import org.apache.flink.connector.base.DeliveryGuarantee;

/** What a reader of an output topic can rely on. */
public enum Delivery {
  /** Seen once by a read_committed reader, after the next checkpoint. */
  EXACTLY_ONCE(DeliveryGuarantee.EXACTLY_ONCE),
  /** Seen at once, and again after a restart, under the same key. */
  AT_LEAST_ONCE(DeliveryGuarantee.AT_LEAST_ONCE);

  private final DeliveryGuarantee guarantee;

  Delivery(DeliveryGuarantee guarantee) {
    this.guarantee = guarantee;
  }

  DeliveryGuarantee guarantee() {
    return guarantee;
  }
}
