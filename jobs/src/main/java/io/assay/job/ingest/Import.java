package io.assay.job.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.Imports;
import io.assay.io.Imports.Use;
import io.assay.io.Table;
import io.assay.io.Tables;
import io.assay.io.input.InputDigest;
import io.assay.io.input.InputFiles;
import io.assay.job.run.JobRunner;
import io.assay.job.run.OwnSession;
import io.assay.job.run.RunOptions;
import io.assay.job.run.RunSpec;
import io.assay.post.ContentHash;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Labels made elsewhere into the store of the lake: all records of the files, or none and a list of
 * what is wrong. The next run scores, prices and compares them like all others.
 */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Takes labels that were made elsewhere: a labeler's, an LLM's, or people's.",
      "CSV, JSONL or Parquet with id and label; for a labeler optionally status, confidence and usd; for an LLM also"
          + " input_tokens and output_tokens; for people optionally annotator, source and split. An empty label is an"
          + " abstention, in gold a post still to be labelled.",
      "The posts must have been ingested under the same --task, --lake and --ds. What is imported again replaces the"
          + " labels of the same posts, by people those of the same annotator."
    })
public final class Import implements Callable<Integer> {
  private static final String REFUSED = "nothing was imported";

  /** The source of gold that was picked to learn from. */
  private static final String INSPECT = "inspect";

  /** What the files hold. */
  enum As {
    PREDICTIONS,
    LLM,
    GOLD
  }

  @Option(
      names = "--as",
      required = true,
      paramLabel = "predictions|llm|gold",
      description = "Whose labels they are.")
  @Nullable As as;

  @Option(
      names = "--labeler",
      paramLabel = "NAME",
      description =
          "The labeler of kind imported in the task file that they belong to; without it each file belongs to the"
              + " labeler that it is named after, for example gpt.csv to gpt.")
  @Nullable String labeler;

  @Option(
      names = "--usd-per-1000",
      paramLabel = "USD",
      description = "What 1,000 labels cost, where the files have no column usd. Unknown is not 0.")
  @Nullable BigDecimal usdPer1000;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, folders or globs.")
  List<String> paths = new ArrayList<>();

  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() throws Exception {
    RunSpec spec = options.spec();
    InputFiles files = checked(spec);
    return OwnSession.run(spec, options.host(), session -> take(session, spec, files));
  }

  /**
   * Takes all records of the files, or none.
   *
   * @return what was done, a line a labeler
   * @throws AssayException {@link ExitCode#USAGE} with what is wrong, {@link ExitCode#NOT_READY} if
   *     there are no posts yet
   */
  public String take(SparkSession session, RunSpec spec) {
    return take(session, spec, checked(spec));
  }

  /** What can be known to be wrong before Spark starts. */
  private InputFiles checked(RunSpec spec) {
    boolean priced = usdPer1000 != null;
    if (as == As.GOLD && (labeler != null || priced)) {
      throw usage("--labeler and --usd-per-1000 do not go with --as gold");
    }
    if (usdPer1000 != null && usdPer1000.signum() < 0) {
      throw usage("--usd-per-1000 must be 0 or more, not " + usdPer1000);
    }
    JobRunner.folder(spec).require(Table.POSTS);
    InputFiles files = InputFiles.find(paths, new Configuration());
    if (as != As.GOLD) {
      ImportTargets.check(spec, as == As.LLM, names(files));
    }
    return files;
  }

  private List<String> names(InputFiles files) {
    return labeler != null
        ? List.of(labeler)
        : files.files().stream()
            .map(file -> InputFiles.title(file.path().toString()))
            .distinct()
            .toList();
  }

  private String take(SparkSession session, RunSpec spec, InputFiles files) {
    Dataset<Row> posts =
        new Tables(session, JobRunner.folder(spec)).read(Table.POSTS).select("post_id");
    return as == As.GOLD ? gold(session, spec, files, posts) : labels(session, spec, files, posts);
  }

  private String labels(SparkSession session, RunSpec spec, InputFiles files, Dataset<Row> posts) {
    LabelInput input = new LabelInput(session, spec, as == As.LLM, labeler);
    Dataset<Row> records = input.records(files).cache();
    InputProblems problems = new InputProblems();
    input.check(records, problems);
    strangers(records, posts, problems);
    problems.throwIfAny(REFUSED);
    Dataset<Row> labels = LabelInput.labels(records, usdPer1000);
    Imports imports = GivenLabels.imports(spec);
    List<String> done = new ArrayList<>();
    for (String name : names(files)) {
      Dataset<Row> own = labels.filter(col("labeler").equalTo(name));
      String digest = digest(spec, labeler == null ? files.titled(name) : files);
      boolean isNew = imports.add(as == As.LLM ? Use.LLM : Use.PREDICTIONS, name, own, digest);
      done.add(said(isNew, own.count(), name));
    }
    records.unpersist();
    return String.join("\n", done);
  }

  private String gold(SparkSession session, RunSpec spec, InputFiles files, Dataset<Row> posts) {
    GoldInput input = new GoldInput(session, spec);
    Dataset<Row> all = input.records(files).cache();
    Dataset<Row> records = all.filter(not(GoldInput.isOpen()));
    InputProblems problems = new InputProblems();
    input.check(records, problems);
    strangers(records.withColumn("file", col("source")), posts, problems);
    problems.throwIfAny(REFUSED);
    Dataset<Row> rows = withSource(session, spec, GoldInput.distinct(records));
    boolean isNew =
        GivenLabels.imports(spec).add(Use.GOLD, GivenLabels.PEOPLE, rows, digest(spec, files));
    long open = all.count() - records.count();
    String said = said(isNew, rows.count(), GivenLabels.PEOPLE);
    all.unpersist();
    return open == 0
        ? said
        : said + String.format(Locale.ROOT, "; %,d records without a label were skipped", open);
  }

  /** Posts that were picked to learn from say so, whatever became of the column of the file. */
  private static Dataset<Row> withSource(SparkSession session, RunSpec spec, Dataset<Row> records) {
    Dataset<Row> inspected =
        GivenLabels.inspected(session, spec).withColumn("inspected", lit(true));
    return records
        .join(inspected, new String[] {"post_id"}, "left")
        .withColumn("source", when(col("inspected"), INSPECT).otherwise(col("given_source")));
  }

  private static void strangers(Dataset<Row> records, Dataset<Row> posts, InputProblems problems) {
    problems.add(
        records
            .filter(col("post_id").isNotNull())
            .join(posts, new String[] {"post_id"}, "left_anti"),
        row -> "there is no post " + row.<String>getAs("post_id"));
  }

  private String digest(RunSpec spec, InputFiles files) {
    String content = InputDigest.of(files, new Configuration());
    return ContentHash.sha256_128(content + " " + spec.columns() + " " + usdPer1000);
  }

  private static String said(boolean isNew, long labels, String name) {
    return isNew
        ? String.format(Locale.ROOT, "imported %,d labels of %s", labels, name)
        : "nothing changed: these labels of " + name + " were imported before";
  }

  private static AssayException usage(String message) {
    return new AssayException(ExitCode.USAGE, message);
  }
}
