package io.assay.bench;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The limit: ONNX Runtime and the tokenizer without anything of ours, from texts to normalised
 * masked means, all texts sorted by length.
 */
public final class BareOnnx implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final HuggingFaceTokenizer tokenizer;
  private final OrtSession session;
  private final int rows;

  /** Session and tokenizer of a folder with model.onnx and tokenizer.json. */
  public BareOnnx(Path folder, int maxTokens, int rows) throws OrtException, IOException {
    this.rows = rows;
    tokenizer =
        HuggingFaceTokenizer.builder()
            .optTokenizerPath(folder.resolve("tokenizer.json"))
            .optPadding(false)
            .optTruncation(true)
            .optMaxLength(maxTokens)
            .build();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    session = environment.createSession(folder.resolve("model.onnx").toString(), options);
  }

  /** Seconds that the texts take, an equal share a thread. */
  public double seconds(List<String> texts, int threads) throws Exception {
    int share = (texts.size() - 1) / threads + 1;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    long start = System.nanoTime();
    try {
      List<Callable<float[][]>> tasks = new ArrayList<>();
      for (int from = 0; from < texts.size(); from += share) {
        List<String> own = texts.subList(from, Math.min(texts.size(), from + share));
        tasks.add(() -> embed(own));
      }
      for (Future<float[][]> result : pool.invokeAll(tasks)) {
        result.get();
      }
    } finally {
      pool.shutdown();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** Normalised vectors, the shortest text first. */
  public float[][] embed(List<String> texts) throws OrtException {
    long[][] ids = new long[texts.size()][];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = tokenizer.encode(texts.get(i)).getIds();
    }
    Arrays.sort(ids, Comparator.comparingInt(row -> row.length));
    float[][] vectors = new float[ids.length][];
    for (int i = 0; i < ids.length; i += rows) {
      long[][] batch = Arrays.copyOfRange(ids, i, Math.min(ids.length, i + rows));
      run(batch, vectors, i);
    }
    return vectors;
  }

  private void run(long[][] batch, float[][] vectors, int offset) throws OrtException {
    int width = batch[batch.length - 1].length;
    LongBuffer ids = longs(batch.length * width);
    LongBuffer mask = longs(batch.length * width);
    for (int i = 0; i < batch.length; i++) {
      for (int t = 0; t < batch[i].length; t++) {
        ids.put(i * width + t, batch[i][t]);
        mask.put(i * width + t, 1);
      }
    }
    long[] shape = {batch.length, width};
    try (OnnxTensor a = OnnxTensor.createTensor(environment, ids, shape);
        OnnxTensor b = OnnxTensor.createTensor(environment, mask, shape);
        OnnxTensor c = OnnxTensor.createTensor(environment, longs(ids.capacity()), shape);
        OrtSession.Result result =
            session.run(Map.of("input_ids", a, "attention_mask", b, "token_type_ids", c))) {
      FloatBuffer hidden = ((OnnxTensor) result.get(0)).getFloatBuffer();
      for (int i = 0; i < batch.length; i++) {
        vectors[offset + i] = mean(hidden, i * width, batch[i].length, batch.length * width);
      }
    }
  }

  private static float[] mean(FloatBuffer hidden, int firstToken, int tokens, int allTokens) {
    int dimensions = hidden.capacity() / allTokens;
    float[] token = new float[dimensions];
    float[] sum = new float[dimensions];
    for (int t = 0; t < tokens; t++) {
      hidden.get((firstToken + t) * dimensions, token);
      for (int d = 0; d < dimensions; d++) {
        sum[d] += token[d];
      }
    }
    double squares = 0;
    for (float value : sum) {
      squares += (double) value * value;
    }
    for (int d = 0; d < dimensions; d++) {
      sum[d] /= (float) Math.sqrt(squares);
    }
    return sum;
  }

  private static LongBuffer longs(int size) {
    return ByteBuffer.allocateDirect(size * Long.BYTES)
        .order(ByteOrder.nativeOrder())
        .asLongBuffer();
  }

  @Override
  public void close() throws OrtException {
    session.close();
    tokenizer.close();
  }
}
