package io.idealstream.stream.space;

import io.idealstream.estimate.EstimateKey;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.Edition;
import io.idealstream.estimate.words.HeldFit;
import io.idealstream.math.FactorSpace;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/**
 * What topic {@code words} says of a space, the current key: its words and the fits of its head.
 */
final class PublishedWords implements Edition.Published {

  static final MapStateDescriptor<String, byte[]> PUBLISHED =
      new MapStateDescriptor<>(
          "published", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
  static final MapStateDescriptor<String, byte[]> FITS =
      new MapStateDescriptor<>(
          "fits", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

  private final MapState<String, byte[]> digests;
  private final MapState<String, byte[]> fits;

  PublishedWords(RuntimeContext context) {
    digests = context.getMapState(PUBLISHED);
    fits = context.getMapState(FITS);
  }

  @Override
  public byte[] digest(String key) throws Exception {
    return digests.get(key);
  }

  /** Keys of the words. */
  Iterable<String> keys() throws Exception {
    return digests.keys();
  }

  void put(String key, Optional<Edition.Entry> word) throws Exception {
    if (word.isPresent()) {
      digests.put(key, word.get().digest());
    } else {
      digests.remove(key);
    }
  }

  /** Takes the fits of an edition's estimates over. */
  void put(Edition edition, FactorSpace space) throws Exception {
    for (EstimateKey removed : edition.removed()) {
      fits.remove(removed.toText());
    }
    for (SourceEstimate estimate : edition.estimates()) {
      fits.put(EstimateKey.of(estimate).toText(), HeldFit.of(estimate, space).toBytes());
    }
  }

  /** The fits as they are now, to be compared with later. */
  Map<String, byte[]> fitsNow() throws Exception {
    Map<String, byte[]> now = new HashMap<>();
    for (Map.Entry<String, byte[]> fit : fits.entries()) {
      now.put(fit.getKey(), fit.getValue());
    }
    return now;
  }

  /** Whether the fits of an edition's estimates are others than they were. */
  boolean differ(Edition edition, Map<String, byte[]> before) throws Exception {
    for (SourceEstimate estimate : edition.estimates()) {
      String key = EstimateKey.of(estimate).toText();
      if (!Arrays.equals(fits.get(key), before.get(key))) {
        return true;
      }
    }
    return false;
  }

  Map<EstimateKey, HeldFit> fits() throws Exception {
    Map<EstimateKey, HeldFit> all = new HashMap<>();
    for (Map.Entry<String, byte[]> fit : fits.entries()) {
      all.put(EstimateKey.parse(fit.getKey()), HeldFit.of(fit.getValue()));
    }
    return all;
  }

  /** Feeds whose words are there. */
  Set<String> feeds() throws Exception {
    Set<String> feeds = new HashSet<>();
    for (String key : fits.keys()) {
      feeds.add(EstimateKey.parse(key).feed());
    }
    return feeds;
  }

  boolean hasHead() throws Exception {
    return !fits.isEmpty();
  }

  void clearFits() {
    fits.clear();
  }

  void clear() {
    digests.clear();
    fits.clear();
  }
}
