package io.assay.job;

import io.assay.embed.EmbedderKind;
import io.assay.embed.EmbedderSpec;
import io.assay.embed.ModelFiles;
import io.assay.embed.TextEmbedder;
import io.assay.io.Store;
import io.assay.labeler.PostColumns;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Adds the vectors of embedders to posts, a column each, see {@link PostColumns#vector}. */
final class Vectors {
  private final JobContext context;
  private final List<EmbedderSpec> specs;

  /**
   * Vectors of some embedders.
   *
   * @param embedders by name
   */
  Vectors(JobContext context, Collection<String> embedders) {
    this.context = context;
    this.specs = embedders.stream().map(name -> Embed.spec(context.spec(), name)).toList();
  }

  /** Those of transformers, which step embed has put into the store. */
  Dataset<Row> stored(Dataset<Row> posts) {
    Store store = new Store(context.session(), context.run().files(), context.spec().lake());
    Dataset<Row> joined = posts;
    for (EmbedderSpec spec : ofKind(EmbedderKind.TRANSFORMER)) {
      Dataset<Row> vectors =
          store
              .embeddings(spec.id())
              .dropDuplicates("text_hash")
              .withColumnRenamed("vector", PostColumns.vector(spec.name()));
      joined = joined.join(vectors, "text_hash");
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
