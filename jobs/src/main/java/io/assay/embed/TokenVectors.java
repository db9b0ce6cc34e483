package io.assay.embed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** One vector a token, weight included. */
final class TokenVectors {
  private final int dimensions;
  private final float[] values;

  /**
   * Vectors one after the other.
   *
   * @param values of token 0, then of token 1 and so on
   */
  TokenVectors(int dimensions, float[] values) {
    this.dimensions = dimensions;
    this.values = values;
  }

  static TokenVectors read(Path file, int dimensions) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    if (values.length % dimensions != 0) {
      throw new IOException(
          "%s holds %d numbers, which is no multiple of %d"
              .formatted(file, values.length, dimensions));
    }
    return new TokenVectors(dimensions, values);
  }

  void write(Path file) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    Files.write(file, bytes.array());
  }

  void addTo(float[] sum, int token) {
    int start = token * dimensions;
    for (int d = 0; d < sum.length; d++) {
      sum[d] += values[start + d];
    }
  }
}
