package io.assay.job.ask;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.udf;

import io.assay.config.Task;
import io.assay.io.Table;
import io.assay.job.ingest.PostFeatures;
import io.assay.job.run.JobContext;
import io.assay.job.run.RunSpec;
import io.assay.job.run.Step;
import io.assay.job.run.StepJob;
import io.assay.sample.Part;
import io.assay.sample.RandomNumber;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import picocli.CommandLine.Command;

/**
 * Input {@code splits}, {@code posts}, {@code gold}; output {@code sample}. Within a stratum the
 * posts with the smallest permanent random numbers are drawn: an exact simple random sample that a
 * larger one extends. LLM samples take gold posts first.
 */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    description = "Draws the posts that LLMs and people are asked about.")
public final class Sample extends StepJob {
  /** Whether the gold of the frame is what this seed draws from it first. */
  public static final String GOLD_IS_DRAWN = "gold_is_drawn";

  private static final String[] ID = {"post_id"};

  /** What posts are called that {@code split} gave no part. */
  private static final String DROPPED = "dropped";

  public Sample() {
    super(Step.SAMPLE);
  }

  @Override
  protected Map<String, Object> inputs(RunSpec spec) {
    return Map.of(
        "sample", spec.task().sample(),
        "prompt_bytes", LlmSample.promptBytes(spec),
        "pilot", SamplePilot.of(spec).map(SamplePilot::version).orElse(""));
  }

  @Override
  public void run(JobContext context) {
    Task.Sample sizes = context.task().sample();
    SamplingFrame all = SamplingFrame.of(numbered(context, sizes));
    SamplingFrame frame = all.in(Part.TEST);
    GoldNumbers gold = GoldNumbers.of(frame.cells());
    context.note(GOLD_IS_DRAWN, gold.areDrawn());
    LlmSample llm = new LlmSample(context);
    Dataset<Row> drawn =
        llm.draw("llm-test", frame, sizes.llmTest())
            .union(llm.draw("llm-tune", all.in(Part.TUNE), sizes.llmTune()))
            .union(llm.draw("llm-calibrate", all.in(Part.CALIBRATE), sizes.llmCalibrate()))
            .union(llm.draw("llm-train", all.in(Part.TRAIN), sizes.llmTrain()))
            .union(toLabel(frame.posts(), gold, sizes.gold()));
    context.tables().write(Table.SAMPLE, drawn.coalesce(1));
  }

  /** Posts with their part, whether they have gold, their random number and their raw stratum. */
  private static Dataset<Row> numbered(JobContext context, Task.Sample sample) {
    String salt = "sample:" + sample.seed();
    UserDefinedFunction number =
        udf((UDF1<String, Double>) id -> RandomNumber.of(salt, id), DataTypes.DoubleType);
    Dataset<Row> posts =
        context
            .tables()
            .readPosts()
            .select(
                col("post_id"),
                PostFeatures.stratum(sample.strata()).as("stratum"),
                bytes(sample).as("bytes"),
                number.apply(col("post_id")).as("random_number"));
    return placed(context, posts);
  }

  /** Long posts cost more to ask about; where that does not matter no text has to be read. */
  private static Column bytes(Task.Sample sample) {
    return sample.allocation() == Task.Sample.Allocation.COST_OPTIMAL
        ? octet_length(col("text"))
        : lit(0);
  }

  /**
   * Posts with their part and whether they have gold. Those with gold or of another part than test
   * are few; to know them spares moving all others to their part.
   */
  private static Dataset<Row> placed(JobContext context, Dataset<Row> posts) {
    Dataset<Row> gold =
        context
            .tables()
            .read(Table.GOLD)
            .select(col("post_id"), lit(true).as("has_gold"))
            .distinct();
    Dataset<Row> noted =
        context
            .tables()
            .read(Table.SPLITS)
            .join(broadcast(gold), ID, "left")
            .filter(col("has_gold").or(col("part").notEqual(Part.TEST.key())))
            .select("post_id", "part", "has_gold")
            .cache();
    Dataset<Row> dropped =
        gold.join(broadcast(noted), ID, "left_anti")
            .select(col("post_id"), lit(DROPPED).as("part"), lit(true).as("has_gold"));
    return posts
        .join(broadcast(noted.union(dropped)), ID, "left")
        .na()
        .fill(Map.of("part", Part.TEST.key(), "has_gold", false))
        .filter(col("part").notEqual(DROPPED));
  }

  /** Gold for certificates is one simple random sample of the frame: no strata. */
  private static Dataset<Row> toLabel(Dataset<Row> frame, GoldNumbers there, int wanted) {
    long posts = there.gold() + there.others();
    long n = there.gold() >= wanted ? 0 : Math.min(wanted, posts);
    return frame
        .orderBy("random_number", "post_id")
        .limit((int) n)
        .withColumn("purpose", lit("gold"))
        .withColumn("stratum", lit(LlmSample.WHOLE))
        .withColumn("stratum_size", lit(posts))
        .withColumn("inclusion_probability", lit(posts == 0 ? 0.0 : (double) n / posts))
        .selectExpr(Table.SAMPLE.schema().fieldNames());
  }
}
