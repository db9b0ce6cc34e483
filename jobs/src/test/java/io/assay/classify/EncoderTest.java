package io.assay.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
  private static final Encoder.Limits ALL = new Encoder.Limits(1, 100, null);

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

  /** Two directions hold all that there is, so that two components lose nothing. */
  @Test
  void principalComponentsKeepWhatVaries(SparkSession session) {
    Dataset<Row> rows =
        rows(session, i -> new double[] {i, -2 * i, i % 3, 0.5 * i + (i % 3), 7, 2 * (i % 3)});
    Encoder encoder =
        Encoder.fit(rows, List.of(Block.EMBEDDING), new Encoder.Limits(1, 100, 2)).orElseThrow();
    assertThat(encoder.dimensions()).isEqualTo(Map.of(Block.EMBEDDING, 2));
    List<Row> encoded = encoder.pipeline().transform(rows).collectAsList();
    for (Row a : encoded.subList(0, 10)) {
      for (Row b : encoded.subList(10, 20)) {
        assertThat(distance(a, b, Encoder.FEATURES))
            .isCloseTo(distance(a, b, Block.EMBEDDING.column()), within(1e-6));
      }
    }
  }

  private static double distance(Row a, Row b, String column) {
    return Vectors.sqdist(a.getAs(column), b.getAs(column));
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
