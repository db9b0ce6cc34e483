package io.assay.job;

import io.assay.config.LabelerSpec;
import io.assay.io.Imports;
import io.assay.io.Imports.Use;
import io.assay.io.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Labels that no labeler has to make: the LLMs' answers and what was imported. */
final class GivenLabels {
  private static final String[] COLUMNS = {"post_id", "labeler", "status", "label", "confidence"};

  private GivenLabels() {}

  /** {@code post_id, labeler, status, label?, confidence?} of all labelers that have such. */
  static Dataset<Row> of(JobContext context) {
    Dataset<Row> all = selected(context.tables().read(Table.LLM_LABELS));
    for (LabelerSpec spec : context.task().labelers()) {
      if (spec.isImported() && !spec.isLlm()) {
        all = all.union(selected(rows(context, Use.PREDICTIONS, spec)));
      }
    }
    return all;
  }

  /** What was imported for a labeler, as rows of its own. */
  static Dataset<Row> rows(JobContext context, Use use, LabelerSpec spec) {
    return imports(context.spec())
        .read(context.session(), use, spec.name())
        .withColumn("labeler", functions.lit(spec.name()));
  }

  /** The imports of a task. */
  static Imports imports(RunSpec spec) {
    return new Imports(
        new io.assay.io.LakeFiles(new org.apache.hadoop.conf.Configuration()),
        spec.lake(),
        spec.task().name());
  }

  private static Dataset<Row> selected(Dataset<Row> rows) {
    return rows.selectExpr(COLUMNS);
  }
}
