package io.assay.label;

import java.io.Serializable;

/**
 * Vectors in blocks, by dimension first: one vector is compared with all of a block in loops over
 * neighbouring numbers, which the compiler makes vector instructions of.
 */
final class VectorBlocks implements Serializable {
  /** Vectors of a block, whose products stay in the processor's first cache. */
  static final int SIZE = 1024;

  private static final int AT_ONCE = 4;

  /** By block, dimension, and vector of the block. */
  private final float[][][] blocks;

  /**
   * Copies vectors.
   *
   * @throws IllegalArgumentException if they differ in dimensions
   */
  VectorBlocks(float[][] vectors) {
    blocks = new float[(vectors.length + SIZE - 1) / SIZE][][];
    for (int block = 0; block < blocks.length; block++) {
      int start = block * SIZE;
      blocks[block] = byDimension(vectors, start, Math.min(SIZE, vectors.length - start));
    }
  }

  private static float[][] byDimension(float[][] vectors, int start, int size) {
    float[][] block = new float[vectors[0].length][size];
    for (int i = 0; i < size; i++) {
      check(block, vectors[start + i]);
      for (int d = 0; d < block.length; d++) {
        block[d][i] = vectors[start + i][d];
      }
    }
    return block;
  }

  private static void check(float[][] block, float[] vector) {
    if (block.length != vector.length) {
      throw new IllegalArgumentException(
          "vectors of %d and %d dimensions".formatted(block.length, vector.length));
    }
  }

  /** How many there are. */
  int count() {
    return blocks.length;
  }

  /**
   * The products of a vector with all of a block, which begins with vector {@link #SIZE} times
   * {@code index}.
   *
   * @throws IllegalArgumentException if it differs in dimensions
   */
  float[] products(float[] vector, int index) {
    float[][] block = blocks[index];
    check(block, vector);
    float[] products = new float[block[0].length];
    int d = 0;
    for (; d + AT_ONCE <= vector.length; d += AT_ONCE) {
      add(products, vector, block, d);
    }
    for (; d < vector.length; d++) {
      add(products, block[d], vector[d]);
    }
    return products;
  }

  /** Four dimensions at once: the products are read and written less often. */
  private static void add(float[] products, float[] vector, float[][] block, int d) {
    add(
        products,
        block[d],
        block[d + 1],
        block[d + 2],
        block[d + 3],
        vector[d],
        vector[d + 1],
        vector[d + 2],
        vector[d + 3]);
  }

  private static void add(
      float[] products,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float byA,
      float byB,
      float byC,
      float byD) {
    for (int i = 0; i < products.length; i++) {
      products[i] += a[i] * byA + b[i] * byB + c[i] * byC + d[i] * byD;
    }
  }

  private static void add(float[] products, float[] numbers, float by) {
    for (int i = 0; i < products.length; i++) {
      products[i] += numbers[i] * by;
    }
  }
}
