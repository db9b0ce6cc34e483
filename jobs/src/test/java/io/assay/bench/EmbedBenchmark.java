package io.assay.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.embed.Embedder;
import io.assay.embed.EmbedderSpec;
import io.assay.embed.ModelFiles;
import io.assay.io.AssayHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Embedding outside Spark against bare ONNX Runtime, from distinct texts to normalised vectors on
 * two threads. The limit gets prepared texts, so that both see the same tokens.
 *
 * <p>Arguments, each with a default: embedder (minilm-l6-v2-int8), texts (1,000), rounds (5), posts
 * in JSONL (the bundled ones), rows of a bare batch (16 for float32, 1 for int8: what the product
 * may use).
 */
public final class EmbedBenchmark {
  private static final String POSTS = "test-data/posts.jsonl";
  private static final int THREADS = 2;
  private static final int BUFFER = 2_048;

  private EmbedBenchmark() {}

  /** Prints the table. */
  public static void main(String[] args) throws Exception {
    String[] given = Benchmarks.withDefaults(args, "minilm-l6-v2-int8", "1000", "5", POSTS, "0");
    Path conf = Path.of(System.getenv().getOrDefault("ASSAY_CONF", "conf"));
    EmbedderSpec spec = EmbedderSpec.load(conf, given[0]);
    AssayHome home = AssayHome.of(System.getenv(), System.getProperty("user.home"));
    ModelFiles files = ModelFiles.of(spec, home);
    List<String> texts = texts(Path.of(given[3]), Integer.parseInt(given[1]));
    List<String> prepared = texts.stream().map(spec.preparing()).toList();
    int asked = Integer.parseInt(given[4]);
    int rows = asked == 0 ? spec.precision().maxRows() : asked;
    try (Embedder product = Embedder.open(files, home.natives());
        BareOnnx bare = new BareOnnx(files.folder(), spec.maxTokens(), rows)) {
      String table =
          Ratios.measure(
              texts.size(),
              Integer.parseInt(given[2]),
              () -> inParallel(buffers(texts, BUFFER), product::embed),
              () -> inParallel(halves(prepared), bare::embed));
      System.out.printf(
          "%s, %d texts, bare batches of %d%n%s%n", spec.id(), texts.size(), rows, table);
    }
  }

  /** Turns texts into vectors. */
  @FunctionalInterface
  private interface Embedding {
    float[][] embed(List<String> texts) throws Exception;
  }

  private static void inParallel(List<List<String>> shares, Embedding embedding) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<float[][]>> tasks = new ArrayList<>();
      shares.forEach(share -> tasks.add(() -> embedding.embed(share)));
      for (Future<float[][]> result : threads.invokeAll(tasks)) {
        result.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static List<List<String>> buffers(List<String> texts, int size) {
    List<List<String>> shares = new ArrayList<>();
    for (int i = 0; i < texts.size(); i += size) {
      shares.add(texts.subList(i, Math.min(texts.size(), i + size)));
    }
    return shares;
  }

  private static List<List<String>> halves(List<String> texts) {
    return buffers(texts, (texts.size() + THREADS - 1) / THREADS);
  }

  private static List<String> texts(Path posts, int count) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Set<String> texts = new LinkedHashSet<>();
    try (BufferedReader lines = Files.newBufferedReader(posts)) {
      for (String line = lines.readLine(); line != null && texts.size() < count; ) {
        texts.add(json.readTree(line).get("text").asText());
        line = lines.readLine();
      }
    }
    return List.copyOf(texts);
  }
}
