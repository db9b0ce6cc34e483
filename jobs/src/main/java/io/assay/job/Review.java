package io.assay.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.udf;

import io.assay.config.ExitCode;
import io.assay.io.CsvFile;
import io.assay.io.Imports.Use;
import io.assay.io.Table;
import io.assay.io.Tables;
import io.assay.post.ContentHash;
import io.assay.sample.Part;
import io.assay.sample.RandomNumber;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The next posts for people to label, as a CSV file with an empty column {@code label}. No label of
 * a tool is in it, as it would sway them. {@code import --as gold} takes the file back.
 */
@Command(
    name = "review",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes the next posts for people to label; ./assay import --as gold takes the file back.",
      "--purpose gold (default): the next of the random sample of part test, which certificates rest on.",
      "--purpose inspect: posts that the labelers disagree on. They leave part test for tune, and are never scored."
    })
final class Review implements Callable<Integer> {
  /** The name under which posts that were looked at are kept. */
  static final String INSPECTED = "review";

  private static final List<String> HEADER =
      List.of("id", "text", "label", "annotator", "split", "source");

  /** What the posts are for. */
  enum Purpose {
    GOLD,
    INSPECT
  }

  @Option(names = "--n", paramLabel = "POSTS", description = "How many; default 50.")
  int posts = 50;

  @Option(names = "--out", paramLabel = "FILE", description = "Default review.csv.")
  String out = "review.csv";

  @Option(names = "--purpose", paramLabel = "gold|inspect", description = "Default gold.")
  Purpose purpose = Purpose.GOLD;

  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() {
    RunSpec spec = RunSpec.of(options, Assay.host());
    SparkSession session = Sessions.open(spec, Assay.host());
    try {
      say(spec, write(session, spec));
    } finally {
      session.stop();
    }
    return ExitCode.OK.code();
  }

  /** Writes the file, and returns how many posts are in it. */
  int write(SparkSession session, RunSpec spec) {
    Tables tables = new Tables(session, JobRunner.folder(spec));
    List<Row> chosen =
        (purpose == Purpose.GOLD ? random(spec, tables) : instructive(spec, tables))
            .limit(posts)
            .collectAsList();
    if (purpose == Purpose.INSPECT && !chosen.isEmpty()) {
      remember(session, spec, chosen);
    }
    new CsvFile(Path.of(out)).write(HEADER, chosen.stream().map(this::record).toList());
    return chosen.size();
  }

  /** Posts of the frame without gold in the order of their permanent random numbers. */
  private static Dataset<Row> random(RunSpec spec, Tables tables) {
    String salt = "sample:" + spec.task().sample().seed();
    UDF1<String, Double> number = id -> RandomNumber.of(salt, id);
    return unlabelled(tables)
        .withColumn("random_number", udf(number, DataTypes.DoubleType).apply(col("post_id")))
        .orderBy("random_number", "post_id")
        .select("post_id", "text");
  }

  /** Those with the most different labels first, then those that no labeler is sure of. */
  private static Dataset<Row> instructive(RunSpec spec, Tables tables) {
    Dataset<Row> said =
        tables
            .read(Table.PREDICTIONS)
            .groupBy("post_id")
            .agg(count_distinct(col("label")).as("labels"), max("confidence").as("surest"));
    return withoutScoredGroups(tables)
        .join(said, "post_id")
        .join(random(spec, tables).select("post_id"), "post_id")
        .orderBy(col("labels").desc(), col("surest").asc_nulls_first(), col("post_id"))
        .select("post_id", "text");
  }

  /** A group with scored gold stays whole in part test. */
  private static Dataset<Row> withoutScoredGroups(Tables tables) {
    Dataset<Row> scored =
        tables
            .read(Table.SPLITS)
            .join(tables.read(Table.GOLD).select("post_id"), "post_id")
            .select("group_id")
            .distinct();
    return unlabelled(tables).join(scored, new String[] {"group_id"}, "left_anti");
  }

  private static Dataset<Row> unlabelled(Tables tables) {
    Dataset<Row> frame = tables.read(Table.SPLITS).filter(col("part").equalTo(Part.TEST.key()));
    return tables
        .read(Table.POSTS)
        .select("post_id", "text")
        .join(frame, "post_id")
        .join(tables.read(Table.GOLD), new String[] {"post_id"}, "left_anti");
  }

  private static void remember(SparkSession session, RunSpec spec, List<Row> chosen) {
    List<String> ids = chosen.stream().map(row -> row.<String>getAs("post_id")).toList();
    Dataset<Row> rows = session.createDataFrame(chosen, chosen.get(0).schema()).select("post_id");
    GivenLabels.imports(spec)
        .add(Use.INSPECTED, INSPECTED, rows, ContentHash.sha256_128(String.join("\n", ids)));
  }

  private List<String> record(Row row) {
    boolean inspect = purpose == Purpose.INSPECT;
    return new ArrayList<>(
        List.of(
            row.getAs("post_id"),
            row.getAs("text"),
            "",
            "",
            (inspect ? Part.TUNE : Part.TEST).key(),
            inspect ? "inspect" : "sample"));
  }

  private void say(RunSpec spec, int written) {
    Screen screen = Assay.host().screen();
    screen.line(String.format(Locale.ROOT, "%,d posts in %s", written, Path.of(out)));
    screen.line("labels: " + String.join(", ", spec.task().labelNames()));
    screen.line("then: ./assay import --as gold " + out + ", with the same options");
    if (written < posts) {
      screen.line("there are no more posts without gold in part test");
    }
  }
}
