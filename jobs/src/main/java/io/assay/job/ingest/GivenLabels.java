package io.assay.job.ingest;

import static org.apache.spark.sql.functions.lit;

import io.assay.config.LabelerSpec;
import io.assay.io.Imports;
import io.assay.io.Imports.Use;
import io.assay.io.LakeFiles;
import io.assay.io.Table;
import io.assay.job.run.JobContext;
import io.assay.job.run.RunSpec;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Labels that no labeler has to make: the LLMs' answers and what was imported. */
public final class GivenLabels {
  /** The name that all imported labels by people have, and posts that people looked at. */
  public static final String PEOPLE = "people";

  private static final String[] COLUMNS = {"post_id", "labeler", "status", "label", "confidence"};

  private GivenLabels() {}

  /** {@code post_id, labeler, status, label?, confidence?} of all labelers that have such. */
  public static Dataset<Row> of(JobContext context) {
    Dataset<Row> all = context.tables().read(Table.LLM_LABELS).selectExpr(COLUMNS);
    for (LabelerSpec spec : context.task().labelers()) {
      if (spec.isImported() && !spec.isLlm()) {
        all = all.union(rows(context, spec).selectExpr(COLUMNS));
      }
    }
    return all;
  }

  /** What was imported for a labeler, as rows of its own. */
  public static Dataset<Row> rows(JobContext context, LabelerSpec spec) {
    return imports(context.spec())
        .read(context.session(), use(spec), spec.name())
        .withColumn("labeler", lit(spec.name()));
  }

  /** Whether anything was imported for a labeler. */
  public static boolean hasAny(RunSpec run, LabelerSpec spec) {
    return imports(run).names(use(spec)).contains(spec.name());
  }

  /** Imported labels by people. */
  public static Dataset<Row> people(SparkSession session, RunSpec run) {
    return imports(run).read(session, Use.GOLD, PEOPLE);
  }

  /** Posts that people looked at to learn from them. */
  public static Dataset<Row> inspected(SparkSession session, RunSpec run) {
    return imports(run).read(session, Use.INSPECTED, PEOPLE);
  }

  /** What an imported labeler's labels are. */
  static Use use(LabelerSpec imported) {
    return imported.isLlm() ? Use.LLM : Use.PREDICTIONS;
  }

  /** The imports of a task. */
  public static Imports imports(RunSpec run) {
    return new Imports(new LakeFiles(new Configuration()), run.lake(), run.task().name());
  }
}
