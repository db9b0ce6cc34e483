package io.assay.classify;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.ml.feature.ElementwiseProduct;
import org.apache.spark.ml.feature.IDF;
import org.apache.spark.ml.feature.Normalizer;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.feature.VectorSlicer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of features as one vector. Each block has length 1 (the block of lengths: on average), so
 * that none outweighs another by its size; bags count a term once a post and weigh it by tf-idf.
 * Vocabularies, frequencies and scales come from the posts that are learned from. Only stages of
 * MLlib itself, so that plain Spark loads the saved pipeline.
 *
 * @param pipeline from the blocks' columns to {@link #FEATURES}
 * @param dimensions by block; what never varies is left out, as is a bag without a term that stands
 *     in enough posts
 */
public record Encoder(PipelineModel pipeline, Map<Block, Integer> dimensions) {
  /** The column of the assembled vector. */
  public static final String FEATURES = "features";

  private static final double LEAST_DEVIATION = 1e-6;

  public Encoder {
    dimensions = Map.copyOf(dimensions);
  }

  /**
   * How large blocks may be.
   *
   * @param minPosts posts that a term of a bag must stand in
   * @param maxTerms of one block, the most frequent ones; on equal terms by the alphabet
   * @param embeddingDimensions principal components (Pearson, 1901) that are kept of the post's
   *     vector, which is not centred for that; null for the vector itself
   */
  public record Limits(int minPosts, int maxTerms, @Nullable Integer embeddingDimensions) {}

  /**
   * Learns an encoder.
   *
   * @param rows at least one, with the blocks' columns
   * @return empty if no block is left
   */
  public static Optional<Encoder> fit(Dataset<Row> rows, List<Block> blocks, Limits limits) {
    List<PipelineStage> stages = new ArrayList<>();
    Map<Block, Integer> dimensions = new TreeMap<>();
    List<String> columns = new ArrayList<>();
    for (Block block : blocks) {
      List<PipelineStage> own =
          block.isDense()
              ? dense(block, rows, limits, dimensions)
              : bag(block, rows, limits, dimensions);
      stages.addAll(own);
      if (dimensions.containsKey(block)) {
        columns.add(scaled(block));
      }
    }
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    stages.add(
        new VectorAssembler().setInputCols(columns.toArray(String[]::new)).setOutputCol(FEATURES));
    return Optional.of(new Encoder(strung(stages, rows), dimensions));
  }

  /** The encoder and a classifier as one pipeline, which is what is saved. */
  public PipelineModel with(Transformer classifier, Dataset<Row> rows) {
    return strung(List.of(pipeline, classifier), rows);
  }

  /** Features in all. */
  public int size() {
    return dimensions.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Fits what is not fitted yet; fitted stages are only strung together. */
  private static PipelineModel strung(List<? extends PipelineStage> stages, Dataset<Row> rows) {
    return new Pipeline().setStages(stages.toArray(PipelineStage[]::new)).fit(rows);
  }

  /**
   * Dimensions that hardly vary are left out: quantised models have some of 1e-8 everywhere, and an
   * optimiser that works in units of standard deviations cannot take a step along them.
   */
  private static List<PipelineStage> dense(
      Block block, Dataset<Row> rows, Limits limits, Map<Block, Integer> dimensions) {
    int[] varying = varying(block.column(), rows);
    if (varying.length == 0) {
      return List.of();
    }
    dimensions.put(block, varying.length);
    VectorSlicer sliced = new VectorSlicer().setInputCol(block.column()).setIndices(varying);
    if (block == Block.EMBEDDING) {
      Integer wanted = limits.embeddingDimensions();
      return wanted == null || wanted >= varying.length
          ? List.of(sliced.setOutputCol(scaled(block)))
          : components(block, sliced, wanted, dimensions);
    }
    double[] even = new double[varying.length];
    Arrays.fill(even, 1 / Math.sqrt(varying.length));
    return List.of(
        sliced.setOutputCol(block.column() + "_varying"),
        new StandardScaler()
            .setInputCol(block.column() + "_varying")
            .setOutputCol(block.column() + "_standard")
            .setWithMean(true),
        new ElementwiseProduct()
            .setInputCol(block.column() + "_standard")
            .setOutputCol(scaled(block))
            .setScalingVec(Vectors.dense(even)));
  }

  private static List<PipelineStage> components(
      Block block, VectorSlicer sliced, int wanted, Map<Block, Integer> dimensions) {
    dimensions.put(block, wanted);
    sliced.setOutputCol(block.column() + "_varying");
    return List.of(
        sliced,
        new PCA().setInputCol(sliced.getOutputCol()).setOutputCol(scaled(block)).setK(wanted));
  }

  private static int[] varying(String column, Dataset<Row> rows) {
    double[] deviations =
        rows.select(Summarizer.std(col(column))).first().<Vector>getAs(0).toArray();
    return IntStream.range(0, deviations.length)
        .filter(dimension -> deviations[dimension] > LEAST_DEVIATION)
        .toArray();
  }

  private static List<PipelineStage> bag(
      Block block, Dataset<Row> rows, Limits limits, Map<Block, Integer> dimensions) {
    String column = block.column();
    String[] terms = terms(rows, column, limits);
    if (terms.length == 0) {
      return List.of();
    }
    dimensions.put(block, terms.length);
    CountVectorizerModel counts =
        new CountVectorizerModel(terms)
            .setInputCol(column)
            .setOutputCol(column + "_counts")
            .setBinary(true);
    return List.of(
        counts,
        new IDF().setInputCol(column + "_counts").setOutputCol(column + "_idf"),
        new Normalizer().setInputCol(column + "_idf").setOutputCol(scaled(block)));
  }

  /** Not CountVectorizer's own: among equally frequent terms it takes those that come first. */
  private static String[] terms(Dataset<Row> rows, String column, Limits limits) {
    return rows
        .select(explode(array_distinct(col(column))).as("term"))
        .groupBy("term")
        .count()
        .filter(col("count").geq(limits.minPosts()))
        .orderBy(col("count").desc(), col("term"))
        .limit(limits.maxTerms())
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toArray(String[]::new);
  }

  /** The column of a block that goes into the assembled vector. */
  static String scaled(Block block) {
    return block.column() + "_block";
  }
}
