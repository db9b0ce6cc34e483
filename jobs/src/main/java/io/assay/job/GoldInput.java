package io.assay.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.trim;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.NearestName;
import io.assay.io.InputFiles;
import io.assay.io.Records;
import io.assay.post.HashtagKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Labels by people, checked: gold with an error in it stops the run before anything rests on it.
 */
final class GoldInput {
  static final String HASHTAG_SOURCE = "hashtag:";

  private static final int SHOWN = 20;
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
   * @throws AssayException {@link ExitCode#USAGE} with the first problems
   */
  Dataset<Row> read(InputFiles files) {
    return checked(records(files));
  }

  /** The same without the records whose label is still to be filled in. */
  Dataset<Row> readAnswered(InputFiles files) {
    Column open = coalesce(trim(col("label")).equalTo(""), lit(true)).and(col("reason").isNull());
    return checked(records(files).filter(not(open)));
  }

  private Dataset<Row> records(InputFiles files) {
    var names = Ingest.names(spec, COLUMNS);
    names.put("given_source", List.of(spec.columns().getOrDefault("source", "source")));
    Dataset<Row> records = new Records(session, files, COLUMNS, names).read();
    for (String optional : List.of("annotator", "given_source", "split")) {
      records = records.withColumn(optional, nullif(trim(col(optional)), lit("")));
    }
    return records;
  }

  private Dataset<Row> checked(Dataset<Row> records) {
    List<String> problems = problems(records);
    if (!problems.isEmpty()) {
      throw new AssayException(
          ExitCode.USAGE, "gold cannot be used:\n  " + String.join("\n  ", problems));
    }
    return records.dropDuplicates("post_id", "annotator", "label");
  }

  /** The keys of the hashtags that a post's label came from. */
  static Set<String> hashtags(List<String> always, @Nullable String source) {
    List<String> tags = new ArrayList<>(always);
    if (source != null && source.startsWith(HASHTAG_SOURCE)) {
      tags.add(source.substring(HASHTAG_SOURCE.length()));
    }
    return tags.stream().map(HashtagKey::of).collect(Collectors.toSet());
  }

  private List<String> problems(Dataset<Row> records) {
    List<String> labels = spec.task().labelNames();
    Dataset<Row> wrong =
        records
            .filter(
                col("reason")
                    .isNotNull()
                    .or(col("post_id").isNull())
                    .or(col("label").isNull())
                    .or(not(col("label").isin(labels.toArray())))
                    .or(col("split").isNotNull().and(not(lower(trim(col("split"))).isin(SPLITS)))))
            .orderBy("source", "position");
    List<String> problems = new ArrayList<>();
    wrong.limit(SHOWN).collectAsList().forEach(row -> problems.add(problem(row, labels)));
    Dataset<Row> torn =
        records
            .groupBy("post_id", "annotator")
            .agg(count_distinct(col("label")).as("labels"))
            .filter(col("labels").gt(lit(1)))
            .orderBy("post_id");
    for (Row row : torn.limit(SHOWN).collectAsList()) {
      problems.add(
          "post %s has two labels of one annotator; keep one, or name the annotators in a column annotator"
              .formatted(row.<String>getAs("post_id")));
    }
    return problems;
  }

  private static String problem(Row row, List<String> labels) {
    String place = "%s, byte %d: ".formatted(row.getAs("source"), row.<Long>getAs("position"));
    String reason = row.getAs("reason");
    if (reason != null) {
      return place + reason + ", " + row.getAs("detail");
    }
    String id = row.getAs("post_id");
    String label = row.getAs("label");
    if (id == null || label == null) {
      return place + "a gold record needs id and label";
    }
    if (!labels.contains(label)) {
      return place
          + "post %s: '%s' is not a label of the task%s".formatted(id, label, hint(label, labels));
    }
    return place
        + "post %s: split '%s' is none of train, val, test"
            .formatted(id, row.<String>getAs("split"));
  }

  private static String hint(String label, List<String> labels) {
    return NearestName.of(label, labels).map(near -> "; did you mean '" + near + "'?").orElse("");
  }
}
