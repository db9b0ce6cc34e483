package io.assay.job.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.udf;

import io.assay.io.Table;
import io.assay.job.run.JobContext;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/** One label a post out of one or several annotators'. */
public final class Gold {
  private Gold() {}

  /** {@code post_id, label}: what most annotators say; on equal terms the task's earlier label. */
  public static Dataset<Row> resolved(JobContext context) {
    List<String> labels = context.task().labelNames();
    UserDefinedFunction order = udf((UDF1<String, Integer>) labels::indexOf, DataTypes.IntegerType);
    return context
        .tables()
        .read(Table.GOLD)
        .groupBy("post_id", "label")
        .agg(count(lit(1)).as("votes"))
        .withColumn(
            "place",
            row_number()
                .over(
                    Window.partitionBy("post_id")
                        .orderBy(col("votes").desc(), order.apply(col("label")))))
        .filter(col("place").equalTo(1))
        .select("post_id", "label");
  }
}
