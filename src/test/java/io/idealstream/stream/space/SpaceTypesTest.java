package io.idealstream.stream.space;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.idealstream.control.LifeCycle;
import io.idealstream.estimate.BirdSpaces;
import io.idealstream.estimate.CellState;
import io.idealstream.estimate.EstimateState;
import io.idealstream.estimate.Observation;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.HeldFit;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.math.Anchor;
import io.idealstream.math.Decayed;
import io.idealstream.math.ForwardDecay;
import io.idealstream.math.VectorSum;
import io.idealstream.stream.keyed.LifeCycles;
import io.idealstream.wire.Scores;
import io.idealstream.wire.Source;
import io.idealstream.wire.Spread;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class SpaceTypesTest {

  private static final SerializerConfigImpl STRICT = new SerializerConfigImpl();

  static {
    STRICT.setGenericTypes(false);
  }

  @Test
  void noStateFallsBackToKryo() {
    List<StateDescriptor<?, ?>> states =
        List.of(
            LifeCycles.STATE,
            PrepareSpaces.PROGRESS,
            KnownSpaces.SPACES,
            KnownSpaces.PROMPTS,
            PublishedSpace.PREPARED,
            PublishedSpace.LABELLED_BY,
            KeptSums.CELLS,
            KeptSums.MARGINALS,
            KeptSums.NUMBER,
            KeptSums.NEWEST,
            KeptSums.FOLDED,
            KeptSums.HALF_LIFE,
            Accumulate.TOLD,
            PublishedSpace.SPACE,
            WordsVersions.VERSION,
            Publications.PUBLISHED_AT,
            PublishedWords.PUBLISHED,
            PublishedWords.FITS,
            PublishWords.EARLY);
    for (StateDescriptor<?, ?> state : states) {
      assertFalse(state.getSerializer() instanceof KryoSerializer, state.getName());
    }
  }

  @Test
  void stateOfAnotherLayoutIsRefused() {
    byte[] bytes = LifeCycle.UNKNOWN.toBytes();
    bytes[0] = 2;
    String message =
        assertThrows(IllegalStateException.class, () -> LifeCycle.of(bytes)).getMessage();
    assertEquals(
        "life cycle in state has layout 2, expected 1; written by another build?", message);
    VectorSum sum = new VectorSum(Anchor.origin(2));
    sum.add(new float[] {1, 2}, 1);
    byte[] cut = CellState.toBytes(new Decayed<>(ForwardDecay.none(), sum, 0));
    byte[] damaged = Arrays.copyOf(cut, cut.length - 8);
    assertThrows(IllegalStateException.class, () -> CellState.of(ForwardDecay.none(), damaged));
  }

  @Test
  void anEstimateWithScoresIsReadAsItWasWritten() {
    Scores scores = new Scores(new Spread(1, null), null, 0.5, null, 7, Map.of("bird", 0.25));
    SourceEstimate sent =
        new SourceEstimate(
            "birds",
            "*",
            Source.BLEND,
            "m",
            1,
            new double[] {1},
            new boolean[] {true},
            new double[] {2},
            new double[] {3},
            4,
            5,
            Instant.EPOCH,
            scores,
            new double[] {0.75},
            null,
            null,
            null,
            null);
    SourceEstimate read = EstimateState.of(EstimateState.toBytes(sent));
    assertEquals(scores, read.scores());
    assertArrayEquals(new double[] {0.75}, read.priorShare());
    assertEquals(
        scores,
        HeldFit.of(
                HeldFit.of(sent, BirdSpaces.definition(BirdSpaces.BIRDS).factorSpace()).toBytes())
            .fit()
            .scores());
  }

  @Test
  void spacesThatAreGoneTravel() throws Exception {
    PreparedSpace gone = roundTrip(PreparedSpace.class, BirdSpaces.gone("birds", 2));
    assertEquals(BirdSpaces.gone("birds", 2), gone);
    SpaceInForce none = new SpaceInForce("birds", 2, null, null, 0, 0, null, null, null);
    assertEquals(none, roundTrip(SpaceInForce.class, none));
  }

  @Test
  void observationsTravel() throws Exception {
    Observation sent =
        new Observation(
            "birds",
            1,
            "door",
            Source.IMAGES,
            "sha256:one",
            60_000,
            Map.of("bird", "duck"),
            Instant.parse("2026-01-02T03:04:05Z"),
            new float[] {1});
    Observation got = roundTrip(Observation.class, sent);
    Stream.of(sent, got).forEach(o -> assertEquals(1, o.vector()[0]));
    assertEquals(sent.values(), got.values());
    assertEquals(sent.time(), got.time());
    assertEquals(sent.source(), got.source());
  }

  private static <T> T roundTrip(Class<T> type, T event) throws Exception {
    TypeSerializer<T> serializer = TypeInformation.of(type).createSerializer(STRICT);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(event, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
