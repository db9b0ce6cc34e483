package io.assay.job;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.NearestName;
import io.assay.io.InputFiles;
import io.assay.io.Records;
import io.assay.label.Status;
import io.assay.llm.LlmStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** A labeler's labels from files, checked record by record. */
final class LabelInput {
  private static final int SHOWN = 20;
  private static final List<String> NUMBERS =
      List.of("confidence", "input_tokens", "output_tokens", "usd");
  private static final List<String> COLUMNS =
      List.of("post_id", "label", "status", "confidence", "input_tokens", "output_tokens", "usd");

  private final SparkSession session;
  private final RunSpec spec;
  private final List<String> statuses;
  private final @Nullable BigDecimal usdPer1000;

  /**
   * Prepares to read.
   *
   * @param llm whether the statuses are those of an LLM's answers
   * @param usdPer1000 price of 1,000 labels where the files have none
   */
  LabelInput(SparkSession session, RunSpec spec, boolean llm, @Nullable BigDecimal usdPer1000) {
    this.session = session;
    this.spec = spec;
    this.usdPer1000 = usdPer1000;
    this.statuses =
        llm
            ? Arrays.stream(LlmStatus.values()).map(LlmStatus::key).toList()
            : Arrays.stream(Status.values()).map(Status::key).toList();
  }

  /**
   * Columns of {@link io.assay.io.Imports.Use#PREDICTIONS}, with the columns file and position of
   * each record.
   *
   * @throws AssayException {@link ExitCode#USAGE} with the first problems and their number
   */
  Dataset<Row> read(InputFiles files) {
    Dataset<Row> records = new Records(session, files, COLUMNS, Ingest.names(spec, COLUMNS)).read();
    for (String column : COLUMNS) {
      records = records.withColumn(column, nullif(trim(col(column)), lit("")));
    }
    Column status =
        coalesce(
            lower(col("status")),
            when(col("label").isNull(), Status.ABSTAINED.key()).otherwise(Status.LABELLED.key()));
    records = records.withColumn("status", status).withColumnRenamed("source", "file");
    refuse(records);
    Column price = usdPer1000 == null ? lit(null) : lit(usdPer1000.movePointLeft(3).doubleValue());
    return records
        .dropDuplicates("post_id")
        .withColumn("usd", coalesce(col("usd").cast("double"), price.cast("double")));
  }

  private void refuse(Dataset<Row> records) {
    Dataset<Row> wrong =
        records.withColumn("problem", problem()).filter(col("problem").isNotNull());
    List<String> lines = new ArrayList<>();
    for (Row row : wrong.orderBy("file", "position").limit(SHOWN).collectAsList()) {
      lines.add(
          "%s, byte %d: %s"
              .formatted(row.getAs("file"), row.<Long>getAs("position"), sentence(row)));
    }
    Dataset<Row> torn =
        records
            .groupBy("post_id")
            .agg(
                collect_set(coalesce(col("label"), lit("none"))).as("labels"),
                count(lit(1)).as("n"),
                max("position").as("last"),
                max("file").as("file"))
            .filter(size(col("labels")).gt(1))
            .withColumn("said", array_join(sort_array(col("labels")), ", "));
    for (Row row : torn.orderBy("file", "last").limit(SHOWN).collectAsList()) {
      lines.add(
          "%s, byte %d: post %s has several labels: %s; keep one"
              .formatted(
                  row.getAs("file"),
                  row.<Long>getAs("last"),
                  row.<String>getAs("post_id"),
                  row.<String>getAs("said")));
    }
    if (!lines.isEmpty()) {
      long all = wrong.count() + torn.count();
      String more =
          all > lines.size()
              ? String.format(Locale.ROOT, "%n  and %,d more", all - lines.size())
              : "";
      throw new AssayException(
          ExitCode.USAGE, "nothing was imported:\n  " + String.join("\n  ", lines) + more);
    }
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
    for (String number : NUMBERS) {
      Column value = col(number).cast("string").try_cast("double");
      Column outside =
          value
              .isNull()
              .or(value.lt(0))
              .or(value.isNaN())
              .or(value.equalTo(Double.POSITIVE_INFINITY));
      if (number.equals("confidence")) {
        outside = outside.or(value.gt(1));
      }
      problem = problem.when(col(number).isNotNull().and(outside), lit(number));
    }
    return problem;
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
