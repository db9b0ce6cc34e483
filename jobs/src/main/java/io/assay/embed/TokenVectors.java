package io.assay.embed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** One vector a token, weight included. */
final class TokenVectors {
  private static final int AT_ONCE = 4;

  private final float[][] vectors;
  private final int dimensions;

  /**
   * Vectors in an array each, which the compiler adds up faster than stretches of one long array.
   *
   * @param vectors by token, all of as many numbers
   */
  TokenVectors(float[][] vectors, int dimensions) {
    this.vectors = vectors;
    this.dimensions = dimensions;
  }

  static TokenVectors read(Path file, int dimensions) throws IOException {
    FloatBuffer values =
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    if (values.remaining() % dimensions != 0) {
      throw new IOException(
          "%s holds %d numbers, which is no multiple of %d"
              .formatted(file, values.remaining(), dimensions));
    }
    float[][] vectors = new float[values.remaining() / dimensions][dimensions];
    for (float[] vector : vectors) {
      values.get(vector);
    }
    return new TokenVectors(vectors, dimensions);
  }

  void write(Path file) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(vectors.length * dimensions * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer values = bytes.asFloatBuffer();
    for (float[] vector : vectors) {
      values.put(vector);
    }
    Files.write(file, bytes.array());
  }

  /** The sum of the vectors of some tokens. */
  float[] sum(int[] tokens) {
    float[] sum = new float[dimensions];
    int done = 0;
    for (; done + AT_ONCE <= tokens.length; done += AT_ONCE) {
      add(
          sum,
          vectors[tokens[done]],
          vectors[tokens[done + 1]],
          vectors[tokens[done + 2]],
          vectors[tokens[done + 3]]);
    }
    for (; done < tokens.length; done++) {
      add(sum, vectors[tokens[done]]);
    }
    return sum;
  }

  /** The sum is read and written once for four vectors. */
  private static void add(float[] sum, float[] a, float[] b, float[] c, float[] d) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += a[i] + b[i] + c[i] + d[i];
    }
  }

  private static void add(float[] sum, float[] vector) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += vector[i];
    }
  }
}
