package io.assay.labeler;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.assay.config.Default;
import io.assay.config.LabelerSettings;
import io.assay.config.Within;
import io.assay.io.ModelTable;
import io.assay.label.ExactPostSearch;
import io.assay.label.NearestPosts;
import io.assay.label.PostSearch;
import io.assay.post.TextKey;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF3;
import scala.collection.Seq;

/**
 * The labelled posts nearest to a post vote; abstains where none is near. Up to {@code exact_up_to}
 * labelled posts every one is compared; more are searched through an index.
 */
final class KnnLabeler implements Labeler {
  private static final String POSTS = "posts";
  private static final String INDEX = "index";

  /**
   * Keys of the task file.
   *
   * @param k neighbours that vote; default 15
   * @param minSimilarity cosine that a neighbour needs, -1 to 1; default 0.2
   * @param exactUpTo labelled posts above which an index is searched; default 50,000
   */
  record Settings(
      @Default("15") @Within(min = 1, max = 10_000) int k,
      @Default("0.2") @Within(min = -1, max = 1) double minSimilarity,
      @Default("50000") @Within(min = 0, max = 10_000_000) int exactUpTo)
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
    Dataset<Row> train = lesson.trainWithVectors();
    long labelled = train.count();
    if (labelled == 0) {
      throw new NotTrained("part train has no post with gold and a vector to search");
    }
    Dataset<Row> posts =
        train.select(PostColumns.ID, PostColumns.TEXT, PostColumns.GOLD, PostColumns.VECTOR);
    if (labelled > ((Settings) lesson.spec().settings()).exactUpTo()) {
      IndexedPosts.build(posts, index(lesson.folder()), lesson.files(), lesson.task().labelNames());
    } else {
      ModelTable.write(posts, new Path(lesson.folder(), POSTS));
    }
  }

  @Override
  public Dataset<Row> label(Dataset<Row> posts, String column, Application application) {
    Broadcast<NearestPosts> search =
        JavaSparkContext.fromSparkContext(posts.sparkSession().sparkContext())
            .broadcast(nearest(posts.sparkSession(), application));
    UDF3<String, String, Seq<Float>, Row> label =
        (id, text, vector) ->
            Outcomes.row(
                search.value().label(id, TextKey.nearDuplicateKey(text), Outcomes.floats(vector)));
    return posts.withColumn(
        column,
        udf(label, Outcomes.TYPE)
            .apply(col(PostColumns.ID), col(PostColumns.TEXT), col(PostColumns.VECTOR)));
  }

  private static Path index(Path folder) {
    return new Path(folder, INDEX);
  }

  private static NearestPosts nearest(SparkSession session, Application application) {
    Settings settings = application.settings(Settings.class);
    List<String> labels = application.task().labelNames();
    Path index = index(application.folder());
    PostSearch search =
        application.files().exists(index)
            ? IndexedPosts.of(index, application.files())
            : exact(session, new Path(application.folder(), POSTS), labels);
    return new NearestPosts(labels, search, settings.k(), settings.minSimilarity());
  }

  private static PostSearch exact(SparkSession session, Path posts, List<String> labels) {
    List<Row> rows = ModelTable.read(session, posts).orderBy(PostColumns.ID).collectAsList();
    return new ExactPostSearch(
        rows.stream().map(row -> post(row, labels)).toList(),
        rows.stream().map(KnnLabeler::vector).toArray(float[][]::new));
  }

  static float[] vector(Row row) {
    return Outcomes.floats(row.<Seq<Float>>getAs(PostColumns.VECTOR));
  }

  static PostSearch.Post post(Row row, List<String> labels) {
    return new PostSearch.Post(
        row.getAs(PostColumns.ID),
        TextKey.nearDuplicateKey(row.getAs(PostColumns.TEXT)),
        labels.indexOf(row.<String>getAs(PostColumns.GOLD)));
  }
}
