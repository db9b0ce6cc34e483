package io.assay.classify;

import static org.apache.spark.sql.functions.col;

import io.assay.stats.ConfusionTable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How well a model labels some posts.
 *
 * @param posts scored
 * @param accuracy 0 to 1, 0 without posts
 * @param macroF1 mean F1 of the classes with posts or predictions, 0 without posts
 */
public record Quality(long posts, double accuracy, double macroF1) {

  /** The quality of predictions, with the columns {@code prediction} and the target. */
  static Quality of(Dataset<Row> predicted, int classes) {
    long[][] counts = new long[classes][classes];
    for (Row row :
        predicted
            .groupBy(col(TrainingData.TARGET).cast("int"), col("prediction").cast("int"))
            .count()
            .collectAsList()) {
      counts[row.getInt(0)][row.getInt(1)] = row.getLong(2);
    }
    List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    ConfusionTable table = ConfusionTable.of(names, counts);
    return table.n() == 0
        ? new Quality(0, 0, 0)
        : new Quality(table.n(), table.accuracy(), table.macroF1());
  }
}
