package io.assay.labeler;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.assay.config.Default;
import io.assay.config.LabelerSettings;
import io.assay.config.Within;
import io.assay.label.Prototypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import scala.collection.Seq;

/** Similarity to the embedded descriptions of the labels: needs no labelled post. */
final class PrototypeLabeler implements Labeler {
  private static final String FILE = "prototypes.json";

  /**
   * Keys of the task file.
   *
   * @param minSimilarity cosine below which it abstains, -1 to 1; default 0.1
   */
  record Settings(@Default("0.1") @Within(min = -1, max = 1) double minSimilarity)
      implements LabelerSettings {
    @Override
    public boolean needsEmbedding() {
      return true;
    }
  }

  @Override
  public String kind() {
    return "prototype";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public String sentence() {
    return "labels by the most similar description of a label, without training";
  }

  @Override
  public void learn(Lesson lesson) {
    List<float[][]> vectors = new ArrayList<>();
    lesson
        .task()
        .labels()
        .forEach(
            (label, descriptions) ->
                vectors.add(
                    lesson
                        .embedder()
                        .embed(descriptions.isEmpty() ? List.of(label) : descriptions)));
    ModelFile.write(lesson, FILE, vectors);
  }

  @Override
  public Dataset<Row> label(Dataset<Row> posts, String column, Application application) {
    return nearest(
        posts, column, application, FILE, application.settings(Settings.class).minSimilarity());
  }

  /**
   * Labels by the vectors of a file, one or more a label.
   *
   * @param minSimilarity cosine below which it abstains
   */
  static Dataset<Row> nearest(
      Dataset<Row> posts,
      String column,
      Application application,
      String file,
      double minSimilarity) {
    Prototypes prototypes =
        new Prototypes(
            application.task().labelNames(),
            ModelFile.read(application, file, float[][][].class),
            minSimilarity);
    UDF1<Seq<Float>, Row> label = vector -> Outcomes.row(prototypes.label(Outcomes.floats(vector)));
    return posts.withColumn(column, udf(label, Outcomes.TYPE).apply(col(PostColumns.VECTOR)));
  }
}
