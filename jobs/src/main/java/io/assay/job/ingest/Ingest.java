package io.assay.job.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.Imports.Use;
import io.assay.io.RowDigest;
import io.assay.io.Table;
import io.assay.io.input.InputDigest;
import io.assay.io.input.InputFiles;
import io.assay.job.run.JobContext;
import io.assay.job.run.RunSpec;
import io.assay.job.run.Step;
import io.assay.job.run.StepJob;
import io.assay.post.HashtagRemoval;
import io.assay.post.TextKey;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import picocli.CommandLine.Command;

/**
 * Input files into {@code posts}, {@code gold} and {@code rejects}. A hashtag that a post's gold
 * came from is taken out of its text here, so that no later step can learn the answer from it.
 */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description =
        "Reads posts and gold; records that cannot be used go to table rejects, with the reason.")
public final class Ingest extends StepJob {
  /** The reason of gold whose post is not there. */
  static final String WITHOUT_POST = "gold-without-post";

  private static final String[] ID = {"post_id"};

  public Ingest() {
    super(Step.INGEST);
  }

  @Override
  protected Map<String, Object> inputs(RunSpec spec) {
    if (spec.posts().isEmpty()) {
      throw new AssayException(ExitCode.USAGE, "--posts is missing: name the files with the posts");
    }
    Configuration configuration = new Configuration();
    return Map.of(
        "posts", InputDigest.of(InputFiles.find(spec.posts(), configuration), configuration),
        "gold", InputDigest.of(InputFiles.find(spec.gold(), configuration), configuration),
        "columns", spec.columns(),
        "extra", spec.task().columns(),
        "labels", spec.task().labelNames(),
        "label_hashtags", spec.task().labelHashtags(),
        "imports", GivenLabels.imports(spec).version(Use.GOLD));
  }

  @Override
  public void run(JobContext context) {
    Configuration hadoop = context.session().sparkContext().hadoopConfiguration();
    Dataset<Row> gold = gold(context, hadoop).cache();
    Dataset<Row> tagged = taggedSources(gold);
    InputFiles files = InputFiles.find(context.spec().posts(), hadoop);
    EarlierPosts earlier = new EarlierPosts(context, files, rest(context, tagged));
    long posts = earlier.write(posts(context, earlier.records().usable(), tagged));
    Dataset<Row> known = known(context, gold).cache();
    Dataset<Row> strangers =
        gold.join(broadcast(known), ID, "left_anti").withColumn("reason", lit(WITHOUT_POST));
    Dataset<Row> rejects = earlier.rejected().union(PostRecords.rejects(strangers));
    context.tables().write(Table.REJECTS, rejects.repartition(1));
    Dataset<Row> used = gold.join(broadcast(known), ID, "left_semi").drop("source");
    context
        .tables()
        .write(Table.GOLD, used.withColumnRenamed("given_source", "source").coalesce(1));
    earlier.stage();
    if (posts == 0) {
      throw new AssayException(
          ExitCode.USAGE, "no record is a post that can be used" + why(context));
    }
  }

  /** What posts depend on beside their files. */
  private static Map<String, Object> rest(JobContext context, Dataset<Row> tagged) {
    return Map.of(
        "columns", context.spec().columns(),
        "extra", context.task().columns(),
        "label_hashtags", context.task().labelHashtags(),
        "tagged", RowDigest.of(tagged, tagged.columns()).text());
  }

  /** Ids of the posts that have gold. */
  private static Dataset<Row> known(JobContext context, Dataset<Row> gold) {
    return context
        .tables()
        .readStaged(Table.POSTS)
        .select("post_id")
        .join(broadcast(gold.select("post_id").distinct()), ID, "left_semi");
  }

  /** The gold files, and imported labels by people in the place of the same annotators' there. */
  private static Dataset<Row> gold(JobContext context, Configuration hadoop) {
    Dataset<Row> given =
        new GoldInput(context.session(), context.spec())
            .read(InputFiles.find(context.spec().gold(), hadoop));
    Dataset<Row> imported =
        GivenLabels.people(context.session(), context.spec())
            .withColumnRenamed("source", "given_source")
            .withColumn("source", lit("imported"))
            .withColumn("position", lit(0L))
            .withColumn("reason", lit(null).cast("string"))
            .withColumn("detail", lit(""))
            .withColumn("raw", lit(""));
    Column same =
        given
            .col("post_id")
            .equalTo(imported.col("post_id"))
            .and(given.col("annotator").eqNullSafe(imported.col("annotator")));
    return given.join(imported, same, "left_anti").unionByName(imported);
  }

  /** The step fails, so nobody will find its rejects: their reasons with a place for each. */
  private static String why(JobContext context) {
    List<String> reasons =
        context
            .tables()
            .readStaged(Table.REJECTS)
            .filter(col("reason").notEqual(WITHOUT_POST))
            .groupBy("reason")
            .agg(count(lit(1)).as("n"), min(struct("source", "position")).as("first"))
            .orderBy(col("n").desc(), col("reason"))
            .select(
                format_string(
                    "%s: %d, the first in %s at %d",
                    col("reason"), col("n"), col("first.source"), col("first.position")))
            .as(Encoders.STRING())
            .collectAsList();
    return reasons.isEmpty() ? ": there is none" : ". " + String.join("; ", reasons);
  }

  /** The hashtag, as its source, of posts whose gold came from one. */
  private static Dataset<Row> taggedSources(Dataset<Row> gold) {
    return gold.filter(col("given_source").startsWith(GoldInput.HASHTAG_SOURCE))
        .groupBy("post_id")
        .agg(min("given_source").as("given_source"));
  }

  private static Dataset<Row> posts(JobContext context, Dataset<Row> usable, Dataset<Row> tagged) {
    UserDefinedFunction hash = udf((UDF1<String, String>) TextKey::textHash, DataTypes.StringType);
    return withoutLabelHashtags(context, usable, tagged)
        .withColumn("text_hash", hash.apply(col("text")))
        .withColumn("created_at", PostRecords.time())
        .drop("source", "position", "reason", "detail", "raw");
  }

  private static Dataset<Row> withoutLabelHashtags(
      JobContext context, Dataset<Row> usable, Dataset<Row> tagged) {
    List<String> always = context.task().labelHashtags();
    UserDefinedFunction removal =
        udf(
            (UDF2<String, String, String>)
                (text, source) -> HashtagRemoval.remove(text, GoldInput.hashtags(always, source)),
            DataTypes.StringType);
    if (always.isEmpty() && tagged.isEmpty()) {
      return usable;
    }
    return usable
        .join(broadcast(tagged), ID, "left")
        .withColumn("text", removal.apply(col("text"), col("given_source")))
        .drop("given_source");
  }
}
