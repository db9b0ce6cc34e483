package io.assay.labeler;

import static org.apache.spark.sql.functions.col;

import io.assay.config.Default;
import io.assay.config.LabelerSettings;
import io.assay.config.Within;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Similarity to the mean vector of each label's posts in part train (Rocchio 1971; Manning,
 * Raghavan and Schütze 2008, section 14.2).
 */
final class CentroidLabeler implements Labeler {
  private static final String FILE = "centroids.json";

  /**
   * Keys of the task file.
   *
   * @param minSimilarity cosine below which it abstains, -1 to 1; default -1, which is never
   */
  record Settings(@Default("-1") @Within(min = -1, max = 1) double minSimilarity)
      implements LabelerSettings {
    @Override
    public boolean needsEmbedding() {
      return true;
    }
  }

  @Override
  public String kind() {
    return "centroid";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public String sentence() {
    return "labels by the most similar mean of a label's posts in training";
  }

  @Override
  public boolean learns() {
    return true;
  }

  @Override
  public void learn(Lesson lesson) throws NotTrained {
    Map<String, float[]> means = new TreeMap<>();
    for (Row row :
        lesson
            .trainWithVectors()
            .groupBy(PostColumns.GOLD)
            .agg(Summarizer.mean(functions.array_to_vector(col(PostColumns.VECTOR))))
            .collectAsList()) {
      means.put(row.getString(0), normalised(row.<Vector>getAs(1).toArray()));
    }
    if (means.isEmpty()) {
      throw new NotTrained("no post of part train has gold and a vector");
    }
    List<float[][]> centroids =
        lesson.task().labelNames().stream()
            .map(
                label ->
                    means.containsKey(label) ? new float[][] {means.get(label)} : new float[0][])
            .toList();
    ModelFile.write(lesson, FILE, centroids);
  }

  private static float[] normalised(double[] mean) {
    double length = Math.sqrt(Arrays.stream(mean).map(x -> x * x).sum());
    float[] vector = new float[mean.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (length > 0 ? mean[i] / length : 0);
    }
    return vector;
  }

  @Override
  public Dataset<Row> label(Dataset<Row> posts, String column, Application application) {
    double least = application.settings(Settings.class).minSimilarity();
    return PrototypeLabeler.nearest(posts, column, application, FILE, least);
  }
}
