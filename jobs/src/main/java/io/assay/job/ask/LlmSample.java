package io.assay.job.ask;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.assay.config.LabelerSpec;
import io.assay.config.Task;
import io.assay.eval.Pilot;
import io.assay.io.Table;
import io.assay.job.run.JobContext;
import io.assay.job.run.RunSpec;
import io.assay.labeler.LlmLabeler;
import io.assay.llm.prompt.PromptTemplate;
import io.assay.sample.SampleSizes;
import io.assay.sample.SampleSizes.Stratum;
import io.assay.sample.Strata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Draws the posts that LLMs are asked about, of each stratum those with gold first and then those
 * of the smallest random numbers. Where gold came from elsewhere, gold posts and others are strata
 * by themselves, so that every inclusion probability is exact however gold was chosen.
 */
final class LlmSample {
  /** The stratum of a sample without strata. */
  static final String WHOLE = "all";

  private static final StructType CELLS =
      new StructType()
          .add("stratum", DataTypes.StringType)
          .add("has_gold", DataTypes.BooleanType)
          .add("cell", DataTypes.StringType)
          .add("stratum_size", DataTypes.LongType)
          .add("drawn", DataTypes.LongType);

  private final JobContext context;
  private final Task.Sample sample;
  private final Optional<SamplePilot> pilot;

  LlmSample(JobContext context) {
    this.context = context;
    this.sample = context.task().sample();
    this.pilot = SamplePilot.of(context.spec());
  }

  /**
   * Length of the prompts in UTF-8 bytes, their mean over the LLMs that are asked; 0 where the
   * allocation does not depend on it.
   */
  static double promptBytes(RunSpec spec) {
    if (spec.task().sample().allocation() != Task.Sample.Allocation.COST_OPTIMAL) {
      return 0;
    }
    return spec.task().labelers().stream()
        .filter(LabelerSpec::asks)
        .map(labeler -> ((LlmLabeler.Settings) labeler.settings()).prompt())
        .map(prompt -> PromptTemplate.load(spec.task().resolve(prompt)).text())
        .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
        .average()
        .orElse(0);
  }

  /** Rows of table {@code sample} out of the posts of one part. */
  Dataset<Row> draw(String purpose, SamplingFrame part, long size) {
    if (size == 0) {
      return context.session().createDataFrame(List.of(), Table.SAMPLE.schema());
    }
    Strata strata = strata(part.cells());
    List<Row> cells = cells(purpose, placed(part.cells(), strata), strata, size);
    return smallest(placed(part.posts(), strata).join(broadcast(frame(cells)), shared()), purpose);
  }

  private static Dataset<Row> placed(Dataset<Row> rows, Strata strata) {
    return rows.withColumn(
        "stratum",
        when(col("stratum").isin(strata.own().toArray()), col("stratum")).otherwise(Strata.OTHER));
  }

  private Dataset<Row> frame(List<Row> cells) {
    return context.session().createDataFrame(cells, CELLS);
  }

  private static String[] shared() {
    return new String[] {"stratum", "has_gold"};
  }

  private Strata strata(Dataset<Row> counts) {
    Map<String, Long> largest = new HashMap<>();
    counts
        .groupBy("stratum")
        .agg(sum("posts").as("posts"))
        .orderBy(col("posts").desc(), col("stratum"))
        .limit(Strata.MOST + 1)
        .collectAsList()
        .forEach(row -> largest.put(row.getString(0), row.getLong(1)));
    return Strata.of(largest, sample.minPerStratum());
  }

  /** For posts of each stratum, with gold and without, what they are drawn from and how many. */
  private List<Row> cells(String purpose, Dataset<Row> counts, Strata strata, long size) {
    boolean whole = GoldNumbers.of(counts).first();
    List<Stratum> counted = counted(purpose, counts, strata);
    long[] taken = SampleSizes.of(counted, sample.allocation(), size, sample.minPerStratum());
    List<Row> cells = new ArrayList<>();
    for (int h = 0; h < taken.length; h++) {
      Stratum stratum = counted.get(h);
      long gold = Math.min(taken[h], stratum.gold());
      if (whole) {
        cells.add(cell(stratum, true, "", stratum.posts(), taken[h]));
        cells.add(cell(stratum, false, "", stratum.posts(), taken[h]));
      } else {
        cells.add(cell(stratum, true, "gold", stratum.gold(), gold));
        cells.add(
            cell(stratum, false, "no-gold", stratum.posts() - stratum.gold(), taken[h] - gold));
      }
    }
    return cells;
  }

  private static Row cell(Stratum stratum, boolean hasGold, String half, long posts, long drawn) {
    String separator = stratum.name().isEmpty() || half.isEmpty() ? "" : "|";
    String name = stratum.name() + separator + half;
    return RowFactory.create(stratum.name(), hasGold, name.isEmpty() ? WHOLE : name, posts, drawn);
  }

  private List<Stratum> counted(String purpose, Dataset<Row> counts, Strata strata) {
    Optional<Pilot> known = pilot.flatMap(p -> p.strata(context.task(), strata::of));
    note(purpose, known.isPresent());
    double prompt = promptBytes(context.spec());
    return counts
        .groupBy("stratum")
        .agg(
            sum("posts"),
            sum(when(col("has_gold"), col("posts")).otherwise(0L)),
            sum("bytes").divide(sum("posts")))
        .orderBy("stratum")
        .collectAsList()
        .stream()
        .map(
            row ->
                new Stratum(
                    row.getString(0),
                    row.getLong(1),
                    row.getLong(2),
                    known.map(p -> p.deviation(row.getString(0))).orElse(1.0),
                    Math.max(1, prompt + row.getDouble(3))))
        .toList();
  }

  private void note(String purpose, boolean known) {
    if (sample.allocation() == Task.Sample.Allocation.PROPORTIONAL) {
      return;
    }
    String from = known ? pilot.map(SamplePilot::ds).orElse("") : "none";
    context.note("pilot." + purpose, from);
    context
        .host()
        .screen()
        .line(
            known
                ? "          %s: strata vary as on %s".formatted(purpose, from)
                : "          %s: no earlier day has LLM labels by these strata, so all are taken to vary alike"
                    .formatted(purpose));
  }

  /** Of each cell the posts with the smallest random numbers, as many as are to be drawn. */
  private static Dataset<Row> smallest(Dataset<Row> posts, String purpose) {
    // Uniform numbers: that fewer than wanted lie below this bound is less likely than 1e-20. It
    // spares sorting the others.
    var bound =
        col("drawn").plus(sqrt(col("drawn")).multiply(10)).plus(100).divide(col("stratum_size"));
    return posts
        .filter(col("random_number").leq(bound))
        .withColumn(
            "rank",
            row_number().over(Window.partitionBy("cell").orderBy("random_number", "post_id")))
        .filter(col("rank").leq(col("drawn")))
        .withColumn("purpose", lit(purpose))
        .withColumn("inclusion_probability", col("drawn").divide(col("stratum_size")))
        .drop("stratum")
        .withColumnRenamed("cell", "stratum")
        .selectExpr(Table.SAMPLE.schema().fieldNames());
  }
}
