package io.assay.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import io.assay.config.Task;
import io.assay.io.Table;
import io.assay.sample.Part;
import io.assay.sample.RandomNumber;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import picocli.CommandLine.Command;

/**
 * Input {@code splits}, {@code gold}; output {@code sample}. Within a stratum the posts with the
 * smallest permanent random numbers are drawn: an exact simple random sample that a larger one
 * extends. LLM samples take gold posts first, which are strata of their own.
 */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    description = "Draws the posts that LLMs and people are asked about.")
final class Sample extends StepJob {
  Sample() {
    super(Step.SAMPLE);
  }

  @Override
  Map<String, Object> inputs(RunSpec spec) {
    return Map.of("sample", spec.task().sample());
  }

  @Override
  void run(JobContext context) {
    Task.Sample sizes = context.task().sample();
    Dataset<Row> numbered = numbered(context, sizes.seed()).cache();
    Dataset<Row> drawn =
        goldFirst(numbered, Part.TEST, "llm-test", sizes.llmTest())
            .union(goldFirst(numbered, Part.CALIBRATE, "llm-calibrate", sizes.llmCalibrate()))
            .union(goldFirst(numbered, Part.TRAIN, "llm-train", sizes.llmTrain()))
            .union(toLabel(numbered, sizes.gold()));
    context.tables().write(Table.SAMPLE, drawn.coalesce(1));
    numbered.unpersist();
  }

  private static Dataset<Row> numbered(JobContext context, long seed) {
    UserDefinedFunction number =
        udf(
            (UDF1<String, Double>) id -> RandomNumber.of("sample:" + seed, id),
            DataTypes.DoubleType);
    Dataset<Row> gold = context.tables().read(Table.GOLD).select("post_id").distinct();
    return context
        .tables()
        .read(Table.SPLITS)
        .join(gold.withColumn("has_gold", lit(true)), new String[] {"post_id"}, "left")
        .na()
        .fill(false, new String[] {"has_gold"})
        .withColumn("random_number", number.apply(col("post_id")));
  }

  private static Dataset<Row> goldFirst(
      Dataset<Row> numbered, Part part, String purpose, int size) {
    Dataset<Row> posts = numbered.filter(col("part").equalTo(part.key()));
    Dataset<Row> gold = posts.filter(col("has_gold"));
    long fromGold = size == 0 ? 0 : Math.min(size, gold.count());
    Dataset<Row> others = posts.filter(org.apache.spark.sql.functions.not(col("has_gold")));
    return smallest(gold, purpose, "gold", fromGold)
        .union(smallest(others, purpose, "no-gold", size - fromGold));
  }

  /** Gold for certificates is one simple random sample of the frame: no strata. */
  private static Dataset<Row> toLabel(Dataset<Row> numbered, int wanted) {
    Dataset<Row> frame = numbered.filter(col("part").equalTo(Part.TEST.key()));
    boolean enough = frame.filter(col("has_gold")).count() >= wanted;
    return smallest(frame, "gold", "all", enough ? 0 : wanted);
  }

  private static Dataset<Row> smallest(
      Dataset<Row> stratum, String purpose, String name, long wanted) {
    long size = wanted == 0 ? 0 : stratum.count();
    long n = Math.min(wanted, size);
    List<String> columns = List.of(Table.SAMPLE.schema().fieldNames());
    return stratum
        .orderBy("random_number", "post_id")
        .limit((int) n)
        .withColumn("purpose", lit(purpose))
        .withColumn("stratum", lit(name))
        .withColumn("stratum_size", lit(size))
        .withColumn("inclusion_probability", lit(size == 0 ? 0.0 : (double) n / size))
        .selectExpr(columns.toArray(String[]::new));
  }
}
