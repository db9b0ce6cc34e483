package io.assay.labeler;

import dev.ludovic.netlib.blas.JavaBLAS;
import io.assay.bench.Benchmarks;
import io.assay.bench.PostGenerator;
import io.assay.embed.Embedder;
import io.assay.embed.EmbedderSpec;
import io.assay.embed.ModelFiles;
import io.assay.io.AssayHome;
import io.assay.label.ExactPostSearch;
import io.assay.label.PostSearch.Neighbour;
import io.assay.label.PostSearch.Post;
import io.assay.label.Similarities;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The nearest labelled posts by the index beside exact searches on one thread: post by post, in
 * blocks of posts as below {@code exact_up_to}, and in blocks of queries too by BLAS.
 *
 * <p>Arguments: labelled posts (200,000), queries (200), rounds (3), embedder (minilm-l6-static),
 * posts in JSON lines that they look like (the bundled ones).
 */
public final class KnnBenchmark {
  private static final int K = 15;
  private static final int EMBEDDED_AT_ONCE = 1_000;
  private static final int BLOCK = 1_000;

  private KnnBenchmark() {}

  private record Answers(List<List<Neighbour>> found, double seconds) {}

  /** Prints what the index took to build, its recall, and queries a second by rounds. */
  public static void main(String[] args) throws Exception {
    String[] given =
        Benchmarks.withDefaults(
            args, "200000", "200", "3", "minilm-l6-static", "test-data/posts.jsonl");
    int labelled = Integer.parseInt(given[0]);
    int queries = Integer.parseInt(given[1]);
    float[][] all = vectors(labelled + queries, given[3], Path.of(given[4]));
    float[][] vectors = Arrays.copyOf(all, labelled);
    float[][] asked = Arrays.copyOfRange(all, labelled, all.length);
    List<Post> posts =
        IntStream.range(0, labelled).mapToObj(i -> new Post("p" + i, "key " + i, 0)).toList();
    ExactPostSearch exact = new ExactPostSearch(posts, vectors);
    PostIndex index = built(posts, vectors);
    for (int round = 0; round <= Integer.parseInt(given[2]); round++) {
      Answers approximate = answers(asked, vector -> index.nearest(vector, K, post -> true));
      Answers precise = answers(asked, vector -> exact.nearest(vector, K, post -> true));
      double oneByOne = oneByOne(vectors, asked);
      double byBlas = byBlas(vectors, asked);
      System.out.printf(
          Locale.ROOT,
          "%s: index %,.0f queries/s; exact search one by one %,.1f (ratio %.1f), in blocks of posts"
              + " %,.1f (%.1f), in blocks of queries by BLAS %,.1f (%.1f); recall %.4f%n",
          round == 0 ? "warm-up" : "round " + round,
          queries / approximate.seconds(),
          queries / oneByOne,
          oneByOne / approximate.seconds(),
          queries / precise.seconds(),
          precise.seconds() / approximate.seconds(),
          queries / byBlas,
          byBlas / approximate.seconds(),
          recall(approximate.found(), precise.found()));
    }
  }

  private static float[][] vectors(int count, String name, Path like) throws Exception {
    AssayHome home = AssayHome.of(System.getenv(), System.getProperty("user.home"));
    Path conf = Path.of(System.getenv().getOrDefault("ASSAY_CONF", "conf"));
    PostGenerator generator = PostGenerator.like(like, 7);
    List<float[]> vectors = new ArrayList<>();
    ModelFiles files = ModelFiles.of(EmbedderSpec.load(conf, name), home);
    try (Embedder embedder = Embedder.open(files, home.natives())) {
      for (int from = 0; from < count; from += EMBEDDED_AT_ONCE) {
        long to = Math.min(count, from + EMBEDDED_AT_ONCE);
        List<String> texts = LongStream.range(from, to).mapToObj(generator::text).toList();
        vectors.addAll(Arrays.asList(embedder.embed(texts)));
      }
    }
    return vectors.toArray(float[][]::new);
  }

  private static PostIndex built(List<Post> posts, float[][] vectors) throws Exception {
    Path folder = Benchmarks.folder("knn");
    long start = System.nanoTime();
    try (PostIndex.Writer writer = new PostIndex.Writer(folder)) {
      for (int i = 0; i < vectors.length; i++) {
        writer.add(posts.get(i), vectors[i]);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%,d posts of %d dimensions indexed in %.0f s on one thread%n",
        vectors.length,
        vectors[0].length,
        (System.nanoTime() - start) / 1e9);
    return PostIndex.open(folder);
  }

  private interface Query {
    List<Neighbour> nearest(float[] vector);
  }

  private static Answers answers(float[][] asked, Query query) {
    long start = System.nanoTime();
    List<List<Neighbour>> found = Arrays.stream(asked).map(query::nearest).toList();
    return new Answers(found, (System.nanoTime() - start) / 1e9);
  }

  /** The greatest of the products, each by itself. */
  private static double oneByOne(float[][] vectors, float[][] asked) {
    long start = System.nanoTime();
    float sum = 0;
    for (float[] query : asked) {
      float greatest = -1;
      for (float[] vector : vectors) {
        greatest = Math.max(greatest, Similarities.cosine(query, vector));
      }
      sum += greatest;
    }
    if (Float.isNaN(sum)) {
      throw new IllegalStateException("a vector is not all numbers");
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** All products of all queries, the greatest of each kept; the selection of k is left out. */
  private static double byBlas(float[][] vectors, float[][] asked) {
    int dimensions = asked[0].length;
    float[] queries = flat(asked);
    float[] products = new float[BLOCK * asked.length];
    float[] greatest = new float[asked.length];
    long start = System.nanoTime();
    for (int from = 0; from < vectors.length; from += BLOCK) {
      float[][] block = Arrays.copyOfRange(vectors, from, Math.min(vectors.length, from + BLOCK));
      JavaBLAS.getInstance()
          .sgemm(
              "T",
              "N",
              block.length,
              asked.length,
              dimensions,
              1,
              flat(block),
              dimensions,
              queries,
              dimensions,
              0,
              products,
              block.length);
      for (int i = 0; i < block.length * asked.length; i++) {
        greatest[i / block.length] = Math.max(greatest[i / block.length], products[i]);
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static float[] flat(float[][] vectors) {
    float[] flat = new float[vectors.length * vectors[0].length];
    for (int i = 0; i < vectors.length; i++) {
      System.arraycopy(vectors[i], 0, flat, i * vectors[i].length, vectors[i].length);
    }
    return flat;
  }

  /** Equally similar posts count as found, whichever of them it was. */
  private static double recall(List<List<Neighbour>> found, List<List<Neighbour>> all) {
    int right = 0;
    int wanted = 0;
    for (int i = 0; i < all.size(); i++) {
      float least = all.get(i).get(all.get(i).size() - 1).similarity() - 1e-5f;
      wanted += all.get(i).size();
      right += (int) found.get(i).stream().filter(one -> one.similarity() >= least).count();
    }
    return (double) right / wanted;
  }
}
