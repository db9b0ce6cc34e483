package io.assay.labeler;

import io.assay.config.LabelerSettings;
import io.assay.config.LabelerSpec;
import io.assay.config.Task;
import io.assay.embed.StaticVectors;
import io.assay.io.LakeFiles;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a labeler works with when it labels.
 *
 * @param folder where it kept what it learned
 * @param given labels that were there before: {@code post_id, labeler, status, label, confidence}
 * @param vectors by which it may make a post's vector where it uses it, which costs less than
 *     {@link PostColumns#VECTOR}; null if that is where its vectors are
 */
public record Application(
    Task task,
    LabelerSpec spec,
    Path folder,
    LakeFiles files,
    Dataset<Row> given,
    @Nullable StaticVectors vectors) {

  /**
   * The labeler's settings.
   *
   * @throws ClassCastException if they are of another kind
   */
  public <S extends LabelerSettings> S settings(Class<S> type) {
    return type.cast(spec.settings());
  }
}
