package io.assay.job.evaluate;

import static org.apache.spark.sql.functions.col;

import io.assay.config.LabelerSpec;
import io.assay.io.Table;
import io.assay.job.run.JobContext;
import io.assay.labeler.Outcomes;
import io.assay.sample.Part;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which share of the posts comes to each labeler that another one rests on. A cascade writes the
 * stage that answered into its evidence; all others ask everybody about everything.
 */
final class Reach {
  private Reach() {}

  /** Labeler to share, 0 to 1, measured on the frame. */
  static Map<String, Double> of(JobContext context, LabelerSpec spec) {
    List<String> stages = spec.settings().refersTo();
    Map<String, Long> answered = answered(context, spec);
    double posts = answered.values().stream().mapToLong(Long::longValue).sum();
    Map<String, Double> reach = new LinkedHashMap<>();
    double left = posts;
    for (String stage : stages) {
      reach.put(stage, posts == 0 ? 1 : left / posts);
      left -= answered.getOrDefault(Outcomes.STAGE + stage, 0L);
    }
    return reach;
  }

  private static Map<String, Long> answered(JobContext context, LabelerSpec spec) {
    Dataset<Row> frame =
        context.tables().read(Table.SPLITS).filter(col("part").equalTo(Part.TEST.key()));
    Map<String, Long> answered = new HashMap<>();
    context
        .tables()
        .read(Table.PREDICTIONS)
        .filter(col("labeler").equalTo(spec.name()).and(col("evidence").startsWith(Outcomes.STAGE)))
        .join(frame, "post_id")
        .groupBy("evidence")
        .count()
        .collectAsList()
        .forEach(row -> answered.put(row.getString(0), row.getLong(1)));
    return answered;
  }
}
