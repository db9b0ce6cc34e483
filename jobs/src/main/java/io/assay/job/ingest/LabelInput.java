package io.assay.job.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.assay.config.NearestName;
import io.assay.io.input.InputFiles;
import io.assay.io.input.Records;
import io.assay.job.run.RunSpec;
import io.assay.label.Status;
import io.assay.llm.answer.LlmStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Labels that tools gave, from files, and what is wrong with them, record by record. */
final class LabelInput {
  private static final List<String> NUMBERS =
      List.of("confidence", "input_tokens", "output_tokens", "usd");
  private static final List<String> COLUMNS =
      List.of("post_id", "label", "status", "confidence", "input_tokens", "output_tokens", "usd");
  private static final double MOST_TOKENS = Integer.MAX_VALUE;

  private final SparkSession session;
  private final RunSpec spec;
  private final List<String> statuses;
  private final Column labeler;

  /**
   * Prepares to read.
   *
   * @param llm whether the statuses are those of an LLM's answers
   * @param labeler whose labels they are; null where each file has its labeler's name
   */
  LabelInput(SparkSession session, RunSpec spec, boolean llm, @Nullable String labeler) {
    this.session = session;
    this.spec = spec;
    this.statuses =
        llm
            ? Arrays.stream(LlmStatus.values()).map(LlmStatus::key).toList()
            : Arrays.stream(Status.values()).map(Status::key).toList();
    this.labeler =
        labeler == null
            ? udf((UDF1<String, String>) InputFiles::title, DataTypes.StringType).apply(col("file"))
            : lit(labeler);
  }

  /**
   * All records as they are: the columns of {@link io.assay.io.Imports.Use#PREDICTIONS} as text,
   * and with them {@code labeler} and the place of each record.
   */
  Dataset<Row> records(InputFiles files) {
    Dataset<Row> records =
        new Records(session, files, COLUMNS, PostRecords.names(spec, COLUMNS))
            .read()
            .withColumnRenamed("source", "file")
            .withColumn("labeler", labeler);
    for (String column : COLUMNS) {
      records = records.withColumn(column, nullif(trim(col(column)), lit("")));
    }
    Column silent =
        when(col("label").isNull(), Status.ABSTAINED.key()).otherwise(Status.LABELLED.key());
    return records.withColumn("status", coalesce(lower(col("status")), silent));
  }

  /** Notes what is wrong with the records. */
  void check(Dataset<Row> records, InputProblems problems) {
    problems.add(
        records.withColumn("problem", problem()).filter(col("problem").isNotNull()),
        this::sentence);
    problems.add(conflicts(records), LabelInput::conflict);
  }

  /**
   * One row of a labeler and post, numbers as such.
   *
   * @param usdPer1000 price of 1,000 labels where a record has none, null if unknown
   */
  static Dataset<Row> labels(Dataset<Row> checked, @Nullable BigDecimal usdPer1000) {
    Column price = usdPer1000 == null ? lit(null) : lit(usdPer1000.movePointLeft(3).doubleValue());
    Dataset<Row> labels = checked.dropDuplicates("labeler", "post_id");
    for (String number : NUMBERS) {
      labels = labels.withColumn(number, number(number));
    }
    return labels.withColumn("usd", coalesce(col("usd"), price.cast("double")));
  }

  /** Posts of which a labeler says several things at once; the place is that of the last. */
  private static Dataset<Row> conflicts(Dataset<Row> records) {
    List<Column> values = new ArrayList<>(List.of(col("label"), col("status")));
    NUMBERS.forEach(number -> values.add(number(number).as(number)));
    Column[] said = values.toArray(Column[]::new);
    return records
        .filter(col("post_id").isNotNull())
        .groupBy("labeler", "post_id")
        .agg(
            collect_set(struct(said)).as("said"),
            collect_set(coalesce(col("label"), lit("none"))).as("labels"),
            max(struct("file", "position")).as("last"))
        .filter(size(col("said")).gt(1))
        .select(
            col("post_id"),
            size(col("labels")).as("different"),
            concat_ws(", ", sort_array(col("labels"))).as("labels"),
            col("last.file").as("file"),
            col("last.position").as("position"));
  }

  private static String conflict(Row row) {
    return row.<Integer>getAs("different") > 1
        ? "post %s has several labels: %s; keep one"
            .formatted(row.<String>getAs("post_id"), row.<String>getAs("labels"))
        : "post %s stands there several times with other values; keep one"
            .formatted(row.<String>getAs("post_id"));
  }

  /** The code of what is wrong with a record, null if nothing is. */
  private Column problem() {
    Column labelled = col("status").equalTo(Status.LABELLED.key());
    Column known = col("label").isin(spec.task().labelNames().toArray());
    Column problem =
        when(col("reason").isNotNull(), lit("unreadable"))
            .when(col("post_id").isNull(), lit("id"))
            .when(not(col("status").isin(statuses.toArray())), lit("status"))
            .when(labelled.and(col("label").isNull()), lit("no-label"))
            .when(labelled.and(not(known)), lit("label"))
            .when(not(labelled).and(col("label").isNotNull()), lit("needless-label"));
    for (String name : NUMBERS) {
      Column value = number(name);
      Column within = value.geq(0).and(value.leq(most(name))).and(not(value.isNaN()));
      Column good = coalesce(within, lit(false));
      problem = problem.when(col(name).isNotNull().and(not(good)), lit(name));
    }
    return problem;
  }

  private static Column number(String name) {
    return col(name).try_cast("double");
  }

  private static double most(String name) {
    return switch (name) {
      case "confidence" -> 1;
      case "usd" -> Double.MAX_VALUE;
      default -> MOST_TOKENS;
    };
  }

  private String sentence(Row row) {
    String id = row.getAs("post_id");
    String label = row.getAs("label");
    String problem = row.getAs("problem");
    return switch (problem) {
      case "unreadable" -> row.getAs("reason") + ", " + row.getAs("detail");
      case "id" -> "a record needs an id";
      case "status" ->
          "post %s: status '%s' is none of %s"
              .formatted(id, row.<String>getAs("status"), String.join(", ", statuses));
      case "no-label" -> "post %s is labelled and has no label".formatted(id);
      case "needless-label" ->
          "post %s has label '%s' and status %s; leave one empty"
              .formatted(id, label, row.<String>getAs("status"));
      case "label" ->
          "post %s: '%s' is not a label of the task%s"
              .formatted(
                  id,
                  label,
                  NearestName.of(label, spec.task().labelNames())
                      .map(near -> "; did you mean '" + near + "'?")
                      .orElse(""));
      default ->
          "post %s: %s '%s' must be a number %s"
              .formatted(
                  id,
                  problem,
                  row.<String>getAs(problem),
                  problem.equals("confidence") ? "from 0 to 1" : "of 0 or more");
    };
  }
}
