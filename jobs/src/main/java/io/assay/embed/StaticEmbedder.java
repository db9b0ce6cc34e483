package io.assay.embed;

import dev.ludovic.netlib.blas.JavaBLAS;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The weighted mean of the vectors of a text's tokens, see {@link Distillation}. */
final class StaticEmbedder implements Embedder {
  private final EmbedderSpec spec;
  private final UnaryOperator<String> preparing;
  private final WordPiece tokens;
  private final TokenVectors vectors;

  private StaticEmbedder(EmbedderSpec spec, WordPiece tokens, TokenVectors vectors) {
    this.spec = spec;
    this.preparing = spec.preparing();
    this.tokens = tokens;
    this.vectors = vectors;
  }

  static StaticEmbedder open(ModelFiles files) {
    EmbedderSpec spec = files.spec();
    try {
      return new StaticEmbedder(
          spec,
          WordPiece.read(files.tokenizer()),
          TokenVectors.read(files.tokenVectors(), spec.dimensions()));
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
    float[] @Nullable [] embedded = new float[texts.size()][];
    for (int i = 0; i < embedded.length; i++) {
      String text = texts.get(i);
      embedded[i] = text == null ? null : embed(text);
    }
    return embedded;
  }

  /** The vector of one text. */
  float[] embed(String text) {
    return normalised(vectors.sum(tokens.of(preparing.apply(text), spec.contentTokens())));
  }

  private static float[] normalised(float[] vector) {
    float squares = JavaBLAS.getInstance().sdot(vector.length, vector, 1, vector, 1);
    if (squares > 0) {
      float scale = (float) (1 / Math.sqrt(squares));
      for (int d = 0; d < vector.length; d++) {
        vector[d] *= scale;
      }
    }
    return vector;
  }

  @Override
  public void close() {}
}
