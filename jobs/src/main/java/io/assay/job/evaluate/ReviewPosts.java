package io.assay.job.evaluate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.udf;

import io.assay.io.Table;
import io.assay.io.Tables;
import io.assay.job.ingest.GivenLabels;
import io.assay.job.run.JobRunner;
import io.assay.job.run.RunSpec;
import io.assay.sample.Part;
import io.assay.sample.RandomNumber;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** The posts of a run that have no label by people yet, in the orders in which people get them. */
final class ReviewPosts {
  private static final String[] ID = {"post_id"};

  private final SparkSession session;
  private final RunSpec spec;
  private final Tables tables;

  ReviewPosts(SparkSession session, RunSpec spec) {
    this.session = session;
    this.spec = spec;
    this.tables = new Tables(session, JobRunner.folder(spec));
  }

  /** Posts of the frame by their permanent random numbers: {@code post_id, text}. */
  Dataset<Row> random() {
    String salt = "sample:" + spec.task().sample().seed();
    UDF1<String, Double> number = id -> RandomNumber.of(salt, id);
    return open()
        .filter(col("part").equalTo(Part.TEST.key()))
        .join(GivenLabels.inspected(session, spec), ID, "left_anti")
        .withColumn("random_number", udf(number, DataTypes.DoubleType).apply(col("post_id")))
        .orderBy("random_number", "post_id")
        .select("post_id", "text");
  }

  /**
   * Posts to learn from: those on which labelers disagree, then those that none is sure of; each
   * time those first that are in part tune already, as every other one leaves the frame. Columns
   * {@code post_id, text, part}.
   */
  Dataset<Row> instructive() {
    Dataset<Row> said =
        tables
            .read(Table.PREDICTIONS)
            .groupBy("post_id")
            .agg(count_distinct(col("label")).as("labels"), max("confidence").as("surest"));
    return open()
        .filter(col("part").isin(Part.TUNE.key(), Part.TEST.key()))
        .join(spokenFor(), new String[] {"group_id"}, "left_anti")
        .join(said, ID, "left")
        .orderBy(
            coalesce(col("labels").gt(1), lit(false)).desc(),
            col("part").equalTo(Part.TUNE.key()).desc(),
            col("labels").desc_nulls_last(),
            col("surest").asc_nulls_first(),
            col("post_id").asc())
        .select("post_id", "text", "part");
  }

  /** Posts of the frame. */
  long frame() {
    return tables.read(Table.SPLITS).filter(col("part").equalTo(Part.TEST.key())).count();
  }

  /** Groups of the frame with a post that is scored or will be: they stay there as a whole. */
  private Dataset<Row> spokenFor() {
    Dataset<Row> sampled = tables.read(Table.SAMPLE).filter(col("purpose").equalTo("gold"));
    return tables
        .read(Table.SPLITS)
        .filter(col("part").equalTo(Part.TEST.key()))
        .join(labelled().union(sampled.select("post_id")), ID, "left_semi")
        .select("group_id")
        .distinct();
  }

  private Dataset<Row> open() {
    return tables
        .read(Table.POSTS)
        .select("post_id", "text")
        .join(tables.read(Table.SPLITS), ID)
        .join(labelled(), ID, "left_anti");
  }

  /** Labels that came since the run was made count too. */
  private Dataset<Row> labelled() {
    return tables
        .read(Table.GOLD)
        .select("post_id")
        .union(GivenLabels.people(session, spec).select("post_id"));
  }
}
