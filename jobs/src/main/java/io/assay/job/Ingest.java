package io.assay.job;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.Imports.Use;
import io.assay.io.InputDigest;
import io.assay.io.InputFiles;
import io.assay.io.Records;
import io.assay.io.Table;
import io.assay.post.HashtagRemoval;
import io.assay.post.TextKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.apache.spark.storage.StorageLevel;
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
final class Ingest extends StepJob {
  private static final int LONGEST_TEXT_BYTES = 100_000;

  private static final String WITHOUT_POST = "gold-without-post";

  private static final String[] ID = {"post_id"};

  Ingest() {
    super(Step.INGEST);
  }

  @Override
  Map<String, Object> inputs(RunSpec spec) {
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
  void run(JobContext context) {
    Configuration hadoop = context.session().sparkContext().hadoopConfiguration();
    Dataset<Row> gold = gold(context, hadoop).cache();
    Dataset<Row> records = classified(context, InputFiles.find(context.spec().posts(), hadoop));
    RecordCensus census =
        new RecordCensus(records, col("created_at").isNotNull().and(time().isNull()));
    context.note("created_at_not_read", census.marked());
    Dataset<Row> marked = census.withoutRepeated(records);
    Dataset<Row> usable = marked.filter(col("reason").isNull());
    long posts = context.tables().write(Table.POSTS, posts(context, usable, gold));
    boolean all = census.rejected() + census.repeated() == 0;
    Dataset<Row> known = known(context, gold).cache();
    Dataset<Row> strangers = gold.join(broadcast(known), ID, "left_anti");
    Dataset<Row> rejects =
        rejects(marked.filter(lit(!all).and(col("reason").isNotNull())))
            .union(rejects(strangers.withColumn("reason", lit(WITHOUT_POST))));
    context.tables().write(Table.REJECTS, rejects.coalesce(1));
    context
        .tables()
        .write(
            Table.GOLD,
            gold.join(broadcast(known), ID, "left_semi")
                .drop("source")
                .withColumnRenamed("given_source", "source")
                .coalesce(1));
    census.close();
    List.of(known, records, gold).forEach(Dataset::unpersist);
    if (posts == 0) {
      throw new AssayException(
          ExitCode.USAGE, "no record is a post that can be used" + why(context));
    }
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

  private static Dataset<Row> classified(JobContext context, InputFiles files) {
    List<String> columns =
        new ArrayList<>(List.of("post_id", "text", "author", "created_at", "lang", "gif"));
    columns.addAll(context.task().columns());
    Column reason =
        coalesce(
            col("reason"),
            when(blank("post_id"), "missing-id")
                .when(blank("text"), "empty-text")
                .when(octet_length(col("text")).gt(LONGEST_TEXT_BYTES), "text-too-long"));
    Records records =
        new Records(context.session(), files, columns, names(context.spec(), columns));
    Dataset<Row> read = records.read().withColumn("reason", reason);
    int cores = context.session().sparkContext().defaultParallelism();
    int parts = read.javaRDD().getNumPartitions();
    if (parts < cores || records.largestPiece() * cores > files.bytes()) {
      // One task has to read most of them: it does so once, and all share what is to be done.
      return read.repartition(col("post_id")).persist(StorageLevel.MEMORY_AND_DISK());
    }
    return read.coalesce((int) Math.min(parts, PartitionSizes.ofReads(files.bytes(), cores)));
  }

  /** {@code id} is the input's name for {@code post_id}, which is accepted too. */
  static Map<String, List<String>> names(RunSpec spec, List<String> columns) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (String column : columns) {
      String ours = column.equals("post_id") ? "id" : column;
      String theirs = spec.columns().get(ours);
      names.put(
          column,
          theirs != null
              ? List.of(theirs)
              : ours.equals(column) ? List.of(column) : List.of("id", "post_id"));
    }
    return names;
  }

  private static Column blank(String column) {
    return col(column).isNull().or(col(column).rlike("^[\\s\\p{Z}\\p{Cf}]*$"));
  }

  private static Column time() {
    return try_to_timestamp(col("created_at"));
  }

  private static Dataset<Row> posts(JobContext context, Dataset<Row> usable, Dataset<Row> gold) {
    UserDefinedFunction hash = udf((UDF1<String, String>) TextKey::textHash, DataTypes.StringType);
    return withoutLabelHashtags(context, usable, gold)
        .withColumn("text_hash", hash.apply(col("text")))
        .withColumn("created_at", time())
        .drop("source", "position", "reason", "detail", "raw");
  }

  private static Dataset<Row> withoutLabelHashtags(
      JobContext context, Dataset<Row> usable, Dataset<Row> gold) {
    List<String> always = context.task().labelHashtags();
    UserDefinedFunction removal =
        udf(
            (UDF2<String, String, String>)
                (text, source) -> HashtagRemoval.remove(text, GoldInput.hashtags(always, source)),
            DataTypes.StringType);
    Dataset<Row> sources =
        gold.filter(col("given_source").startsWith(GoldInput.HASHTAG_SOURCE))
            .groupBy("post_id")
            .agg(first("given_source").as("given_source"));
    if (always.isEmpty() && sources.isEmpty()) {
      return usable;
    }
    return usable
        .join(broadcast(sources), ID, "left")
        .withColumn("text", removal.apply(col("text"), col("given_source")))
        .drop("given_source");
  }

  private static Dataset<Row> rejects(Dataset<Row> records) {
    return records.select("source", "position", "reason", "detail", "raw");
  }
}
