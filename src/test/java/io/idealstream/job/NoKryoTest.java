package io.idealstream.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.io.SimpleVersionedSerializerTypeSerializerProxy;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** Nothing that the job sends between operators or keeps in state falls to Kryo. */
class NoKryoTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.idealstream.stream", "io.idealstream.job");

  /** A map of lists without a type of its own. */
  public record Hidden(Map<String, List<String>> values) {}

  @Test
  void noStreamNeedsKryo() throws Exception {
    assertEquals(Set.of(), streamsWithKryo(WholeJob.graph(Topology.Interception.NONE)));
  }

  @Test
  void aStreamThatHidesAMapOfListsIsFound() throws Exception {
    Topology.Interception hiding =
        new Topology.Interception() {
          @Override
          public <T> DataStream<T> before(String uid, DataStream<T> input) {
            return input
                .map(record -> new Hidden(Map.of()))
                .returns(Hidden.class)
                .uid("hide-before-" + uid)
                .map(hidden -> (T) null)
                .returns(input.getType())
                .uid("show-before-" + uid);
          }
        };
    assertEquals(
        Set.of(
            "hide-before-embed-images",
            "hide-before-accumulate",
            "hide-before-label",
            "hide-before-match",
            "hide-before-decide",
            "hide-before-sample-feeds"),
        streamsWithKryo(WholeJob.graph(hiding)));
  }

  @Test
  void noStateNeedsKryo() throws Exception {
    Set<String> found = new TreeSet<>();
    int states = 0;
    for (JavaField field : CLASSES.stream().flatMap(c -> c.getFields().stream()).toList()) {
      if (field.getRawType().isAssignableTo(StateDescriptor.class)) {
        assertTrue(field.getModifiers().contains(JavaModifier.STATIC), field::getFullName);
        states++;
        if (needsKryo(serializer(field.reflect()))) {
          found.add(field.getFullName());
        }
      }
    }
    assertEquals(Set.of(), found);
    assertTrue(states >= 19, states + " states found");
  }

  /** What the test above looks through is all there is. */
  @Test
  void stateIsDescribedInConstants() {
    noClasses()
        .should()
        .callConstructorWhere(
            new DescribedPredicate<JavaConstructorCall>("a state is described outside a constant") {
              @Override
              public boolean test(JavaConstructorCall call) {
                return call.getTargetOwner().isAssignableTo(StateDescriptor.class)
                    && !call.getOrigin().getName().equals("<clinit>");
              }
            })
        .check(CLASSES);
  }

  @Test
  void aStateThatHidesAMapOfListsIsFound() throws Exception {
    assertTrue(
        needsKryo(serializer(new MapStateDescriptor<>("hidden", String.class, Hidden.class))));
    assertFalse(needsKryo(serializer(new MapStateDescriptor<>("plain", String.class, long.class))));
  }

  private static Set<String> streamsWithKryo(StreamGraph graph) throws IOException {
    Set<String> found = new TreeSet<>();
    for (StreamNode node : graph.getStreamNodes()) {
      for (StreamEdge edge : node.getOutEdges()) {
        TypeSerializer<?> serializer =
            edge.getOutputTag() == null
                ? node.getTypeSerializerOut()
                : serializer(edge.getOutputTag().getTypeInfo());
        if (needsKryo(serializer)) {
          found.add(node.getTransformationUID());
        }
      }
    }
    return found;
  }

  private static TypeSerializer<?> serializer(Field constant) throws Exception {
    constant.setAccessible(true);
    return serializer((StateDescriptor<?, ?>) constant.get(null));
  }

  private static TypeSerializer<?> serializer(StateDescriptor<?, ?> state) {
    state.initializeSerializerUnlessSet(new ExecutionConfig());
    return state.getSerializer();
  }

  private static TypeSerializer<?> serializer(TypeInformation<?> type) {
    return type.createSerializer(new SerializerConfigImpl());
  }

  /** A snapshot names the serializers inside its serializer, at any depth. */
  private static boolean needsKryo(TypeSerializer<?> serializer) throws IOException {
    if (serializer instanceof SimpleVersionedSerializerTypeSerializerProxy) {
      return false; // from a Kafka sink's writer to its committer, in a form of their own
    }
    DataOutputSerializer out = new DataOutputSerializer(256);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    return new String(out.getCopyOfBuffer(), StandardCharsets.ISO_8859_1).contains(".kryo.");
  }
}
