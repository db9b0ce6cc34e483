package io.assay.embed;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts to vectors, with no Spark in it. Safe for use by many threads; a call runs on the caller's
 * thread alone. A text has the same vector whatever texts stand beside it.
 */
public interface Embedder extends AutoCloseable {
  /**
   * Loads an embedder of either kind.
   *
   * @param nativeCache a folder that may be written to, for native libraries; the first call in a
   *     JVM decides
   * @throws java.io.UncheckedIOException if the files cannot be read
   */
  static Embedder open(ModelFiles files, Path nativeCache) {
    return switch (files.spec().kind()) {
      case TRANSFORMER -> OnnxEmbedder.open(files, nativeCache);
      case STATIC -> StaticEmbedder.open(files);
    };
  }

  /** How texts become vectors here. */
  EmbedderSpec spec();

  /**
   * Vectors of length 1 (within 0.001 if they are kept in half precision), in the order of the
   * texts; all zeros where nothing in a text is known.
   *
   * @return a row of {@code dimensions} floats for each text, null for a null text
   * @throws IllegalStateException if the model yields what is not a number
   */
  float[] @Nullable [] embed(List<? extends @Nullable String> texts);

  /** Frees native memory, if there is any; no call may be under way. */
  @Override
  void close();
}
