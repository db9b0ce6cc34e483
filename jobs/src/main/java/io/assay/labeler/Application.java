package io.assay.labeler;

import io.assay.config.LabelerSettings;
import io.assay.config.LabelerSpec;
import io.assay.config.Task;
import io.assay.io.LakeFiles;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a labeler works with when it labels.
 *
 * @param folder where it kept what it learned
 * @param given labels that were there before: {@code post_id, labeler, status, label, confidence}
 */
public record Application(
    Task task, LabelerSpec spec, Path folder, LakeFiles files, Dataset<Row> given) {

  /**
   * The labeler's settings.
   *
   * @throws ClassCastException if they are of another kind
   */
  public <S extends LabelerSettings> S settings(Class<S> type) {
    return type.cast(spec.settings());
  }
}
