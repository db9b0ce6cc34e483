package io.assay.labeler;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.assay.config.Default;
import io.assay.config.LabelerSettings;
import io.assay.config.Within;
import io.assay.io.ModelTable;
import io.assay.label.NearestPosts;
import io.assay.post.TextKey;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import scala.collection.Seq;

/** The labelled posts nearest to a post vote, by exact search; abstains where none is near. */
final class KnnLabeler implements Labeler {
  private static final String POSTS = "posts";

  /**
   * Keys of the task file.
   *
   * @param k neighbours that vote; default 15
   * @param minSimilarity cosine that a neighbour needs, -1 to 1; default 0.2
   */
  record Settings(
      @Default("15") @Within(min = 1, max = 10_000) int k,
      @Default("0.2") @Within(min = -1, max = 1) double minSimilarity)
      implements LabelerSettings {
    @Override
    public boolean needsEmbedding() {
      return true;
    }
  }

  @Override
  public String kind() {
    return "knn";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public String sentence() {
    return "labels by the votes of the labelled posts that are most similar";
  }

  @Override
  public boolean learns() {
    return true;
  }

  @Override
  public void learn(Lesson lesson) throws NotTrained {
    if (lesson.train().isEmpty()) {
      throw new NotTrained("part train has no post with gold to search");
    }
    ModelTable.write(
        lesson
            .train()
            .select(PostColumns.ID, PostColumns.TEXT, PostColumns.GOLD, PostColumns.VECTOR),
        new Path(lesson.folder(), POSTS));
  }

  @Override
  public Dataset<Row> label(Dataset<Row> posts, String column, Application application) {
    Broadcast<NearestPosts> search =
        JavaSparkContext.fromSparkContext(posts.sparkSession().sparkContext())
            .broadcast(search(posts, application));
    UDF3<String, String, Seq<Float>, Row> label =
        (id, text, vector) ->
            Outcomes.row(
                search.value().label(id, TextKey.nearDuplicateKey(text), Outcomes.floats(vector)));
    return posts.withColumn(
        column,
        udf(label, Outcomes.TYPE)
            .apply(col(PostColumns.ID), col(PostColumns.TEXT), col(PostColumns.VECTOR)));
  }

  private static NearestPosts search(Dataset<Row> posts, Application application) {
    Settings settings = application.settings(Settings.class);
    List<String> labels = application.task().labelNames();
    List<Row> rows =
        ModelTable.read(posts.sparkSession(), new Path(application.folder(), POSTS))
            .orderBy(PostColumns.ID)
            .collectAsList();
    float[][] vectors =
        rows.stream()
            .map(row -> Outcomes.floats(row.<Seq<Float>>getAs(PostColumns.VECTOR)))
            .toArray(float[][]::new);
    List<NearestPosts.Post> labelled = rows.stream().map(row -> post(row, labels)).toList();
    return new NearestPosts(labels, labelled, vectors, settings.k(), settings.minSimilarity());
  }

  private static NearestPosts.Post post(Row row, List<String> labels) {
    return new NearestPosts.Post(
        row.getAs(PostColumns.ID),
        TextKey.nearDuplicateKey(row.getAs(PostColumns.TEXT)),
        labels.indexOf(row.<String>getAs(PostColumns.GOLD)));
  }
}
