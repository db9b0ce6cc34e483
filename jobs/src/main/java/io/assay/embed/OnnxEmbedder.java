package io.assay.embed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts to vectors, with no Spark in it. Safe for use by many threads; a call runs on the caller's
 * thread alone. A text has the same vector whatever texts stand beside it.
 */
public final class OnnxEmbedder implements AutoCloseable {
  private final EmbedderSpec spec;
  private final Tokens tokens;
  private final OnnxModel model;

  private OnnxEmbedder(EmbedderSpec spec, Tokens tokens, OnnxModel model) {
    this.spec = spec;
    this.tokens = tokens;
    this.model = model;
  }

  /**
   * Loads a model; it holds native memory until it is closed.
   *
   * @param nativeCache a folder that may be written to, for native libraries; the first call in a
   *     JVM decides
   * @throws UncheckedIOException if the files cannot be read
   */
  public static OnnxEmbedder open(ModelFiles files, Path nativeCache) {
    DjlSettings.apply(nativeCache);
    EmbedderSpec spec = files.spec();
    try {
      // The model first: ONNX Runtime wants to be started by DJL's engine.
      OnnxModel model = OnnxModel.open(files);
      return new OnnxEmbedder(spec, Tokens.open(files.tokenizer(), spec.maxTokens()), model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How texts become vectors here. */
  public EmbedderSpec spec() {
    return spec;
  }

  /**
   * Vectors of length 1, in the order of the texts.
   *
   * @return a row of {@code dimensions} floats for each text, null for a null text
   * @throws IllegalStateException if the model yields what is not a number
   */
  public float[] @Nullable [] embed(List<? extends @Nullable String> texts) {
    long[] @Nullable [] ids = new long[texts.size()][];
    for (int i = 0; i < ids.length; i++) {
      String text = texts.get(i);
      ids[i] = text == null ? null : tokens.of(spec.preparation().apply(text));
    }
    float[] @Nullable [] vectors = new float[ids.length][];
    for (int[] batch : TokenBatches.of(ids, spec.precision().maxRows())) {
      embed(batch, ids, vectors);
    }
    return vectors;
  }

  private void embed(int[] batch, long[][] ids, float[][] vectors) {
    long[][] rows = new long[batch.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = ids[batch[i]];
    }
    int longest = rows[rows.length - 1].length;
    float[] hidden = model.run(rows, longest);
    int dimensions = hidden.length / (rows.length * longest);
    for (int i = 0; i < rows.length; i++) {
      int start = i * longest * dimensions;
      vectors[batch[i]] = normalise(spec.pooling().pool(hidden, start, rows[i].length, dimensions));
    }
  }

  private float[] normalise(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    if (vector.length != spec.dimensions()
        || !(squares > 0 && squares < Double.POSITIVE_INFINITY)) {
      throw new IllegalStateException(
          "%s gave %d values with the sum of squares %s, not %d numbers"
              .formatted(spec.name(), vector.length, squares, spec.dimensions()));
    }
    float scale = (float) (1 / Math.sqrt(squares));
    for (int d = 0; d < vector.length; d++) {
      vector[d] *= scale;
    }
    return vector;
  }

  /** Frees the native memory; no call may be under way. */
  @Override
  public void close() {
    tokens.close();
    model.close();
  }
}
