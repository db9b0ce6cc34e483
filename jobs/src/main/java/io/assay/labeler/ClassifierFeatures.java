package io.assay.labeler;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.assay.labeler.Labeler.NotTrained;
import io.assay.post.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.CountVectorizer;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.ml.feature.IDF;
import org.apache.spark.ml.feature.Normalizer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Posts as one feature vector: blocks of length 1, so that no block outweighs another by its size.
 * Vocabularies and document frequencies come from the posts that are learned from. Only stages of
 * MLlib itself, so that plain Spark loads the saved pipeline.
 */
final class ClassifierFeatures {
  /** The column of the assembled vector. */
  static final String COLUMN = "features";

  private static final double LEAST_POSTS = 2;

  /** A block of features. */
  enum Feature {
    EMBEDDING,
    HASHTAGS,
    WORDS
  }

  private final List<Feature> features;

  ClassifierFeatures(List<Feature> features) {
    this.features = features;
  }

  /** Adds the columns that the pipeline reads. */
  Dataset<Row> prepare(Dataset<Row> posts) {
    Dataset<Row> prepared = posts;
    if (features.contains(Feature.EMBEDDING)) {
      prepared =
          prepared.withColumn("embedding", functions.array_to_vector(col(PostColumns.VECTOR)));
    }
    if (features.contains(Feature.WORDS)) {
      UDF1<String, String[]> words = text -> Words.of(text).toArray(String[]::new);
      var type = DataTypes.createArrayType(DataTypes.StringType, false);
      prepared = prepared.withColumn("words", udf(words, type).apply(col(PostColumns.TEXT)));
    }
    return prepared;
  }

  /**
   * Learns vocabularies and frequencies. A bag without a word that stands in enough posts is left
   * out.
   *
   * @throws NotTrained if no block is left
   */
  PipelineModel fit(Dataset<Row> posts) throws NotTrained {
    Dataset<Row> prepared = prepare(posts);
    List<PipelineStage> stages = new ArrayList<>();
    List<String> blocks = new ArrayList<>();
    for (Feature feature : features) {
      switch (feature) {
        case EMBEDDING -> blocks.add("embedding");
        case HASHTAGS -> bag(PostColumns.TAGS, prepared, stages).ifPresent(blocks::add);
        case WORDS -> bag("words", prepared, stages).ifPresent(blocks::add);
      }
    }
    if (blocks.isEmpty()) {
      throw new NotTrained("no hashtag or word stands in two posts of part train");
    }
    stages.add(
        new VectorAssembler().setInputCols(blocks.toArray(String[]::new)).setOutputCol(COLUMN));
    return new Pipeline().setStages(stages.toArray(PipelineStage[]::new)).fit(prepared);
  }

  /** The encoder and a classifier as one pipeline, which is what is saved. */
  static PipelineModel join(PipelineModel encoder, Transformer classifier, Dataset<Row> posts) {
    // Fitting fitted stages learns nothing: it only strings them together.
    return new Pipeline().setStages(new PipelineStage[] {encoder, classifier}).fit(posts);
  }

  /** Columns that a saved pipeline leaves behind. */
  static String[] columns() {
    return new String[] {
      "embedding",
      "words",
      COLUMN,
      "tags_counts",
      "tags_idf",
      "tags_block",
      "words_counts",
      "words_idf",
      "words_block"
    };
  }

  private static Optional<String> bag(
      String column, Dataset<Row> posts, List<PipelineStage> stages) {
    CountVectorizerModel counts =
        new CountVectorizer()
            .setInputCol(column)
            .setOutputCol(column + "_counts")
            .setMinDF(LEAST_POSTS)
            .setBinary(true)
            .fit(posts);
    if (counts.vocabulary().length == 0) {
      return Optional.empty();
    }
    stages.add(counts);
    stages.add(new IDF().setInputCol(column + "_counts").setOutputCol(column + "_idf"));
    stages.add(new Normalizer().setInputCol(column + "_idf").setOutputCol(column + "_block"));
    return Optional.of(column + "_block");
  }
}
