package io.assay.embed;

/** How an embedder comes from a text to its vector. */
public enum EmbedderKind {
  /** The whole model reads each text. */
  TRANSFORMER,
  /**
   * Each token has one vector, which the model gave it once; a text's is their weighted mean. It
   * knows no word order, and is hundreds of times as fast.
   */
  STATIC
}
