package io.assay.job.ask;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.udf;

import io.assay.io.Table;
import io.assay.job.ingest.Gold;
import io.assay.job.run.JobContext;
import io.assay.llm.prompt.Shot;
import io.assay.sample.Part;
import io.assay.sample.RandomNumber;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/** Examples for a prompt: posts of part train, label after label, drawn by random numbers. */
final class FewShots {
  /** A shot of a few letters shows nothing; a long one costs tokens in every call. */
  private static final int SHORTEST = 25;

  private static final int LONGEST = 160;

  private FewShots() {}

  /**
   * The examples.
   *
   * @param wanted how many; below 0 one a label
   */
  static List<Shot> of(JobContext context, int wanted) {
    List<String> labels = context.task().labelNames();
    int n = wanted < 0 ? labels.size() : wanted;
    var number =
        udf((UDF1<String, Double>) id -> RandomNumber.of("shots", id), DataTypes.DoubleType);
    var order = udf((UDF1<String, Integer>) labels::indexOf, DataTypes.IntegerType);
    Dataset<Row> train =
        context
            .tables()
            .read(Table.SPLITS)
            .filter(col("part").equalTo(Part.TRAIN.key()))
            .select("post_id");
    List<Row> rows =
        context
            .tables()
            .read(Table.POSTS)
            .select("post_id", "text")
            .filter(length(col("text")).between(SHORTEST, LONGEST))
            .join(train, "post_id")
            .join(Gold.resolved(context), "post_id")
            .withColumn(
                "nth",
                row_number()
                    .over(Window.partitionBy("label").orderBy(number.apply(col("post_id")))))
            .orderBy(col("nth"), order.apply(col("label")))
            .limit(n)
            .select("text", "label")
            .collectAsList();
    return rows.stream().map(row -> new Shot(row.getString(0), row.getString(1))).toList();
  }
}
