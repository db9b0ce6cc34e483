package io.assay.embed;

import java.util.Arrays;

/** How the vectors of a text's tokens become the vector of the text. */
public enum Pooling {
  /** The mean over the text's own tokens, padding left out. */
  MEAN {
    @Override
    float[] pool(float[] hidden, int start, int tokens, int dimensions) {
      float[] sum = new float[dimensions];
      int end = start + tokens * dimensions;
      for (int row = start; row < end; row += dimensions) {
        for (int d = 0; d < dimensions; d++) {
          sum[d] += hidden[row + d];
        }
      }
      return sum;
    }
  },
  /** The vector of the first token. */
  CLS {
    @Override
    float[] pool(float[] hidden, int start, int tokens, int dimensions) {
      return Arrays.copyOfRange(hidden, start, start + dimensions);
    }
  };

  /**
   * The direction of the text's vector; its length is not defined.
   *
   * @param hidden token vectors, one after the other
   * @param start index of the text's first value
   * @param tokens of the text, 1 or more
   */
  abstract float[] pool(float[] hidden, int start, int tokens, int dimensions);
}
