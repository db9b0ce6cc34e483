package io.assay.embed;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Vectors for texts that have none yet, as rows of the store. */
public final class TextVectors {
  /** Texts of unlike length even out over several tasks a core. */
  private static final int TASKS_A_CORE = 4;

  /** Fewer would not pay for a task. */
  private static final int LEAST_A_TASK = 64;

  /** More would lose much when an executor dies: about two minutes of MiniLM. */
  private static final int MOST_A_TASK = 20_000;

  private TextVectors() {}

  /**
   * A vector for each text.
   *
   * @param texts columns text_hash and text, each text once
   * @param partitions over which the work is spread, see {@link #partitions}
   * @return columns text_hash string and vector {@code array<float>}
   */
  public static Dataset<Row> of(Dataset<Row> texts, TextEmbedder embedder, int partitions) {
    Dataset<Row> spread =
        texts.select("text_hash", "text").repartition(partitions, functions.col("text_hash"));
    TextEmbedder stage = embedder.copy(embedder.extractParamMap());
    return stage
        .setInputCol("text")
        .setOutputCol("vector")
        .transform(spread)
        .select("text_hash", "vector");
  }

  /**
   * Number of tasks that keeps all cores busy to the end.
   *
   * @param texts to embed, 0 or more
   * @param cores of all executors together
   * @return 1 or more
   */
  public static int partitions(long texts, int cores) {
    long wanted = Math.min((long) TASKS_A_CORE * cores, ceiling(texts, LEAST_A_TASK));
    return (int) Math.max(1, Math.max(wanted, ceiling(texts, MOST_A_TASK)));
  }

  private static long ceiling(long texts, int size) {
    return (texts + size - 1) / size;
  }
}
