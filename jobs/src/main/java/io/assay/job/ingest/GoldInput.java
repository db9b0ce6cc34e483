package io.assay.job.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trim;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.NearestName;
import io.assay.io.input.InputFiles;
import io.assay.io.input.Records;
import io.assay.job.run.RunSpec;
import io.assay.post.HashtagKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.jspecify.annotations.Nullable;

/**
 * Labels by people, checked: gold with an error in it stops the run before anything rests on it.
 */
final class GoldInput {
  static final String HASHTAG_SOURCE = "hashtag:";

  private static final Object[] SPLITS = {
    "train", "val", "validation", "dev", "tune", "calibrate", "test"
  };
  private static final List<String> COLUMNS =
      List.of("post_id", "label", "annotator", "given_source", "split");

  private final SparkSession session;
  private final RunSpec spec;

  GoldInput(SparkSession session, RunSpec spec) {
    this.session = session;
    this.spec = spec;
  }

  /**
   * Columns {@code post_id, label, annotator?, given_source?, split?} and the place of each record.
   *
   * @throws AssayException {@link ExitCode#USAGE} with what is wrong
   */
  Dataset<Row> read(InputFiles files) {
    Dataset<Row> records = records(files);
    InputProblems problems = new InputProblems();
    check(records, problems);
    problems.throwIfAny("gold cannot be used");
    return distinct(records);
  }

  /** All records as they are, with their places. */
  Dataset<Row> records(InputFiles files) {
    var names = PostRecords.names(spec, COLUMNS);
    names.put("given_source", List.of(spec.columns().getOrDefault("source", "source")));
    Dataset<Row> records = new Records(session, files, COLUMNS, names).read();
    for (String text : List.of("label", "annotator", "given_source", "split")) {
      records = records.withColumn(text, nullif(trim(col(text)), lit("")));
    }
    return records;
  }

  /** Whether a record is whole but for its label, which somebody has still to fill in. */
  static Column isOpen() {
    return col("label").isNull().and(col("post_id").isNotNull()).and(col("reason").isNull());
  }

  /** Notes what is wrong with the records. */
  void check(Dataset<Row> records, InputProblems problems) {
    List<String> labels = spec.task().labelNames();
    Dataset<Row> placed = records.withColumn("file", col("source"));
    problems.add(
        placed.filter(
            col("reason")
                .isNotNull()
                .or(col("post_id").isNull())
                .or(col("label").isNull())
                .or(not(col("label").isin(labels.toArray())))
                .or(col("split").isNotNull().and(not(lower(col("split")).isin(SPLITS))))),
        row -> problem(row, labels));
    problems.add(conflicts(placed), GoldInput::conflict);
  }

  /** The first record of an annotator and post. */
  static Dataset<Row> distinct(Dataset<Row> checked) {
    Column nth =
        row_number().over(Window.partitionBy("post_id", "annotator").orderBy("source", "position"));
    return checked.withColumn("nth", nth).filter(col("nth").equalTo(1)).drop("nth");
  }

  /** Annotators that say several things of a post; the place is that of the last. */
  private static Dataset<Row> conflicts(Dataset<Row> placed) {
    return placed
        .filter(col("post_id").isNotNull())
        .groupBy("post_id", "annotator")
        .agg(count_distinct(col("label")).as("labels"), max(struct("file", "position")).as("last"))
        .filter(col("labels").gt(1))
        .select("post_id", "last.file", "last.position");
  }

  private static String conflict(Row row) {
    return "post %s has two labels of one annotator; keep one, or name the annotators in a column annotator"
        .formatted(row.<String>getAs("post_id"));
  }

  /** The keys of the hashtags that a post's label came from. */
  static Set<String> hashtags(List<String> always, @Nullable String source) {
    List<String> tags = new ArrayList<>(always);
    if (source != null && source.startsWith(HASHTAG_SOURCE)) {
      tags.add(source.substring(HASHTAG_SOURCE.length()));
    }
    return tags.stream().map(HashtagKey::of).collect(Collectors.toSet());
  }

  private static String problem(Row row, List<String> labels) {
    String reason = row.getAs("reason");
    if (reason != null) {
      return reason + ", " + row.getAs("detail");
    }
    String id = row.getAs("post_id");
    String label = row.getAs("label");
    if (id == null || label == null) {
      return "a gold record needs id and label";
    }
    if (!labels.contains(label)) {
      return "post %s: '%s' is not a label of the task%s".formatted(id, label, hint(label, labels));
    }
    return "post %s: split '%s' is none of train, val, test"
        .formatted(id, row.<String>getAs("split"));
  }

  private static String hint(String label, List<String> labels) {
    return NearestName.of(label, labels).map(near -> "; did you mean '" + near + "'?").orElse("");
  }
}
