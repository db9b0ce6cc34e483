package io.assay.embed;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.IOException;
import java.nio.file.Path;

/** Texts to token ids, without padding, cut at a number of tokens. Safe for use by many threads. */
final class Tokens implements AutoCloseable {
  private final HuggingFaceTokenizer tokenizer;

  private Tokens(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  static Tokens open(Path file, int maxTokens) throws IOException {
    return new Tokens(
        HuggingFaceTokenizer.builder()
            .optTokenizerPath(file)
            .optPadding(false)
            .optTruncation(true)
            .optMaxLength(maxTokens)
            .build());
  }

  /**
   * Ids of a text, the marks at its ends included. One text at a time: the tokenizer's own batches
   * take every core of the machine. Ids alone: to copy the other arrays of an encoding takes over a
   * quarter of the time again.
   */
  long[] of(String text) {
    long encoding = TokenizersLibrary.LIB.encode(tokenizer.getHandle(), text, true);
    try {
      return TokenizersLibrary.LIB.getTokenIds(encoding);
    } finally {
      TokenizersLibrary.LIB.deleteEncoding(encoding);
    }
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
