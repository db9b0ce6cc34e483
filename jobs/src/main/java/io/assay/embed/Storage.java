package io.assay.embed;

import ai.onnxruntime.platform.Fp16Conversions;

/** How exactly the numbers of a vector are kept. */
public enum Storage {
  /** As the model gives them. */
  FLOAT32,
  /**
   * Rounded to half precision (IEEE 754 binary16: 11 significant bits). They are floats still, for
   * every reader; but there are so few different ones that Parquet keeps each as a number of its
   * dictionary, in half the bytes.
   */
  FLOAT16;

  /** The vector as it is kept; changed in place. */
  float[] apply(float[] vector) {
    if (this == FLOAT16) {
      for (int d = 0; d < vector.length; d++) {
        vector[d] = Fp16Conversions.fp16ToFloat(Fp16Conversions.floatToFp16(vector[d]));
      }
    }
    return vector;
  }
}
