package io.assay.job.predict;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.assay.config.AssayException;
import io.assay.config.CalibrationMethod;
import io.assay.config.CanonicalJson;
import io.assay.config.ExitCode;
import io.assay.config.LabelerSpec;
import io.assay.job.run.JobContext;
import io.assay.labeler.Lesson;
import io.assay.labeler.PostColumns;
import io.assay.stats.calibration.ConfidenceMap;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Confidences that mean what they say, for labelers with the key {@code calibrate}: fitted on part
 * calibrate, applied to what is published. Labelers that rest on others get the confidences as
 * those state them, so that the thresholds of a cascade are tested on what they were made of.
 */
final class Calibrations {
  private static final String FILE = "calibration.json";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  private Calibrations() {}

  /** Fits the map of a labeler that has just learned and keeps it beside its model. */
  static void fit(JobContext context, Lesson lesson) {
    LabelerSpec spec = lesson.spec();
    if (spec.calibrate() == CalibrationMethod.NONE) {
      return;
    }
    String outcome = PostColumns.outcome(context.task(), spec.name());
    Dataset<Row> judged =
        Labeling.label(context, lesson.calibrate(), spec, lesson.folder())
            .filter(col(outcome + ".label").isNotNull())
            .filter(col(outcome + ".confidence").isNotNull())
            .orderBy(PostColumns.ID)
            .select(
                col(outcome + ".confidence"),
                col(outcome + ".label").equalTo(col(PostColumns.GOLD)).cast("double"));
    List<Row> rows = judged.collectAsList();
    ConfidenceMap map =
        ConfidenceMap.fit(
            spec.calibrate(),
            rows.stream().mapToDouble(row -> row.getDouble(0)).toArray(),
            rows.stream().mapToDouble(row -> row.getDouble(1)).toArray());
    lesson.files().replace(new Path(lesson.folder(), FILE), CanonicalJson.pretty(map));
    lesson.note().accept(map.sentence(spec.calibrate()));
  }

  /** The outcome of a labeler as it is published. */
  static Column published(JobContext context, LabelerSpec spec) {
    Column outcome = col(PostColumns.outcome(context.task(), spec.name()));
    if (spec.calibrate() == CalibrationMethod.NONE) {
      return outcome;
    }
    ConfidenceMap map = read(context, new Path(ModelCards.published(context, spec.name()), FILE));
    UDF1<Double, Double> mapped = confidence -> confidence == null ? null : map.apply(confidence);
    return when(
        outcome.isNotNull(),
        struct(
            outcome.getField("status").as("status"),
            outcome.getField("label").as("label"),
            udf(mapped, DataTypes.DoubleType)
                .apply(outcome.getField("confidence"))
                .as("confidence"),
            outcome.getField("evidence").as("evidence")));
  }

  private static ConfidenceMap read(JobContext context, Path file) {
    try {
      return JSON.readValue(context.run().files().read(file).orElse(""), ConfidenceMap.class);
    } catch (JsonProcessingException e) {
      throw new AssayException(
          ExitCode.NOT_READY, file + " cannot be read; run `./assay train` again", e);
    }
  }
}
