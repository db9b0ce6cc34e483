package io.assay.labeler;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.assay.classify.Encoder;
import io.assay.classify.TrainingData;
import io.assay.config.LabelerSpec;
import io.assay.io.LakeFiles;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** What a saved classifier sees of posts and says of them. */
public final class EncodedPosts {
  private EncodedPosts() {}

  /**
   * Columns {@code post_id, features, target, prediction}; posts whose gold the classifier does not
   * know are left out.
   *
   * @param posts with gold and the labeler's vectors
   */
  public static Dataset<Row> of(
      Dataset<Row> posts, LabelerSpec spec, Path folder, LakeFiles files) {
    ClassifierSettings settings = (ClassifierSettings) spec.settings();
    ClassifierFolder saved = new ClassifierFolder(folder, files);
    List<String> labels = saved.decoder(settings.algorithm()).labels();
    UDF1<String, Double> target = label -> (double) labels.indexOf(label);
    return saved
        .pipeline()
        .transform(ClassifierInput.add(posts, settings))
        .select(
            col(PostColumns.ID),
            functions.vector_to_array(col(Encoder.FEATURES), "float64").as("features"),
            udf(target, DataTypes.DoubleType).apply(col(PostColumns.GOLD)).as(TrainingData.TARGET),
            col("prediction"))
        .filter(col(TrainingData.TARGET).geq(0));
  }

  /** The algorithm and its hyper-parameters, which must have one value each. */
  public static Map<String, Object> parameters(LabelerSpec spec) {
    ClassifierSettings settings = (ClassifierSettings) spec.settings();
    Map<String, Double> values = new java.util.TreeMap<>();
    settings.parameters().forEach((name, given) -> values.put(name, given.get(0)));
    return Map.of("algorithm", settings.algorithm().name(), "parameters", values);
  }
}
