package io.assay.embed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The pooled token vectors of a transformer. */
final class OnnxEmbedder implements Embedder {
  private final EmbedderSpec spec;
  private final UnaryOperator<String> preparing;
  private final Tokens tokens;
  private final OnnxModel model;

  private OnnxEmbedder(EmbedderSpec spec, Tokens tokens, OnnxModel model) {
    this.spec = spec;
    this.preparing = spec.preparing();
    this.tokens = tokens;
    this.model = model;
  }

  static OnnxEmbedder open(ModelFiles files, Path nativeCache) {
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

  @Override
  public EmbedderSpec spec() {
    return spec;
  }

  @Override
  public float[] @Nullable [] embed(List<? extends @Nullable String> texts) {
    long[] @Nullable [] ids = new long[texts.size()][];
    for (int i = 0; i < ids.length; i++) {
      String text = texts.get(i);
      ids[i] = text == null ? null : tokens.of(preparing.apply(text));
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
      float[] pooled = spec.pooling().pool(hidden, start, rows[i].length, dimensions);
      vectors[batch[i]] = spec.storage().apply(normalise(pooled));
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

  @Override
  public void close() {
    tokens.close();
    model.close();
  }
}
