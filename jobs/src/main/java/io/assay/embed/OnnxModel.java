package io.assay.embed;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * An ONNX text model: token ids to token vectors. One session, one predictor a calling thread, one
 * core a call.
 */
final class OnnxModel implements AutoCloseable {
  static final String ENGINE = "OnnxRuntime";

  /** Tasks already take every core, so that threads of the runtime would only get in the way. */
  private static final Map<String, String> OPTIONS =
      Map.of("intraOpNumThreads", "1", "interOpNumThreads", "1");

  /** Address space only: pages that are not touched are not taken. */
  private static final long DEEP_STACK_BYTES = 256L << 20;

  private final Model model;
  private final Queue<Predictor<NDList, NDList>> idle = new ConcurrentLinkedQueue<>();

  private OnnxModel(Model model) {
    this.model = model;
  }

  static OnnxModel open(ModelFiles files) throws IOException {
    startEngine();
    Model model = Model.newInstance(ModelFiles.MODEL, Device.cpu(), ENGINE);
    try {
      model.load(files.folder(), ModelFiles.MODEL, OPTIONS);
    } catch (MalformedModelException e) {
      model.close();
      throw new IOException(files.folder() + " holds no model that can be read", e);
    }
    return new OnnxModel(model);
  }

  /**
   * Starts ONNX Runtime on a stack of its own. Release 1.29 looks at the process's command line in
   * a way that recurses once a character: a long class path, or many files on the command line,
   * overflow a usual stack and end the process.
   */
  static void startEngine() {
    FutureTask<Engine> start = new FutureTask<>(() -> Engine.getEngine(ENGINE));
    new Thread(null, start, "assay-onnx-start", DEEP_STACK_BYTES).start();
    try {
      start.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("ONNX Runtime does not start", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while ONNX Runtime starts", e);
    }
  }

  /**
   * Token vectors of some texts, padded to the longest.
   *
   * @param rows token ids of each text
   * @param longest of them
   * @return [text, token, dimension] in one array
   */
  float[] run(long[][] rows, int longest) {
    Predictor<NDList, NDList> predictor = idle.poll();
    if (predictor == null) {
      predictor = model.newPredictor(new NoopTranslator());
    }
    try (NDManager manager = model.getNDManager().newSubManager()) {
      return predictor.predict(inputs(manager, rows, longest)).head().toFloatArray();
    } catch (TranslateException e) {
      throw new IllegalStateException("the model failed on a batch of " + rows.length, e);
    } finally {
      idle.add(predictor);
    }
  }

  private static NDList inputs(NDManager manager, long[][] rows, int longest) {
    long[] ids = new long[rows.length * longest];
    long[] mask = new long[ids.length];
    for (int i = 0; i < rows.length; i++) {
      int start = i * longest;
      System.arraycopy(rows[i], 0, ids, start, rows[i].length);
      Arrays.fill(mask, start, start + rows[i].length, 1);
    }
    Shape shape = new Shape(rows.length, longest);
    return new NDList(
        input(manager, "input_ids", ids, shape),
        input(manager, "attention_mask", mask, shape),
        input(manager, "token_type_ids", new long[ids.length], shape));
  }

  private static NDArray input(NDManager manager, String name, long[] values, Shape shape) {
    NDArray array = manager.create(LongBuffer.wrap(values), shape, DataType.INT64);
    array.setName(name);
    return array;
  }

  @Override
  public void close() {
    idle.forEach(Predictor::close);
    model.close();
  }
}
