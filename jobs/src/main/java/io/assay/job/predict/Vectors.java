package io.assay.job.predict;

import static org.apache.spark.sql.functions.broadcast;

import io.assay.embed.EmbedderKind;
import io.assay.embed.EmbedderSpec;
import io.assay.embed.ModelFiles;
import io.assay.embed.TextEmbedder;
import io.assay.io.Store;
import io.assay.job.run.JobContext;
import io.assay.labeler.PostColumns;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Adds the vectors of embedders to posts, a column each, see {@link PostColumns#vector}. */
final class Vectors {
  private static final String HASH = "text_hash";

  private final JobContext context;
  private final List<EmbedderSpec> specs;

  /**
   * Vectors of some embedders.
   *
   * @param embedders by name
   */
  Vectors(JobContext context, Collection<String> embedders) {
    this.context = context;
    this.specs = embedders.stream().map(context.spec()::embedder).toList();
  }

  /** Those of transformers, which step embed has put into the store. */
  Dataset<Row> stored(Dataset<Row> posts) {
    return stored(posts, vectors -> vectors);
  }

  /** The same for few posts: vectors of other texts are left where they are. */
  Dataset<Row> storedOfFew(Dataset<Row> posts) {
    return stored(
        posts,
        vectors -> vectors.join(broadcast(posts.select(HASH)), new String[] {HASH}, "left_semi"));
  }

  private Dataset<Row> stored(Dataset<Row> posts, UnaryOperator<Dataset<Row>> wanted) {
    Store store = new Store(context.session(), context.run().files(), context.spec().lake());
    Dataset<Row> joined = posts;
    for (EmbedderSpec spec : ofKind(EmbedderKind.TRANSFORMER)) {
      Dataset<Row> vectors =
          wanted
              .apply(store.embeddings(spec.id()))
              .dropDuplicates(HASH)
              .withColumnRenamed("vector", PostColumns.vector(spec.name()));
      joined = joined.join(vectors, HASH);
    }
    return joined;
  }

  /** Static ones, which cost less to compute than to read. */
  Dataset<Row> computed(Dataset<Row> posts) {
    Dataset<Row> embedded = posts;
    for (EmbedderSpec spec : ofKind(EmbedderKind.STATIC)) {
      embedded =
          TextEmbedder.of(ModelFiles.of(spec, context.host().home()))
              .setInputCol(PostColumns.TEXT)
              .setOutputCol(PostColumns.vector(spec.name()))
              .transform(embedded);
    }
    return embedded;
  }

  /** The posts without what {@link #computed} added. */
  Dataset<Row> withoutComputed(Dataset<Row> posts) {
    return posts.drop(
        ofKind(EmbedderKind.STATIC).stream()
            .map(spec -> PostColumns.vector(spec.name()))
            .toArray(String[]::new));
  }

  private List<EmbedderSpec> ofKind(EmbedderKind kind) {
    return specs.stream().filter(spec -> spec.kind() == kind).toList();
  }
}
