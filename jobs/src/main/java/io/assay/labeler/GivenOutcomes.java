package io.assay.labeler;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.assay.label.Status;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Labels that exist before step {@code predict}: answers of an LLM, and labels made elsewhere. */
final class GivenOutcomes {
  private GivenOutcomes() {}

  /** Adds the given label of a post as its outcome; posts without one have none. */
  static Dataset<Row> join(Dataset<Row> posts, String column, Application application) {
    Column status = col("status");
    Column decided =
        when(status.isin(Status.LABELLED.key(), Status.ABSTAINED.key()), status)
            .otherwise(Status.FAILED.key());
    Column evidence = when(decided.equalTo(Status.FAILED.key()), status);
    Dataset<Row> given =
        application
            .given()
            .filter(col("labeler").equalTo(lit(application.spec().name())))
            .select(
                col(PostColumns.ID),
                struct(
                        decided.as("status"),
                        col("label"),
                        col("confidence"),
                        evidence.cast(DataTypes.StringType).as("evidence"))
                    .as(column));
    return posts.join(given, new String[] {PostColumns.ID}, "left");
  }
}
