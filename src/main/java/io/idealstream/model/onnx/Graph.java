package io.idealstream.model.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelRefused;
import io.idealstream.model.RuntimeSettings;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One open graph: its ports and a run. Safe for use by several threads. */
final class Graph implements AutoCloseable {
  private final String file;
  private final OrtSession session;
  private final RuntimeSettings.Memory memory;
  private final RunProfile profile;
  private final Map<String, Port> inputs;
  private final Map<String, Port> outputs;

  private Graph(String file, OrtSession session, RuntimeSettings.Memory memory, RunProfile profile)
      throws OrtException {
    this.file = file;
    this.session = session;
    this.memory = memory;
    this.profile = profile;
    this.inputs = ports(session.getInputInfo());
    this.outputs = ports(session.getOutputInfo());
  }

  static Graph open(ModelFiles files, String file, RuntimeSettings settings) {
    NativeLibraries.load();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(settings.threads());
      options.setInterOpNumThreads(1);
      // waiting threads sleep: spinning ones take a core from whoever works beside them
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      // a plan of a run's memory is kept for every size of batch, and no two batches are alike
      options.setMemoryPatternOptimization(false);
      RunProfile profile = RunProfile.begin(options);
      try {
        return open(files, file, options, settings.memory(), profile);
      } catch (OrtException | RuntimeException e) {
        profile.close();
        throw e;
      }
    } catch (OrtException e) {
      throw refused(file, e);
    }
  }

  /** Opens a graph where it lies, or from memory where that is inside a jar. */
  static OrtSession session(ModelFiles files, String file, OrtSession.SessionOptions options)
      throws OrtException {
    Optional<Path> path = files.onDisk(file);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    return path.isPresent()
        ? environment.createSession(path.get().toString(), options)
        : environment.createSession(files.read(file), options);
  }

  static ModelRefused refused(String file, OrtException why) {
    return new ModelRefused(
        file + ": expected a graph that ONNX Runtime opens, found: " + why.getMessage(), why);
  }

  private static Graph open(
      ModelFiles files,
      String file,
      OrtSession.SessionOptions options,
      RuntimeSettings.Memory memory,
      RunProfile profile)
      throws OrtException {
    OrtSession session = session(files, file, options);
    try {
      return new Graph(file, session, memory, profile);
    } catch (OrtException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  String file() {
    return file;
  }

  /** An input by name; empty when the graph asks for none of this name. */
  Optional<Port> input(String name) {
    return Optional.ofNullable(inputs.get(name));
  }

  /** A required port with as many dimensions as {@code form} shows; refused otherwise. */
  Port require(String name, String form) {
    Port port = inputs.getOrDefault(name, outputs.get(name));
    int dimensions = form.split(",", -1).length;
    if (port == null || port.shape().length != dimensions) {
      throw new ModelRefused(
          file
              + ": expected "
              + name
              + form
              + ", found inputs "
              + inputs.values()
              + " and outputs "
              + outputs.values());
    }
    return port;
  }

  /** Refuses a graph that asks for an input which is not in {@code known}. */
  void refuseOtherInputs(Set<String> known) {
    Set<String> others =
        inputs.keySet().stream().filter(n -> !known.contains(n)).collect(Collectors.toSet());
    if (!others.isEmpty()) {
      throw new ModelRefused(file + ": expected inputs out of " + known + ", found also " + others);
    }
  }

  boolean gives(String output) {
    return outputs.containsKey(output);
  }

  /**
   * Runs the graph and copies one output.
   *
   * @return [rows x columns], row-major, as the graph gives it
   */
  float[] run(Map<String, OnnxTensor> values, String output) throws OrtException {
    try (OrtSession.RunOptions options = new OrtSession.RunOptions()) {
      if (memory == RuntimeSettings.Memory.RELEASE) {
        options.addRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
      }
      try (OrtSession.Result result = session.run(values, Set.of(output), options)) {
        FloatBuffer buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
        float[] copied = new float[buffer.remaining()];
        buffer.get(copied);
        return copied;
      }
    }
  }

  /** The most bytes that an operator took and gave in any run so far; to be asked once. */
  long largestOperation() {
    try {
      return profile.end(session);
    } catch (OrtException e) {
      throw new IllegalStateException(file + ": the profile cannot be ended", e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(file + ": the session cannot be closed", e);
    } finally {
      profile.close();
    }
  }

  private static Map<String, Port> ports(Map<String, NodeInfo> infos) {
    Map<String, Port> ports = new LinkedHashMap<>();
    infos.forEach(
        (name, info) -> {
          if (info.getInfo() instanceof TensorInfo tensor) {
            ports.put(name, new Port(name, tensor.type, tensor.getShape()));
          }
        });
    return ports;
  }
}
