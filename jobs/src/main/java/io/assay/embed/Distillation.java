package io.assay.embed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes token vectors out of a transformer: each token goes through the model once, between the
 * marks of a text's ends; the mean of all is taken off, and a token of probability p counts a/(a +
 * p) (Arora, Liang and Ma 2017), with p from Zipf's law over the order of the vocabulary, which is
 * by frequency.
 */
final class Distillation {
  private static final double SMOOTHING = 0.001;
  private static final int TOKENS_A_CALL = 64;

  private final EmbedderSpec spec;
  private final WordPiece tokens;
  private final OnnxModel model;

  /** By token. */
  private final float[][] vectors;

  private Distillation(EmbedderSpec spec, WordPiece tokens, OnnxModel model) {
    this.spec = spec;
    this.tokens = tokens;
    this.model = model;
    this.vectors = new float[tokens.size()][spec.dimensions()];
  }

  /**
   * The vectors of a transformer's tokens; special ones have zeros.
   *
   * @param threads that compute
   */
  static TokenVectors of(ModelFiles transformer, Path nativeCache, int threads) throws IOException {
    WordPiece tokens = WordPiece.read(transformer.tokenizer());
    DjlSettings.apply(nativeCache);
    try (OnnxModel model = OnnxModel.open(transformer)) {
      Distillation distillation = new Distillation(transformer.spec(), tokens, model);
      distillation.embedTokens(threads);
      distillation.centreAndWeigh();
      return new TokenVectors(distillation.vectors, transformer.spec().dimensions());
    }
  }

  private void embedTokens(int threads) {
    List<Integer> ids = tokens.ordinary();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> calls = new ArrayList<>();
      for (int start = 0; start < ids.size(); start += TOKENS_A_CALL) {
        List<Integer> batch = ids.subList(start, Math.min(ids.size(), start + TOKENS_A_CALL));
        calls.add(pool.submit(() -> embed(batch)));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the model failed on its own vocabulary", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while tokens were embedded", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private void embed(List<Integer> ids) {
    long[][] rows = ids.stream().map(tokens::alone).toArray(long[][]::new);
    int length = rows[0].length;
    float[] hidden = model.run(rows, length);
    int dimensions = spec.dimensions();
    for (int i = 0; i < rows.length; i++) {
      vectors[ids.get(i)] =
          spec.pooling().pool(hidden, i * length * dimensions, length, dimensions);
    }
  }

  private void centreAndWeigh() {
    int dimensions = spec.dimensions();
    double[] mean = new double[dimensions];
    List<Integer> ids = tokens.ordinary();
    for (int id : ids) {
      for (int d = 0; d < dimensions; d++) {
        mean[d] += vectors[id][d] / (double) ids.size();
      }
    }
    double harmonic = 0;
    for (int rank = 1; rank <= ids.size(); rank++) {
      harmonic += 1.0 / rank;
    }
    for (int i = 0; i < ids.size(); i++) {
      double probability = 1 / ((i + 1) * harmonic);
      double weight = SMOOTHING / (SMOOTHING + probability);
      float[] vector = vectors[ids.get(i)];
      for (int d = 0; d < dimensions; d++) {
        vector[d] = (float) (weight * (vector[d] - mean[d]));
      }
    }
  }
}
