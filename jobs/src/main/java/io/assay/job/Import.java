package io.assay.job;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.Hint;
import io.assay.config.LabelerSpec;
import io.assay.io.Imports.Use;
import io.assay.io.InputDigest;
import io.assay.io.InputFiles;
import io.assay.io.Table;
import io.assay.io.Tables;
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
      "The posts must have been ingested under the same --task, --lake and --ds."
    })
final class Import implements Callable<Integer> {
  private static final int SHOWN = 20;
  private static final String PEOPLE = "people";

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
      description = "The labeler of kind imported in the task file that they belong to.")
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
  public Integer call() {
    RunSpec spec = RunSpec.of(options, Assay.host());
    use(spec);
    SparkSession session = Sessions.open(spec, Assay.host());
    try {
      Assay.host().screen().line(take(session, spec));
    } finally {
      session.stop();
    }
    return ExitCode.OK.code();
  }

  /**
   * Takes all records of the files, or none.
   *
   * @return what was done, in words
   * @throws AssayException {@link ExitCode#USAGE} with what is wrong with the records
   */
  String take(SparkSession session, RunSpec spec) {
    Use use = use(spec);
    InputFiles files = InputFiles.find(paths, new Configuration());
    Tables tables = new Tables(session, JobRunner.folder(spec));
    Dataset<Row> posts = tables.read(Table.POSTS).select("post_id");
    Dataset<Row> rows =
        use == Use.GOLD
            ? gold(session, spec, files)
            : new LabelInput(session, spec, use == Use.LLM, usdPer1000).read(files);
    rows.cache();
    refuseStrangers(rows, posts);
    String done = add(spec, use, rows, files);
    rows.unpersist();
    return done;
  }

  private Use use(RunSpec spec) {
    if (as == As.GOLD) {
      if (labeler != null || usdPer1000 != null) {
        throw usage("--labeler and --usd-per-1000 do not go with --as gold");
      }
      return Use.GOLD;
    }
    if (usdPer1000 != null && usdPer1000.signum() < 0) {
      throw usage("--usd-per-1000 must be 0 or more, not " + usdPer1000);
    }
    List<LabelerSpec> imported =
        spec.task().labelers().stream().filter(LabelerSpec::isImported).toList();
    String name = labeler == null ? "" : labeler;
    LabelerSpec named =
        imported.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
    if (named == null) {
      List<String> names = imported.stream().map(LabelerSpec::name).toList();
      throw usage(
          "--labeler %s is no labeler of kind imported in task %s; %s"
              .formatted(
                  name,
                  spec.task().name(),
                  names.isEmpty()
                      ? "add one: {name: %s, kind: imported%s}"
                          .formatted(name, as == As.LLM ? ", llm: true" : "")
                      : Hint.of(name, names)));
    }
    if (named.isLlm() != (as == As.LLM)) {
      throw usage(
          "labeler %s has llm: %s in the task file, which does not go with --as %s"
              .formatted(name, named.isLlm(), String.valueOf(as).toLowerCase(Locale.ROOT)));
    }
    return named.isLlm() ? Use.LLM : Use.PREDICTIONS;
  }

  private static Dataset<Row> gold(SparkSession session, RunSpec spec, InputFiles files) {
    return new GoldInput(session, spec)
        .readAnswered(files)
        .withColumnRenamed("source", "file")
        .withColumnRenamed("given_source", "source");
  }

  private static void refuseStrangers(Dataset<Row> rows, Dataset<Row> posts) {
    Dataset<Row> strangers =
        rows.join(posts, new String[] {"post_id"}, "left_anti").orderBy("file", "position");
    List<Row> shown = strangers.limit(SHOWN).collectAsList();
    if (!shown.isEmpty()) {
      List<String> lines = new ArrayList<>();
      for (Row row : shown) {
        lines.add(
            "%s, byte %d: there is no post %s"
                .formatted(
                    row.getAs("file"), row.<Long>getAs("position"), row.<String>getAs("post_id")));
      }
      long all = strangers.count();
      if (all > SHOWN) {
        lines.add("and %,d more".formatted(all - SHOWN));
      }
      throw usage("nothing was imported:\n  " + String.join("\n  ", lines));
    }
  }

  private String add(RunSpec spec, Use use, Dataset<Row> rows, InputFiles files) {
    String name = labeler == null ? PEOPLE : labeler;
    String content =
        InputDigest.of(files, new Configuration()) + " " + spec.columns() + " " + usdPer1000;
    boolean isNew = GivenLabels.imports(spec).add(use, name, rows, ContentHash.sha256_128(content));
    return isNew
        ? String.format(Locale.ROOT, "imported %,d labels of %s", rows.count(), name)
        : "these files were imported before; nothing changed";
  }

  private static AssayException usage(String message) {
    return new AssayException(ExitCode.USAGE, message);
  }
}
