package io.assay.labeler;

import io.assay.config.LabelerSpec;
import io.assay.config.Task;
import io.assay.io.LakeFiles;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a labeler learns from and where it keeps what it learned.
 *
 * @param train posts of part train with {@link PostColumns#GOLD}, sorted by id in a number of
 *     partitions that depends on nothing but their number
 * @param tune posts of part tune, to choose parameters with
 * @param folder of this labeler's model
 */
public record Lesson(
    Task task,
    LabelerSpec spec,
    Dataset<Row> train,
    Dataset<Row> tune,
    Path folder,
    LakeFiles files) {}
