package io.assay.classify;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Models of a few made posts: class 0 is the one that says lol under #fun. */
final class ToyModels {
  private static final List<Block> BLOCKS =
      List.of(Block.EMBEDDING, Block.LENGTH, Block.HASHTAGS, Block.WORDS);
  private static final Map<String, Made> MADE = new HashMap<>();
  private static final List<String> WORDS = List.of("lol", "so", "tired", "happy", "rain", "rare");

  /** The optimiser is done after a few steps. */
  private static final Map<Algorithm, Map<String, List<Double>>> STRONG =
      Map.of(
          Algorithm.LOGISTIC_REGRESSION, Map.of("regularization", List.of(0.1)),
          Algorithm.LINEAR_SVM, Map.of("regularization", List.of(0.1)));

  private ToyModels() {}

  record Made(Dataset<Row> rows, PipelineModel pipeline) {}

  static Made made(SparkSession session, Algorithm algorithm, int classes) {
    return made(session, algorithm, classes, null);
  }

  static Made made(
      SparkSession session, Algorithm algorithm, int classes, @Nullable Integer components) {
    return MADE.computeIfAbsent(
        algorithm + " " + classes + " " + components,
        key ->
            make(
                session, algorithm, classes, components, STRONG.getOrDefault(algorithm, Map.of())));
  }

  static Made make(
      SparkSession session,
      Algorithm algorithm,
      int classes,
      @Nullable Integer components,
      Map<String, List<Double>> parameters) {
    Dataset<Row> rows = rows(session, classes).coalesce(1);
    List<Block> blocks = BLOCKS.stream().filter(algorithm::takes).toList();
    Encoder encoder =
        Encoder.fit(rows, blocks, new Encoder.Limits(2, 100, components)).orElseThrow();
    Dataset<Row> encoded = encoder.pipeline().transform(rows).cache();
    var model =
        algorithm
            .trainer()
            .fit(
                new TrainingData(encoded, encoded, classes, encoder.size(), 1),
                algorithm.space(parameters).usual());
    return new Made(rows, encoder.with(model, rows));
  }

  static LinearScorer.Post post(Row row) {
    return new LinearScorer.Post() {
      @Override
      public List<String> terms(Block bag) {
        return row.getList(row.fieldIndex(bag.column()));
      }

      @Override
      public double[] numbers(Block dense) {
        return row.<Vector>getAs(dense.column()).toArray();
      }
    };
  }

  static LinearScorer.Post post(List<String> tags, List<String> words, double number) {
    return new LinearScorer.Post() {
      @Override
      public List<String> terms(Block bag) {
        return bag == Block.HASHTAGS ? tags : words;
      }

      @Override
      public double[] numbers(Block dense) {
        double[] numbers = new double[3];
        Arrays.fill(numbers, number);
        return numbers;
      }
    };
  }

  private static Dataset<Row> rows(SparkSession session, int classes) {
    StructType schema =
        new StructType()
            .add(Block.EMBEDDING.column(), SQLDataTypes.VectorType(), false)
            .add(Block.LENGTH.column(), SQLDataTypes.VectorType(), false)
            .add(Block.HASHTAGS.column(), DataTypes.createArrayType(DataTypes.StringType), false)
            .add(Block.WORDS.column(), DataTypes.createArrayType(DataTypes.StringType), false)
            .add(TrainingData.TARGET, DataTypes.DoubleType, false)
            .add(TrainingData.WEIGHT, DataTypes.DoubleType, false);
    Random random = new Random(3);
    List<Row> rows = IntStream.range(0, 80).mapToObj(i -> row(i % classes, random)).toList();
    return session.createDataFrame(rows, schema);
  }

  private static Row row(int target, Random random) {
    String[] words =
        random.ints(random.nextInt(5), 1, WORDS.size()).mapToObj(WORDS::get).toArray(String[]::new);
    if (target == 0) {
      words = Arrays.copyOf(words, words.length + 1);
      words[words.length - 1] = WORDS.get(0);
    }
    return RowFactory.create(
        Vectors.dense(random.nextGaussian() / 5, random.nextGaussian() / 5, 0.5),
        Vectors.dense(random.nextInt(100), random.nextDouble(), random.nextInt(9)),
        target == 0 ? new String[] {"fun"} : new String[] {"other"},
        words,
        (double) target,
        1.0);
  }
}
