package io.assay.embed;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.nio.file.Path;

/**
 * A model as ONNX Runtime rewrites it when it loads it (constants folded, layers fused), kept in a
 * file so that no later process does it again. It gives the same vectors to the bit.
 */
final class OptimizedGraph {
  /** The release that writes and reads such files; another may rewrite otherwise. */
  static final String RELEASE = "1.29.0";

  private OptimizedGraph() {}

  /**
   * Writes the optimised form of a model.
   *
   * @throws OrtException if the runtime cannot load the one or write the other
   */
  static void write(Path model, Path target) throws OrtException {
    OnnxModel.startEngine();
    // What goes beyond this level depends on the processor, and is done whenever a model is loaded.
    try (SessionOptions options = new SessionOptions()) {
      options.setOptimizationLevel(OptLevel.EXTENDED_OPT);
      options.setOptimizedModelFilePath(target.toString());
      // It is written, not run: no second copy of the weights in the order that runs fastest.
      options.addConfigEntry("session.disable_prepacking", "1");
      OrtEnvironment.getEnvironment().createSession(model.toString(), options).close();
    }
  }
}
