package io.assay.job.ask;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.assay.config.Task;
import io.assay.io.Table;
import io.assay.job.run.JobContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many posts each post stands for that the reference LLM was asked about: N_h over the posts
 * asked in its stratum. That is 1/π of the sample where all of it was asked. Where a budget stopped
 * asking, what was asked is a smaller sample of the same design, and has its own π. A stratum of
 * which nothing was asked is taken to be like the others.
 */
public final class SampleWeights {
  private SampleWeights() {}

  /**
   * Columns {@code post_id}, {@code w}; no rows where the reference was not asked by Assay, whose
   * labels are then no sample of ours.
   */
  public static Dataset<Row> of(JobContext context) {
    Dataset<Row> asked = sampled(context).join(broadcast(answered(context)), "post_id");
    String[] stratum = {"purpose", "stratum", "stratum_size"};
    Dataset<Row> taken =
        asked
            .groupBy("purpose", "stratum", "stratum_size")
            .agg(count(lit(1)).as("asked"))
            .withColumn("w", col("stratum_size").divide(col("asked")));
    return asked.join(broadcast(taken), stratum).select("post_id", "w");
  }

  private static Dataset<Row> sampled(JobContext context) {
    return context
        .tables()
        .read(Table.SAMPLE)
        .filter(col("purpose").startsWith("llm-"))
        .select("post_id", "purpose", "stratum", "stratum_size");
  }

  /** Whatever came of it: that a post was refused tells nothing of how it was drawn. */
  private static Dataset<Row> answered(JobContext context) {
    Task task = context.task();
    boolean asks =
        task.labelers().stream()
            .anyMatch(spec -> spec.name().equals(task.referenceLlm()) && spec.asks());
    return context
        .tables()
        .read(Table.LLM_LABELS)
        .filter(col("labeler").equalTo(lit(task.referenceLlm())).and(lit(asks)))
        .select("post_id")
        .distinct();
  }
}
