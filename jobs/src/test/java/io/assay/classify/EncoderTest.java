package io.assay.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.SharedSpark;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedSpark.class)
class EncoderTest {
  private static final Encoder.Vocabulary ALL = new Encoder.Vocabulary(1, 100);

  /** As quantised models have them; with it the optimiser returns the most frequent label. */
  @Test
  void aDimensionOfNothingButNoiseStopsNoTraining(SparkSession session) {
    Dataset<Row> rows = rows(session, i -> new double[] {i % 3 == 0 ? 1 : -1, 1e-9 * (i % 7), 0.5});
    Encoder encoder = Encoder.fit(rows, List.of(Block.EMBEDDING), ALL).orElseThrow();
    assertThat(encoder.dimensions()).isEqualTo(Map.of(Block.EMBEDDING, 1));

    Dataset<Row> encoded = encoder.pipeline().transform(rows);
    LogisticTrainer trainer = new LogisticTrainer();
    var model =
        (LogisticRegressionModel)
            trainer.fit(
                new TrainingData(encoded, encoded, 2, encoder.size(), 1),
                new Choice(Map.of("regularization", 0.001, "elastic_net", 0.0)));
    assertThat(model.transform(encoded).filter("prediction = target").count()).isEqualTo(60);
  }

  @Test
  void vectorsThatAreAllTheSameAreLeftOut(SparkSession session) {
    Dataset<Row> rows = rows(session, i -> new double[] {0.6, 0.8});
    assertThat(Encoder.fit(rows, List.of(Block.EMBEDDING), ALL)).isEmpty();
  }

  private static Dataset<Row> rows(SparkSession session, IntFunction<double[]> vector) {
    StructType schema =
        new StructType()
            .add(Block.EMBEDDING.column(), SQLDataTypes.VectorType(), false)
            .add(TrainingData.TARGET, DataTypes.DoubleType, false)
            .add(TrainingData.WEIGHT, DataTypes.DoubleType, false);
    List<Row> rows =
        IntStream.range(0, 60)
            .mapToObj(
                i -> RowFactory.create(Vectors.dense(vector.apply(i)), i % 3 == 0 ? 0.0 : 1.0, 1.0))
            .toList();
    return session.createDataFrame(rows, schema);
  }
}
