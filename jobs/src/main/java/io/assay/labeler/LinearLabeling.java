package io.assay.labeler;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.assay.classify.Block;
import io.assay.classify.LinearScorer;
import io.assay.embed.StaticVectors;
import io.assay.label.Outcome;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF3;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Labels by a linear classifier in one function of the post.
 *
 * @param vectors by which it makes the post's vector itself; null if that is in a column, or not
 *     needed
 */
record LinearLabeling(
    LinearScorer scorer,
    ClassifierSettings settings,
    ClassifierDecoder decoder,
    @Nullable StaticVectors vectors)
    implements Serializable {
  /** Adds the outcome of every post. */
  Dataset<Row> label(Dataset<Row> posts, String column) {
    Broadcast<LinearLabeling> shared =
        JavaSparkContext.fromSparkContext(posts.sparkSession().sparkContext()).broadcast(this);
    return posts.withColumn(column, outcome(shared));
  }

  private Column outcome(Broadcast<LinearLabeling> shared) {
    Column text = col(PostColumns.TEXT);
    // Hashtags that nobody reads need not be found.
    Column tags =
        settings.features().contains(Block.HASHTAGS)
            ? col(PostColumns.TAGS)
            : array().cast("array<string>");
    if (settings.needsEmbedding() && vectors == null) {
      UDF3<String, Seq<String>, Seq<Float>, Row> label =
          (post, hashtags, vector) -> shared.value().row(post, hashtags, Outcomes.floats(vector));
      return udf(label, Outcomes.TYPE).apply(text, tags, col(PostColumns.VECTOR));
    }
    UDF2<String, Seq<String>, Row> label =
        (post, hashtags) -> shared.value().row(post, hashtags, shared.value().vector(post));
    return udf(label, Outcomes.TYPE).apply(text, tags);
  }

  private float[] vector(String text) {
    return vectors == null ? new float[0] : vectors.of(text);
  }

  private Row row(String text, Seq<String> tags, float[] vector) {
    return Outcomes.row(outcome(text, CollectionConverters.asJava(tags), vector));
  }

  private Outcome outcome(String text, List<String> tags, float[] vector) {
    LinearScorer.Post post = ClassifierInput.of(settings, text, tags, vector);
    LinearScorer.Scores scores = scorer.score(post);
    return decoder.outcome(
        scores.isFinite(),
        scores.isKnown(),
        scores.values(),
        best ->
            settings.explain() ? Evidence.of(scorer.heaviest(post, best, Evidence.MOST)) : null);
  }
}
